//! In line.

use domain::{Timestamp, locale::phrase, wire::ShopperStage};
use leptos::{html, prelude::*};

use super::root::expect_visit;
use crate::ui::{Button, ButtonKind, Glyph, Icon, Notice, ScreenHeading, Texts, Tone, texts};

/// What the waiting room shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// One's place; 1 is next.
    pub place: u32,
    /// Agents who are online.
    pub agents_online: u32,
    /// Whether an agent is being rung.
    pub is_ringing: bool,
    /// Since when.
    pub since: Timestamp,
}

impl Line {
    /// The line of a view; `None` when nobody waits.
    pub fn of(stage: &ShopperStage) -> Option<Self> {
        match stage {
            ShopperStage::Waiting { place, agents_online, is_ringing, since, .. } => {
                Some(Self { place: *place, agents_online: *agents_online, is_ringing: *is_ringing, since: *since })
            }
            _ => None,
        }
    }

    /// The one thing to know, as large as it gets.
    pub fn headline(self, texts: Texts) -> String {
        match (self.is_ringing, self.place) {
            (true, _) => texts.text(phrase::Waiting::Ringing),
            (false, 0 | 1) => texts.text(phrase::Waiting::Next),
            (false, place) => texts.count(phrase::Waiting::Ahead, place - 1),
        }
    }

    /// What happens next.
    pub fn outlook(self, texts: Texts) -> String {
        match self {
            Self { is_ringing: true, .. } => texts.text(phrase::Waiting::RingingMore),
            Self { agents_online: 0, .. } => texts.text(phrase::Waiting::NobodyOnline),
            _ => texts.text(phrase::Waiting::WhatHappensNext),
        }
    }
}

/// What to say to a shopper whose agent was lost in a call; `None` to all others.
pub fn loss(stage: &ShopperStage, texts: Texts) -> Option<String> {
    match stage {
        ShopperStage::Waiting { lost_agent: Some(name), .. } => Some(texts.with(phrase::Waiting::LostAgent, name)),
        _ => None,
    }
}

/// Minutes and seconds between two instants, such as `0:07`; nothing before the start.
pub fn stopwatch(since: Timestamp, now: Timestamp) -> String {
    let seconds = (now - since).as_secs().max(0);
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let zero = if rest < 10 { "0" } else { "" };
    [&minutes.to_string(), ":", zero, &rest.to_string()].concat()
}

/// The waiting room.
#[component]
pub fn Waiting() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let line = Memo::new(move |before: Option<&Line>| {
        let now = visit.view.with(|view| view.as_ref().and_then(|view| Line::of(&view.stage)));
        // While the screen is being left there is no line any more; what stood there stays.
        now.or(before.copied()).unwrap_or_default()
    });
    let time = move || texts.with(phrase::Waiting::WaitingFor, &stopwatch(line.get().since, visit.clock.now()));
    let loss = Memo::new(move |_| visit.view.with(|view| view.as_ref().and_then(|view| loss(&view.stage, texts))));
    let place = move || {
        let Line { place, is_ringing, .. } = line.get();
        if is_ringing { view! { <Icon glyph=Glyph::Phone /> }.into_any() } else { view! { <span>{place.max(1)}</span> }.into_any() }
    };
    view! {
        <div class="waiting">
            <div class="waiting-place" class:waiting-rings=move || line.get().is_ringing aria-hidden="true">{place}</div>
            <div class="waiting-words">
                <ScreenHeading text=Signal::derive(move || line.get().headline(texts)) />
                {move || loss.get().map(|words| view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> })}
                <p>{move || line.get().outlook(texts)}</p>
                <p class="chip"><Icon glyph=Glyph::Clock /><span>{time}</span></p>
                <Show when=move || !visit.is_kept.get()>
                    <p class="muted small">{texts.text(phrase::Waiting::StayHere)}</p>
                </Show>
            </div>
            <SelfView />
            <div class="waiting-ways">
                <Show when=move || visit.is_embedded.get()>
                    <Button on:click=move |_| visit.minimise()>{texts.text(phrase::Waiting::KeepShopping)}</Button>
                </Show>
                <Button kind=ButtonKind::Quiet on:click=move |_| visit.leave()>{texts.text(phrase::Waiting::Leave)}</Button>
            </div>
        </div>
    }
}

/// A ticket of an earlier load is being asked for.
#[component]
pub fn Returning() -> impl IntoView {
    let texts = texts();
    view! {
        <div class="waiting">
            <div class="spinner waiting-spinner"></div>
            <div class="waiting-words"><ScreenHeading text=texts.text(phrase::Waiting::Returning) /></div>
        </div>
    }
}

/// One's own picture, small; nothing without a camera.
#[component]
fn SelfView() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let video = NodeRef::<html::Video>::new();
    Effect::new(move |_| {
        let picture = visit.media.picture();
        if let Some(video) = video.get() {
            video.set_muted(true);
            video.set_src_object(picture.as_ref());
        }
    });
    view! {
        <video
            node_ref=video
            class="waiting-self"
            class:mirrored=move || visit.media.is_mirrored()
            hidden=move || !visit.media.has_camera()
            aria-label=texts.text(phrase::Waiting::SelfView)
            autoplay
            playsinline
            muted
        ></video>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_minutes_and_seconds() {
        let at = |seconds: i64| Timestamp::from_micros(seconds * 1_000_000);
        for (now, text) in [(100, "0:00"), (107, "0:07"), (161, "1:01"), (3_700, "60:00"), (90, "0:00")] {
            assert_eq!(stopwatch(at(100), at(now)), text);
        }
    }
}
