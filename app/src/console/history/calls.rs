//! The calls of a ticket: who was in them, how they were found, and how their connections were.

use domain::{
    call::Role,
    locale::phrase::History,
    wire::console::{CallStory, RatingStory, SnapshotStory, StoryPart, WrittenStory},
};
use leptos::prelude::*;

use super::{flight::FlightRecorder, words};
use crate::{
    desk::outcome_words,
    ui::{clock_of, length, stamp_datetime, texts},
};

/// The calls, the oldest first.
#[component]
pub fn Calls(
    /// The calls.
    calls: Vec<CallStory>,
    /// Where stills are, but for their ids.
    stills: String,
) -> impl IntoView {
    calls.into_iter().enumerate().map(|(number, call)| view! { <Call number call stills=stills.clone() /> }).collect::<Vec<_>>()
}

#[component]
fn Call(number: usize, call: CallStory, stills: String) -> impl IntoView {
    let texts = texts();
    let id = format!("call-{number}-heading");
    let labelled = id.clone();
    let end = match call.end {
        Some(end) => texts.text(words::call_end(end)),
        None => texts.text(History::CallRuns),
    };
    let heading = texts.with(History::CallHeading, &clock_of(&call.at));
    let CallStory { lasted, parts, outcome, written, snapshots, rating, notes, notes_left_out, are_notes_deleted, .. } = call;
    let went = outcome.map(|outcome| {
        view! { <div><dt>{texts.text(History::Went)}</dt><dd>{texts.text(outcome_words(outcome))}</dd></div> }
    });
    view! {
        <section class="card history-part" aria-labelledby=id>
            <h2 id=labelled>{heading}</h2>
            <dl class="console-facts">
                <div><dt>{texts.text(History::Length)}</dt><dd>{length(lasted)}</dd></div>
                <div><dt>{texts.text(History::End)}</dt><dd>{end}</dd></div>
                {went}
            </dl>
            <Parts parts />
            <Written written />
            <Stills snapshots stills />
            {rating.map(|rating| view! { <Rating rating /> })}
            <FlightRecorder notes left_out=notes_left_out are_deleted=are_notes_deleted />
        </section>
    }
}

/// Which part somebody plays.
pub(super) const fn role(role: Role) -> History {
    match role {
        Role::Shopper => History::Shopper,
        Role::Agent => History::AgentRole,
        Role::Guest => History::Guest,
    }
}

#[component]
fn Parts(parts: Vec<StoryPart>) -> impl IntoView {
    let texts = texts();
    let part = move |StoryPart { role: plays, name, from, until }: StoryPart| {
        let role = texts.text(role(plays));
        let who = name.map_or_else(|| role.clone(), |name| [name.as_str(), " (", &role, ")"].concat());
        let until = match until {
            Some(until) => view! { <time datetime=stamp_datetime(&until)>{clock_of(&until)}</time> }.into_any(),
            None => texts.text(History::StillThere).into_any(),
        };
        view! {
            <tr>
                <th scope="row">{who}</th>
                <td><time datetime=stamp_datetime(&from)>{clock_of(&from)}</time></td>
                <td>{until}</td>
            </tr>
        }
    };
    view! {
        <table class="plain-table">
            <caption>{texts.text(History::Participants)}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.text(History::Part)}</th>
                    <th scope="col">{texts.text(History::PartFrom)}</th>
                    <th scope="col">{texts.text(History::PartUntil)}</th>
                </tr>
            </thead>
            <tbody>{parts.into_iter().map(part).collect::<Vec<_>>()}</tbody>
        </table>
    }
}

/// What the agents wrote down; nothing where they did not.
#[component]
fn Written(written: Vec<WrittenStory>) -> impl IntoView {
    let texts = texts();
    let line = move |WrittenStory { agent, note }: WrittenStory| {
        view! {
            <div>
                <dt>{texts.with(History::NoteOf, &agent)}</dt>
                <dd class="history-comment" dir="auto">{note}</dd>
            </div>
        }
    };
    (!written.is_empty()).then(|| view! { <dl class="facts">{written.into_iter().map(line).collect::<Vec<_>>()}</dl> })
}

/// The stills that the shopper sent; nothing where there are none.
#[component]
fn Stills(snapshots: Vec<SnapshotStory>, stills: String) -> impl IntoView {
    let texts = texts();
    let still = move |SnapshotStory { id, at }: SnapshotStory| {
        let address = [stills.as_str(), id.as_str()].concat();
        let page = address.clone();
        view! {
            <li>
                <a href=page target="_blank" rel="noopener">
                    <img class="still-picture" src=address alt=texts.with(History::StillOf, &clock_of(&at)) />
                </a>
            </li>
        }
    };
    (!snapshots.is_empty()).then(|| {
        view! {
            <h3>{texts.text(History::Stills)}</h3>
            <p class="muted small">{texts.text(History::StillsHelp)}</p>
            <ul class="stills" role="list">{snapshots.into_iter().map(still).collect::<Vec<_>>()}</ul>
        }
    })
}

#[component]
fn Rating(rating: RatingStory) -> impl IntoView {
    let texts = texts();
    let RatingStory { stars, comment, is_comment_deleted } = rating;
    let comment = comment.map(|comment| {
        view! {
            <div>
                <dt>{texts.text(History::Comment)}</dt>
                <dd class="history-comment" dir="auto">{comment}</dd>
            </div>
        }
    });
    let deleted = is_comment_deleted.then(|| view! { <p class="muted small">{texts.text(History::CommentDeleted)}</p> });
    view! {
        <dl class="facts">
            <div><dt>{texts.text(History::Stars)}</dt><dd>{texts.count(History::StarsOf, stars.into())}</dd></div>
            {comment}
        </dl>
        {deleted}
    }
}
