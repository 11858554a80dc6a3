//! In line.

use domain::{
    Timestamp,
    locale::phrase,
    schedule::Moment,
    waiting::{Reading, Reason, Shown},
    wire::{Awaited, ShopperStage},
};
use leptos::{html, prelude::*};

use super::root::expect_visit;
use crate::{
    client::time_zone,
    frame::Notifications,
    ui::{Button, ButtonKind, Glyph, Icon, Notice, ScreenHeading, Texts, Tone, texts, wait, when},
};

/// What the waiting room shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// One's place; 1 is next.
    pub place: u32,
    /// Agents who are online.
    pub agents_online: u32,
    /// Whether an agent is being rung.
    pub is_ringing: bool,
    /// Since when.
    pub since: Timestamp,
    /// Whether the queue has closed.
    pub is_after_hours: bool,
    /// When it opens again, while it is closed and that is known.
    pub opens: Option<Moment>,
    /// The wait that was promised.
    pub wait: Option<Shown>,
    /// Whether one can ask to be called back.
    pub call_backs: bool,
    /// The agent whom the page asked for.
    pub awaited: Option<Awaited>,
}

impl Line {
    /// The line of a view; `None` when nobody waits.
    pub fn of(stage: &ShopperStage) -> Option<Self> {
        match stage {
            ShopperStage::Waiting { place, agents_online, is_ringing, since, is_after_hours, opens, wait, call_backs, awaited, .. } => {
                Some(Self {
                    place: *place,
                    agents_online: *agents_online,
                    is_ringing: *is_ringing,
                    since: *since,
                    is_after_hours: *is_after_hours,
                    opens: opens.clone(),
                    wait: *wait,
                    call_backs: *call_backs,
                    awaited: awaited.as_deref().cloned(),
                })
            }
            _ => None,
        }
    }

    /// The one thing to know, as large as it gets.
    pub fn headline(&self, texts: Texts) -> String {
        match (self.is_ringing, self.place) {
            (true, _) => texts.text(phrase::Waiting::Ringing),
            (false, 0 | 1) => texts.text(phrase::Waiting::Next),
            (false, place) => texts.count(phrase::Waiting::Ahead, place - 1),
        }
    }

    /// Whether the shopper may leave a number instead of waiting: nobody is there, and nobody is being rung.
    pub const fn offers_call_back(&self) -> bool {
        self.call_backs && self.agents_online == 0 && !self.is_ringing
    }

    /// What is read out when it changes: the headline, and that everybody has left.
    pub fn spoken(&self, texts: Texts) -> String {
        let mut words = vec![self.headline(texts)];
        if self.agents_online == 0 && !self.is_ringing {
            words.push(self.outlook(texts, None));
        }
        if self.offers_call_back() {
            words.push(texts.text(phrase::CallBack::Offer));
        }
        words.join(". ")
    }

    /// What happens next. `here` is the reader's time zone.
    pub fn outlook(&self, texts: Texts, here: Option<&str>) -> String {
        match self {
            Self { is_ringing: true, .. } => texts.text(phrase::Waiting::RingingMore),
            Self { agents_online: 0, is_after_hours: true, opens: Some(opens), .. } => {
                texts.with(phrase::Waiting::NobodyUntil, &when(texts, opens, here))
            }
            Self { agents_online: 0, is_after_hours: true, opens: None, .. } => texts.text(phrase::Waiting::NobodyAfterHours),
            Self { is_after_hours: true, .. } => texts.text(phrase::Waiting::AfterHours),
            Self { agents_online: 0, .. } => texts.text(phrase::Waiting::NobodyOnline),
            _ => texts.text(phrase::Waiting::WhatHappensNext),
        }
    }
}

/// What is left of the wait, and why it is longer than was said before; nothing while it is one's turn.
pub fn outlook_in_time(line: &Line, texts: Texts, now: Timestamp) -> Option<String> {
    let Reading { wait: left, reason } = line.wait.filter(|_| !line.is_ringing)?.read(now);
    let told = match reason {
        None => wait(texts, left),
        Some(Reason::Overdue) => texts.text(phrase::Waiting::Overdue),
        Some(reason) => {
            let why = texts.text(match reason {
                Reason::FurtherBack => phrase::Waiting::FurtherBack,
                Reason::FewerAgents => phrase::Waiting::FewerAgents,
                Reason::LongerCalls | Reason::Overdue => phrase::Waiting::LongerCalls,
            });
            [wait(texts, left).as_str(), ": ", why.as_str()].concat()
        }
    };
    Some(texts.with(phrase::Waiting::Wait, &told))
}

/// What to say of the agent whom the page asked for; nothing while an agent is being rung, or nobody is there.
pub fn about_awaited(line: &Line, texts: Texts, now: Timestamp) -> Option<String> {
    let Awaited { name, until } = line.awaited.as_ref().filter(|_| !line.is_ringing && line.agents_online > 0)?;
    Some(texts.with(if now < *until { phrase::Waiting::AskingFor } else { phrase::Waiting::NotComing }, name))
}

/// What to say to a shopper whose agent was lost in a call; `None` to all others.
pub fn loss(stage: &ShopperStage, texts: Texts) -> Option<String> {
    match stage {
        ShopperStage::Waiting { lost_agent: Some(name), .. } => Some(texts.with(phrase::Waiting::LostAgent, name)),
        _ => None,
    }
}

