//! Somebody asks for an answer.

use domain::{
    call::Purpose,
    locale::phrase::Desk,
    wire::{IncomingRing, InvitationCard},
};
use leptos::prelude::*;

use super::{
    countdown::{Countdown, countdown},
    keys::Action,
    model::DeskModel,
};
use crate::{
    media::Access,
    ui::{Button, ButtonKind, Glyph, Icon, Texts, texts},
};

/// The oldest ring, large, and how many more there are.
#[component]
pub fn Incoming(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let ring = Memo::new(move |before: Option<&Option<IncomingRing>>| {
        let first = desk.view.with(|view| view.as_ref().and_then(|view| view.rings.first().cloned()));
        // While the centre changes the card keeps its words.
        first.or_else(|| before.cloned().flatten())
    });
    let more = Memo::new(move |_| desk.view.with(|view| view.as_ref().map_or(0, |view| view.rings.len().saturating_sub(1))));
    let name = move || ring.with(|ring| shopper_name(ring.as_ref(), texts));
    let is_accepted = Memo::new(move |_| desk.answer.with(|answer| answer.as_ref().map(|answer| answer.is_accepted)));
    let is_answered = Signal::derive(move || is_accepted.get().is_some());
    let status = move || match is_accepted.get() {
        Some(true) => texts.text(Desk::Accepting),
        Some(false) => texts.text(Desk::Declining),
        None => devices(desk, texts),
    };
    let more_rings = move || match u32::try_from(more.get()).unwrap_or(u32::MAX) {
        0 => String::new(),
        count => texts.count(Desk::MoreRings, count),
    };
    view! {
        <div class="incoming" class:incoming-invitation=move || ring.with(|ring| ring.as_ref().is_some_and(|ring| ring.invitation.is_some()))>
            <CountdownRing desk ring />
            <div role="alert">
                <p class="incoming-kind">{move || ring.with(|ring| kind(ring.as_ref(), texts))}</p>
                <h2 class="incoming-name">{name}</h2>
            </div>
            <dl class="incoming-facts">
                <div>
                    <dt>{texts.text(Desk::InQueue)}</dt>
                    <dd>{move || ring.with(|ring| ring.as_ref().map(|ring| ring.queue.clone()))}</dd>
                </div>
                <div>
                    <dt>{texts.text(Desk::FromPage)}</dt>
                    <dd>{move || ring.with(|ring| from_page(ring.as_ref(), texts))}</dd>
                </div>
            </dl>
            <div class="incoming-actions">
                <Button
                    kind=ButtonKind::Primary
                    icon=Glyph::Phone
                    disabled=is_answered
                    attr:aria-keyshortcuts=Action::Accept.key()
                    on:click=move |_| desk.answer_first(true)
                >
                    {texts.text(Desk::Accept)}
                    <kbd class="key-hint" aria-hidden="true">{Action::Accept.key()}</kbd>
                </Button>
                <Button
                    icon=Glyph::HangUp
                    disabled=is_answered
                    attr:aria-keyshortcuts=Action::Decline.key()
                    on:click=move |_| desk.answer_first(false)
                >
                    {texts.text(Desk::Decline)}
                    <kbd class="key-hint" aria-hidden="true">{Action::Decline.key()}</kbd>
                </Button>
            </div>
            <p class="incoming-status" role="status">{status}</p>
            <p class="incoming-more">{more_rings}</p>
        </div>
    }
}

/// The time that is left, as a ring that empties and as a number.
#[component]
fn CountdownRing(desk: DeskModel, ring: Memo<Option<IncomingRing>>) -> impl IntoView {
    let texts = texts();
    let left = Memo::new(move |_| {
        let now = desk.clock.now();
        ring.with(|ring| ring.as_ref().map_or(Countdown { secs: 0, gone: 100 }, |ring| countdown(ring.started_at, ring.due_at, now)))
    });
    let spoken = move || texts.count(Desk::SecondsLeft, u32::try_from(left.get().secs).unwrap_or(0));
    // The circle's way is 100 long, so that what is gone can be said in hundredths.
    view! {
        <div class="countdown" role="timer" aria-label=spoken>
            <svg class="countdown-ring" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
                <circle class="countdown-track" cx="18" cy="18" r="15.9155" fill="none"></circle>
                <circle
                    class="countdown-left"
                    cx="18"
                    cy="18"
                    r="15.9155"
                    fill="none"
                    stroke-dasharray="100"
                    stroke-dashoffset=move || left.get().gone.to_string()
                ></circle>
            </svg>
            <span class="countdown-number" aria-hidden="true">{move || left.get().secs}</span>
            <span class="countdown-icon"><Icon glyph=Glyph::Phone /></span>
        </div>
    }
}

fn shopper_name(ring: Option<&IncomingRing>, texts: Texts) -> String {
    ring.and_then(|ring| ring.shopper.name.clone()).unwrap_or_else(|| texts.text(Desk::SomeShopper))
}

/// What is asked: a new call, or to come into one that runs.
pub(super) fn kind(ring: Option<&IncomingRing>, texts: Texts) -> String {
    let Some(InvitationCard { by, purpose }) = ring.and_then(|ring| ring.invitation.as_ref()) else {
        return texts.text(Desk::IncomingHeading);
    };
    let by = if by.is_empty() { texts.text(Desk::SomeColleague) } else { by.clone() };
    texts.with(if *purpose == Purpose::HandOver { Desk::InvitedToTakeOver } else { Desk::InvitedToJoin }, &by)
}

fn from_page(ring: Option<&IncomingRing>, texts: Texts) -> String {
    let page = ring.and_then(|ring| ring.shopper.page_title.clone().or_else(|| ring.shopper.page_url.clone()));
    page.unwrap_or_else(|| texts.text(Desk::PageUnknown))
}

fn devices(desk: DeskModel, texts: Texts) -> String {
    texts.text(match desk.media.access() {
        Access::Closed | Access::Asking => Desk::CameraOpening,
        Access::Open => Desk::CameraReady,
        Access::Refused(_) => Desk::CameraProblem,
    })
}
