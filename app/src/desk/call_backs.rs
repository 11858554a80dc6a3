//! Who would be called back: a list below who waits.

use std::time::Duration;

use domain::{
    CallBackId,
    call_back::{Action, Outcome},
    locale::phrase::{CallBacks as Words, Desk},
    wire::{CallBackCard, CallBackNews},
};
use leptos::prelude::*;

use super::{
    countdown::{elapsed, elapsed_datetime},
    model::DeskModel,
    shopper::web_address,
};
use crate::ui::{Glyph, Icon, Texts, texts};

/// How long the desk offers to take back that a call-back is done.
const UNDO_FOR: Duration = Duration::from_secs(10);

/// A call-back that this desk has just said to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    call_back: CallBackId,
    name: String,
}

impl DeskModel {
    fn finish_call_back(self, card: &CallBackCard, outcome: Outcome) {
        let finished = Finished { call_back: card.call_back.clone(), name: card.name.clone() };
        if self.act_on_call_back(&card.call_back, Action::Finish { outcome }) {
            self.finished.set(Some(finished.clone()));
            let forget = move || {
                // The page may be gone by then.
                let _ = self.finished.try_update(|shown| shown.take_if(|shown| *shown == finished));
            };
            // Without a timer it stays until the next one.
            let _ = set_timeout(forget, UNDO_FOR);
        }
    }

    fn undo_call_back(self) {
        if let Some(finished) = self.finished.get_untracked()
            && self.act_on_call_back(&finished.call_back, Action::Undo)
        {
            self.finished.set(None);
        }
    }

    /// Tells why a call-back could not be had.
    pub(super) fn hear_call_back(self, news: &CallBackNews) {
        self.toasts.show(match news {
            CallBackNews::TakenBy(name) => self.texts.with(Words::NewsTakenBy, name),
            CallBackNews::NotThere => self.texts.text(Words::NewsNotThere),
        });
    }
}

/// The list, with how many there are.
#[component]
pub fn CallBackList(
    /// The desk.
    desk: DeskModel,
    /// Whether the agent serves more than one queue.
    has_several: bool,
) -> impl IntoView {
    let texts = texts();
    let list = Memo::new(move |_| desk.view.with(|view| view.as_ref().map(|view| view.call_backs.clone()).unwrap_or_default()));
    let all = move || list.with(|list| u32::try_from(list.shown.len()).unwrap_or(u32::MAX).saturating_add(list.more));
    let row = move |first: CallBackCard| view! { <Row desk first has_several /> };
    view! {
        <section class="desk-call-backs" aria-labelledby="call-backs-heading">
            <h2 class="desk-heading" id="call-backs-heading">
                {texts.text(Words::Heading)}
                " "
                <span class="desk-count">{all}</span>
            </h2>
            <ul class="call-backs" role="list">
                <For each=move || list.get().shown key=|card| card.call_back.clone() children=row />
            </ul>
            {move || match list.with(|list| list.more) {
                0 => None,
                more => Some(view! { <p class="desk-quiet">{texts.count(Words::More, more)}</p> }),
            }}
            <p class="desk-quiet" hidden=move || list.with(|list| !list.shown.is_empty())>{texts.text(Words::Nobody)}</p>
            <div role="status" aria-live="polite">
                {move || {
                    desk.finished.get().map(|finished| view! {
                        <p class="call-back-undo">
                            <span>{texts.with(Words::DoneWith, &finished.name)}</span>
                            <button type="button" class="button" on:click=move |_| desk.undo_call_back()>{texts.text(Words::Undo)}</button>
                        </p>
                    })
                }}
            </div>
        </section>
    }
}