/// What to say to a shopper whom an agent passed on to this queue; `None` to all others.
pub fn passed_on(stage: &ShopperStage, texts: Texts) -> Option<String> {
    match stage {
        ShopperStage::Waiting { passed_on_by: Some(name), .. } => Some(texts.with(phrase::Waiting::PassedOn, name)),
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
        now.or_else(|| before.cloned()).unwrap_or_default()
    });
    let here = RwSignal::new(None);
    Effect::new(move |_| here.set(time_zone()));
    let time = move || texts.with(phrase::Waiting::WaitingFor, &stopwatch(line.with(|line| line.since), visit.clock.now()));
    let estimate = Memo::new(move |_| line.with(|line| outlook_in_time(line, texts, visit.clock.now())));
    let awaited = Memo::new(move |_| line.with(|line| about_awaited(line, texts, visit.clock.now())));
    let loss = Memo::new(move |_| visit.view.with(|view| view.as_ref().and_then(|view| loss(&view.stage, texts))));
    let passed_on = Memo::new(move |_| visit.view.with(|view| view.as_ref().and_then(|view| passed_on(&view.stage, texts))));
    let refused = Memo::new(move |_| visit.refused_queue.get().map(|queue| texts.with(phrase::Waiting::MoveRefused, &queue)));
    let place = move || {
        let (place, is_ringing) = line.with(|line| (line.place, line.is_ringing));
        if is_ringing { view! { <Icon glyph=Glyph::Phone /> }.into_any() } else { view! { <span>{place.max(1)}</span> }.into_any() }
    };
    view! {
        <div class="waiting">
            <div class="waiting-place" class:waiting-rings=move || line.with(|line| line.is_ringing) aria-hidden="true">{place}</div>
            <div class="waiting-words">
                <ScreenHeading text=Signal::derive(move || line.with(|line| line.headline(texts))) />
                {move || loss.get().map(|words| view! { <Notice tone=Tone::Warning><p>{words}</p></Notice> })}
                {move || passed_on.get().map(|words| view! { <Notice tone=Tone::Info attr:role="status"><p>{words}</p></Notice> })}
                {move || awaited.get().map(|words| view! { <Notice tone=Tone::Info attr:role="status"><p>{words}</p></Notice> })}
                {move || refused.get().map(|words| view! { <Notice tone=Tone::Info attr:role="status"><p>{words}</p></Notice> })}
                <p>{move || line.with(|line| here.with(|here| line.outlook(texts, here.as_deref())))}</p>
                {move || estimate.get().map(|words| view! { <p class="waiting-estimate">{words}</p> })}
                <p class="chip"><Icon glyph=Glyph::Clock /><span>{time}</span></p>
                <Show when=move || visit.notifications() == Some(Notifications::Allowed)>
                    <p class="muted small" role="status">{texts.text(phrase::Waiting::NotifiesYou)}</p>
                </Show>
                <Show when=move || !visit.is_kept.get()>
                    <p class="muted small">{texts.text(phrase::Waiting::StayHere)}</p>
                </Show>
            </div>
            <SelfView />
            <Show when=move || line.with(Line::offers_call_back)>
                <div class="waiting-offer">
                    <p>{texts.text(phrase::CallBack::Offer)}</p>
                    <Button kind=ButtonKind::Primary icon=Glyph::Phone on:click=move |_| visit.ask_back()>
                        {texts.text(phrase::CallBack::LeaveNumber)}
                    </Button>
                </div>
            </Show>
            <div class="waiting-ways">
                <Show when=move || visit.is_embedded.get()>
                    <Button on:click=move |_| visit.minimise()>{texts.text(phrase::Waiting::KeepShopping)}</Button>
                </Show>
                <Show when=move || visit.notifications() == Some(Notifications::Unasked)>
                    <Button kind=ButtonKind::Quiet icon=Glyph::Bell on:click=move |_| visit.ask_for_notifications()>
                        {texts.text(phrase::Waiting::NotifyMe)}
                    </Button>
                </Show>
                <Show when=move || visit.listens.with(|listens| listens.chat)>
                    <Button kind=ButtonKind::Quiet on:click=move |_| visit.go_to_chat()>{texts.text(phrase::Waiting::Chat)}</Button>
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::locale::{Locale, Phrases};

    use super::*;

    #[test]
    fn a_wait_is_told_in_minutes_and_seconds() {
        let at = |seconds: i64| Timestamp::from_micros(seconds * 1_000_000);
        for (now, text) in [(100, "0:00"), (107, "0:07"), (161, "1:01"), (3_700, "60:00"), (90, "0:00")] {
            assert_eq!(stopwatch(at(100), at(now)), text);
        }
    }

    #[test]
    fn who_asked_for_an_agent_reads_whether_he_comes_as_long_as_nobody_is_rung() {
        let owner = Owner::new_root(None);
        let said = |line: &Line, now: i64| {
            owner.with(|| about_awaited(line, crate::ui::provide_texts(Phrases::widget(Locale::English)), Timestamp::from_micros(now)))
        };
        let awaited = Some(Awaited { name: "Anna".into(), until: Timestamp::from_micros(30) });
        let line = Line { agents_online: 1, awaited, ..Line::default() };
        assert!(said(&line, 29).is_some_and(|words| words.starts_with("We are asking Anna first.")));
        assert!(said(&line, 30).is_some_and(|words| words.starts_with("Anna cannot come right now.")));
        assert_eq!(said(&Line { is_ringing: true, ..line.clone() }, 0), None);
        assert_eq!(said(&Line { agents_online: 0, ..line }, 0), None);
        assert_eq!(said(&Line::default(), 0), None);
    }
}
