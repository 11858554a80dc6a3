//! Blocking the shopper of the call that the agent is in, or has just been in.

use domain::{
    CallId,
    locale::phrase::Blocks,
    wire::{BlockNews, BlockOutcome, FromAgent, MAX_BLOCK_REASON_CHARS},
};
use leptos::prelude::*;

use super::model::DeskModel;
use crate::ui::{Button, ButtonKind, Dialog, texts};

/// What is being blocked. A copy is the same.
#[derive(Clone, Copy)]
pub struct Blocking {
    is_asked: RwSignal<bool>,
    reason: RwSignal<String>,
    /// The call whose shopper is blocked now.
    done: RwSignal<Option<CallId>>,
}

impl Blocking {
    /// Nothing.
    pub fn new() -> Self {
        Self { is_asked: RwSignal::new(false), reason: RwSignal::new(String::new()), done: RwSignal::new(None) }
    }
}

impl DeskModel {
    /// Blocks the shopper of a call. One that runs ends with it.
    fn block(self, call: CallId, is_running: bool) {
        let reason = self.blocking.reason.get_untracked();
        if self.say(&FromAgent::Block { call, reason }) {
            self.blocking.is_asked.set(false);
            self.blocking.reason.set(String::new());
            if is_running {
                self.hang_up();
            }
        }
    }

    /// What became of it.
    pub(super) fn hear_block(self, news: BlockNews) {
        let words = match news.outcome {
            BlockOutcome::Blocked => {
                self.blocking.done.set(Some(news.call));
                Blocks::IsBlocked
            }
            BlockOutcome::Forgotten => Blocks::IsForgotten,
        };
        self.toasts.show(self.texts.text(words));
    }
}

/// The way to block the shopper, and the question whether to.
#[component]
pub fn BlockShopper(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let blocking = desk.blocking;
    let call = Memo::new(move |_| {
        desk.view.with(|view| view.as_ref()?.record.as_deref().map(|record| (record.call.clone(), record.ended_at.is_none())))
    });
    let is_running = move || call.with(|call| call.as_ref().is_some_and(|(_, is_running)| *is_running));
    let is_done =
        move || call.with(|call| blocking.done.with(|done| done.is_some() && *done == call.as_ref().map(|(call, _)| call.clone())));
    let block = move || {
        if let Some((call, is_running)) = call.get_untracked() {
            desk.block(call, is_running);
        }
    };
    let ask = move || {
        view! {
            <Button kind=ButtonKind::Quiet on:click=move |_| blocking.is_asked.set(true)>{texts.text(Blocks::Block)}</Button>
        }
    };
    view! {
        <div class="block-shopper">
            <Show when=is_done fallback=ask>
                <p class="desk-quiet" role="status">{texts.text(Blocks::IsBlocked)}</p>
            </Show>
            <Dialog open=blocking.is_asked heading=Signal::derive(move || texts.text(Blocks::AskHeading)) id="block-heading">
                <form
                    class="block-question"
                    on:submit=move |event| {
                        event.prevent_default();
                        block();
                    }
                >
                    <p>{texts.text(Blocks::AskMore)}</p>
                    <Show when=is_running><p><strong>{texts.text(Blocks::AskInCall)}</strong></p></Show>
                    <label class="field">
                        <span class="field-label">{texts.text(Blocks::ReasonLabel)}</span>
                        <textarea
                            class="input"
                            rows="2"
                            maxlength=MAX_BLOCK_REASON_CHARS.to_string()
                            aria-describedby="block-reason-help"
                            prop:value=move || blocking.reason.get()
                            on:input=move |event| blocking.reason.set(event_target_value(&event))
                        ></textarea>
                    </label>
                    <p class="field-help" id="block-reason-help">{texts.text(Blocks::ReasonHelp)}</p>
                    <div class="dialog-ways">
                        <Button kind=ButtonKind::Danger submit=true>
                            {move || texts.text(if is_running() { Blocks::YesInCall } else { Blocks::Yes })}
                        </Button>
                        <Button on:click=move |_| blocking.is_asked.set(false)>{texts.text(Blocks::Cancel)}</Button>
                    </div>
                </form>
            </Dialog>
        </div>
    }
}
