//! The list of people.

use domain::{
    OrgId, PersonId,
    locale::phrase::{Console, People},
    wire::console::{PeoplePage, PersonLine},
};
use leptos::prelude::*;

use super::{super::Frame, role_names};
use crate::ui::{Avatar, Glyph, Icon, Notice, Tone, texts};

/// The list of people.
#[component]
pub fn ListPeople(
    /// What the page is made of.
    page: PeoplePage,
) -> impl IntoView {
    let PeoplePage { frame, people, saved, is_removed } = page;
    let org = frame.org.clone();
    let text = |key: People| frame.phrases.text(key).to_owned();
    let heading = frame.phrases.text(Console::People).to_owned();
    let lead = text(People::Lead);
    let add = view! {
        <a class="button button-primary" href=format!("/o/{org}/people/new")>
            <Icon glyph=Glyph::Plus />
            <span>{text(People::Add)}</span>
        </a>
    };
    view! {
        <Frame frame heading lead action=add.into_any()>
            <Done people=people.clone() saved is_removed />
            <Lines org people />
        </Frame>
    }
}

/// What was just done.
#[component]
fn Done(people: Vec<PersonLine>, saved: Option<PersonId>, is_removed: bool) -> impl IntoView {
    let texts = texts();
    let saved = saved.and_then(|saved| people.into_iter().find(|line| line.person == saved));
    let words = match saved {
        Some(line) => Some(texts.with(People::SavedNamed, &line.name)),
        None => is_removed.then(|| texts.text(People::Removed)),
    };
    words.map(|words| view! { <div role="status"><Notice tone=Tone::Good>{words}</Notice></div> })
}

#[component]
fn Lines(org: OrgId, people: Vec<PersonLine>) -> impl IntoView {
    let lines = people.into_iter().map(|line| view! { <Line org=org.clone() line /> }).collect::<Vec<_>>();
    view! { <ul class="console-list" role="list">{lines}</ul> }
}

#[component]
fn Line(org: OrgId, line: PersonLine) -> impl IntoView {
    let texts = texts();
    let PersonLine { person, name, email, roles, queues, is_me } = line;
    let roles = role_names(texts, roles).into_iter().map(|role| view! { <span class="chip">{role}</span> }).collect::<Vec<_>>();
    let queues = if queues.is_empty() { texts.text(People::QueuesNone) } else { queues.join(", ") };
    let me = is_me.then(|| view! { <span class="muted small">"(" {texts.text(People::Me)} ")"</span> });
    view! {
        <li class="card console-item">
            <Avatar name=name.clone() />
            <div class="console-item-words">
                <h2 class="console-item-name">
                    <a href=format!("/o/{org}/people/{person}") aria-label=texts.with(People::Edit, &name)>{name.clone()}</a>
                    {me}
                    {roles}
                </h2>
                <p class="muted small console-email">{email}</p>
                <p class="small">{queues}</p>
            </div>
        </li>
    }
}
