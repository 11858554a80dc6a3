//! The chat lines of the call.

use domain::locale::phrase::{Call, Common};
use leptos::{html, prelude::*};

use super::{CallRoom, ChatLine, words};
use crate::{
    media::channel::LONGEST_LINE,
    ui::{ButtonKind, Glyph, Icon, IconButton, focus_when_shown, texts},
};

/// The chat lines, and where to write one.
#[component]
pub(super) fn Chat(
    /// The call.
    room: StoredValue<CallRoom, LocalStorage>,
    /// Closes the panel.
    on_close: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = texts();
    let draft = RwSignal::new(String::new());
    let field = NodeRef::<html::Input>::new();
    focus_when_shown(field);
    let send = move || {
        let text = draft.get_untracked();
        if !text.trim().is_empty() {
            room.with_value(|room| room.say(&text));
            draft.set(String::new());
        }
    };
    view! {
        <section class="call-chat" id="call-chat" aria-label=texts.text(Call::Chat)>
            <header class="call-panel-head">
                <h2>{texts.text(Call::Chat)}</h2>
                <IconButton label=texts.text(Common::Close) icon=Glyph::Close kind=ButtonKind::Quiet on:click=move |_| on_close.run(()) />
            </header>
            <Log room />
            <form
                class="chat-form"
                on:submit=move |event| {
                    event.prevent_default();
                    send();
                }
            >
                <input
                    class="input"
                    node_ref=field
                    type="text"
                    name="line"
                    autocomplete="off"
                    enterkeyhint="send"
                    maxlength=LONGEST_LINE.to_string()
                    aria-label=texts.text(Call::WriteLine)
                    placeholder=texts.text(Call::WriteLine)
                    prop:value=move || draft.get()
                    on:input=move |event| draft.set(event_target_value(&event))
                />
                <button type="submit" class="button button-primary button-icon" aria-label=texts.text(Call::SendLine) title=texts.text(Call::SendLine)>
                    <Icon glyph=Glyph::Send />
                </button>
            </form>
        </section>
    }
}

/// The lines; the newest stays in sight.
#[component]
fn Log(room: StoredValue<CallRoom, LocalStorage>) -> impl IntoView {
    let texts = texts();
    let log = NodeRef::<html::Div>::new();
    let lines = move || room.with_value(CallRoom::lines);
    Effect::new(move |_| {
        lines();
        let to_the_end = move || {
            if let Some(log) = log.try_get_untracked().flatten() {
                log.set_scroll_top(log.scroll_height());
            }
        };
        // Fails only outside a window.
        let _ = request_animation_frame(to_the_end);
    });
    let line = move |line: ChatLine| {
        let is_own = line.from.is_none();
        let who = match &line.from {
            None => texts.text(Call::You),
            Some(from) => room.with_value(|room| {
                let role = untrack(|| room.remotes()).into_iter().find(|remote| remote.id == *from).map(|remote| remote.role);
                let nameless = || role.map_or_else(String::new, |role| texts.text(words::nameless(role)));
                untrack(|| room.name_of(from)).unwrap_or_else(nameless)
            }),
        };
        view! {
            <p class="chat-line" class:is-own=is_own>
                <span class="chat-who">{who}</span>
                <span class="chat-text" dir="auto">{line.text}</span>
                {(!line.is_delivered).then(|| view! { <span class="chat-state">{texts.text(Call::Sending)}</span> })}
            </p>
        }
    };
    view! {
        <div class="chat-log" role="log" aria-label=texts.text(Call::Chat) tabindex="0" node_ref=log>
            <Show when=move || lines().is_empty()>
                <p class="chat-empty">{texts.text(Call::ChatEmpty)}</p>
            </Show>
            <For each=lines key=|line| (line.id.clone(), line.is_delivered) children=line />
        </div>
    }
}