#[component]
fn Row(desk: DeskModel, first: CallBackCard, has_several: bool) -> impl IntoView {
    let texts = texts();
    let id = first.call_back.clone();
    let since = first.since;
    // What a shopper wrote never changes; who calls does.
    let assignee = Memo::new(move |before: Option<&Option<(bool, String)>>| {
        desk.view.with(|view| {
            let view = view.as_ref();
            let card = view.and_then(|view| view.call_backs.shown.iter().find(|card| card.call_back == id));
            match (view, card) {
                (Some(view), Some(card)) => card.assignee.as_ref().map(|agent| (agent.person == view.me, agent.name.clone())),
                _ => before.cloned().flatten(),
            }
        })
    });
    let card = StoredValue::new(first.clone());
    let act = move |action| {
        card.with_value(|card| desk.act_on_call_back(&card.call_back, action));
    };
    let finish = move |outcome| card.with_value(|card| desk.finish_call_back(card, outcome));
    let quiet_button = move |key, action| {
        view! { <button type="button" class="button button-quiet" on:click=move |_| act(action)>{texts.text(key)}</button> }
    };
    let outcome_button = move |(key, outcome)| {
        view! { <button type="button" class="button" on:click=move |_| finish(outcome)>{texts.text(key)}</button> }
    };
    let outcomes = [(Words::Reached, Outcome::Reached), (Words::NotReached, Outcome::NotReached), (Words::Withdrawn, Outcome::Withdrawn)];
    let name = first.name.clone();
    let ways = move || match assignee.get() {
        None => view! {
            <button
                type="button"
                class="button button-primary"
                aria-label=texts.with(Words::TakeWho, &name)
                on:click=move |_| act(Action::Take)
            >
                {texts.text(Words::Take)}
            </button>
        }
        .into_any(),
        Some((true, _)) => view! {
            <span class="mark mark-ringing">{texts.text(Words::IsMine)}</span>
            <div class="call-back-outcomes" role="group" aria-label=texts.text(Words::Outcome)>
                {outcomes.map(outcome_button).into_iter().collect::<Vec<_>>()}
                {quiet_button(Words::GiveBack, Action::GiveBack)}
            </div>
        }
        .into_any(),
        Some((false, other)) => view! {
            <span class="mark">{texts.with(Words::IsTaken, &other)}</span>
            {quiet_button(Words::GiveBack, Action::GiveBack)}
        }
        .into_any(),
    };
    view! {
        <li class="call-back-row">
            <p class="call-back-head">
                <span class="line-name" dir="auto">{first.name.clone()}</span>
                <time class="line-time" datetime=move || elapsed_datetime(since, desk.clock.now())>
                    <span class="visually-hidden">{[texts.text(Words::Asked), " ".into()].concat()}</span>
                    {move || elapsed(since, desk.clock.now())}
                </time>
            </p>
            <Reach card=first.clone() />
            {first.message.map(|message| view! { <p class="call-back-message" dir="auto">{message}</p> })}
            <p class="line-more">
                {first.preferred_time.map(|time| view! { <span dir="auto">{texts.with(Words::Suits, &time)}</span> })}
                {has_several.then(|| view! { <span>{first.queue}</span> })}
                <span>
                    <span class="visually-hidden">{[texts.text(Desk::ShopperLanguage), " ".into()].concat()}</span>
                    {first.language}
                </span>
                {page(first.page_url.as_deref(), first.page_title, texts)}
            </p>
            <div class="call-back-ways">{ways}</div>
        </li>
    }
}

/// The ways to reach somebody, each to be pressed.
#[component]
fn Reach(card: CallBackCard) -> impl IntoView {
    let phone = card.phone.map(|phone| {
        let href = ["tel:", &phone.dialled()].concat();
        view! { <a class="link" href=href><Icon glyph=Glyph::Phone /><bdi>{phone.as_str().to_owned()}</bdi></a> }
    });
    let email = card.email.map(|email| {
        let href = ["mailto:", &for_mailto(email.as_str())].concat();
        view! { <a class="link" href=href><Icon glyph=Glyph::Send /><bdi>{email.as_str().to_owned()}</bdi></a> }
    });
    view! { <p class="call-back-reach">{phone}{email}</p> }
}

/// An address that cannot add a header or a text to the mail that it begins (RFC 6068).
fn for_mailto(email: &str) -> String {
    email.replace('%', "%25").replace('?', "%3F").replace('&', "%26").replace('#', "%23")
}

fn page(url: Option<&str>, title: Option<String>, texts: Texts) -> Option<AnyView> {
    let url = url.and_then(web_address)?.to_owned();
    let words = title.unwrap_or_else(|| url.clone());
    Some(
        view! {
            <a class="link" href=url target="_blank" rel="noopener noreferrer">
                <span dir="auto">{words}</span>
                <Icon glyph=Glyph::External />
                <span class="visually-hidden">{[" (", &texts.text(Desk::OpensNewTab), ")"].concat()}</span>
            </a>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_begins_an_empty_mail_and_nothing_else() {
        assert_eq!(for_mailto("joe?cc=all@shop.example"), "joe%3Fcc=all@shop.example");
        assert_eq!(for_mailto("joe+shop@shop.example"), "joe+shop@shop.example");
    }
}
