//! Nothing to answer: what the agent can do, and how the last call ended.

use domain::{locale::phrase::Desk, wire::Availability};
use leptos::prelude::*;

use super::{
    asking::Asking,
    model::DeskModel,
    record::{WrapUp, is_after_call, time_left},
    ringing::Ringing,
    state::{Idle, Stage},
};
use crate::ui::{Button, ButtonKind, texts};

/// The centre of a desk at rest.
#[component]
pub fn Rest(
    /// The desk.
    desk: DeskModel,
    /// Tone and notifications.
    ringing: Ringing,
) -> impl IntoView {
    let texts = texts();
    let idle = Memo::new(move |before: Option<&Idle>| match desk.stage.get() {
        Stage::Idle(idle) => idle,
        // The centre is about to be another one.
        _ => before.copied().unwrap_or(Idle::NobodyWaits),
    });
    let is_after_call = Memo::new(move |_| is_after_call(desk));
    let is_left_alone = Memo::new(move |_| time_left(desk).is_some() && !matches!(idle.get(), Idle::Away | Idle::SentAway));
    let heading = move || {
        texts.text(match idle.get() {
            _ if is_left_alone.get() => Desk::WrapUpHeading,
            Idle::Away => Desk::IdleAwayHeading,
            Idle::SentAway => Desk::IdleMissedHeading,
            Idle::NobodyWaits => Desk::IdleQuietHeading,
            Idle::SomebodyWaits => Desk::IdleBusyHeading,
        })
    };
    let more = move || {
        if let Some(time) = time_left(desk).filter(|_| is_left_alone.get()) {
            return texts.with(Desk::WrapUpMore, &time);
        }
        texts.text(match idle.get() {
            Idle::Away => Desk::IdleAwayMore,
            Idle::SentAway => Desk::IdleMissedMore,
            Idle::NobodyWaits => Desk::IdleQuietMore,
            Idle::SomebodyWaits => Desk::IdleBusyMore,
        })
    };
    let over = move || desk.over.get().map(|over| texts.text(over.words()));
    view! {
        <div class="desk-panel">
            <p class="desk-over" role="status">{over}</p>
            <h2 class="desk-panel-heading">{heading}</h2>
            <p class="desk-panel-more">{more}</p>
            <div class="desk-panel-actions">
                <Show when=move || matches!(idle.get(), Idle::Away | Idle::SentAway)>
                    <Button kind=ButtonKind::Primary on:click=move |_| desk.set_availability(Availability::Available)>
                        {texts.text(Desk::GoAvailable)}
                    </Button>
                </Show>
            </div>
            <Show when=move || is_after_call.get()>
                <WrapUp desk />
            </Show>
            <Asking ringing />
        </div>
    }
}
