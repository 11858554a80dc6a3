//! The story of one ticket.

use domain::{
    Duration, SnapshotId, TicketId, Timestamp,
    call::{CallEnd, Role, TicketEnd, TicketState},
    history::{self as rules, Outcome},
    schedule::Zone,
    tracking::Tags,
    wire::console::{
        CallStory, FlightLine, RatingStory, SnapshotStory, StoryEntry, StoryEvent, StoryPart, TicketBlock, ToldByPage, WrittenStory,
    },
};

use super::{only, zone};
use crate::{
    Error, Result,
    accounts::AgentScope,
    front_desk::{blocks, flight},
    store::{
        Scope, Store,
        history::{self, Detail, PastCall, PastPart, PastRing, Told},
        purchases::{self, Past as Purchase},
        retention::KEPT_FOR,
        snapshots,
    },
};

/// The most rings that are told.
const MOST_RINGS: u32 = 500;
/// The most notes of a call's flight recorders that are told.
const MOST_NOTES: usize = 1_000;

/// A ticket and what happened to it.
#[derive(Clone, Debug)]
pub struct TicketStory {
    /// The ticket.
    pub id: TicketId,
    /// The name of its queue.
    pub queue: String,
    /// The zone of the organisation's hours; UTC where there is none.
    pub zone: Zone,
    /// The store's time.
    pub now: Timestamp,
    /// When it was drawn.
    pub joined_at: Timestamp,
    /// What became of it.
    pub outcome: Outcome,
    /// How long it waited for the first answer.
    pub waited: Duration,
    /// What happened, the oldest first.
    pub entries: Vec<StoryEntry>,
    /// Whether it rang more often than is told.
    pub are_rings_cut: bool,
    /// Its calls, the oldest first.
    pub calls: Vec<CallStory>,
    /// What the page wanted it counted by.
    pub tags: Tags,
    /// What the page told, while it is kept.
    pub told: Option<ToldByPage>,
    /// Whether its shopper is blocked.
    pub block: TicketBlock,
}

/// The story of a ticket.
///
/// # Errors
/// [`Error::Missing`] (`ticket`) for one that is not there or not the member's to see.
pub async fn ticket(store: &Store, member: &AgentScope, id: &TicketId) -> Result<TicketStory> {
    let (reader, scope, now) = (store.reader(), member.scope(), store.now().await?);
    let told = history::ticket(&reader, scope, id, only(member), now).await?.ok_or(Error::Missing("ticket"))?;
    let zone = zone(store, member).await?;
    let mut rings = history::rings(&reader, scope, id, MOST_RINGS + 1).await?;
    let most = usize::try_from(MOST_RINGS).unwrap_or(usize::MAX);
    let are_rings_cut = rings.len() > most;
    rings.truncate(most);
    let calls = history::calls(&reader, scope, id, now).await?;
    let parts = history::parts(&reader, scope, id, now).await?;
    let written = history::written(&reader, scope, id, now).await?;
    let bought = purchases::of_ticket(&reader, scope, id).await?;
    let kept = snapshots::of_ticket(&reader, scope, id, now).await?;
    let answered_at = calls.first().map(|call| call.started_at);
    let waited = rules::waited(told.joined_at, answered_at, told.ended_at, now);
    let mut stories = vec![];
    for call in &calls {
        let of_call = written.iter().filter(|(of, ..)| *of == call.id);
        let written = of_call.map(|(_, agent, note)| WrittenStory { agent: agent.clone(), note: note.clone() }).collect();
        let of_call = kept.iter().filter(|(of, _)| *of == call.id);
        let snapshots = of_call.map(|(_, card)| SnapshotStory { id: card.id.clone(), at: zone.stamp(card.taken_at) }).collect();
        stories.push(CallStory { written, snapshots, ..story(store, scope, call, &parts, &zone, now).await? });
    }
    Ok(TicketStory {
        id: told.id.clone(),
        queue: told.queue_name.clone(),
        joined_at: told.joined_at,
        outcome: Outcome::of(told.state, answered_at.is_some(), waited),
        waited,
        entries: entries(&told, (&rings, &calls, &parts, bought), &zone, now),
        are_rings_cut,
        calls: stories,
        tags: told.tags,
        told: told.detail.map(|detail| told_by_page(detail, &zone)),
        block: blocks::of_ticket(store, member, id).await?,
        zone,
        now,
    })
}

/// The picture of a still that is told of in the story of a ticket: a JPEG.
///
/// # Errors
/// [`Error::Missing`] (`ticket`) as for [`ticket`], and (`snapshot`) when it was deleted or is not of this ticket.
pub async fn snapshot(store: &Store, member: &AgentScope, ticket: &TicketId, id: &SnapshotId) -> Result<Vec<u8>> {
    let (reader, scope, now) = (store.reader(), member.scope(), store.now().await?);
    history::ticket(&reader, scope, ticket, only(member), now).await?.ok_or(Error::Missing("ticket"))?;
    snapshots::jpeg(&reader, scope, ticket, id, now).await?.ok_or(Error::Missing("snapshot"))
}

fn told_by_page(detail: Detail, zone: &Zone) -> ToldByPage {
    let Detail { identity, claims, page_url, page_title, delete_after } = detail;
    ToldByPage { identity, claims, page_url, page_title, until: zone.stamp(delete_after) }
}

type Past<'a> = (&'a [PastRing], &'a [PastCall], &'a [PastPart], Vec<Purchase>);

fn entries(told: &Told, (rings, calls, parts, bought): Past<'_>, zone: &Zone, now: Timestamp) -> Vec<StoryEntry> {
    let mut events = vec![(told.joined_at, StoryEvent::Drawn)];
    events.extend(told.moved_at.map(|at| (at, StoryEvent::Moved)));
    for PastRing { agent, started_at, ended } in rings {
        let lasted = ended.map_or(now, |(at, _)| at) - *started_at;
        let outcome = ended.map(|(_, outcome)| outcome);
        events.push((*started_at, StoryEvent::Rang { agent: agent.clone(), outcome, lasted }));
    }
    for call in calls {
        let agent = parts.iter().find(|part| part.call == call.id && part.role == Role::Agent).and_then(|part| part.name.clone());
        events.push((call.started_at, StoryEvent::Answered { agent: agent.clone() }));
        match call.ended {
            Some((at, CallEnd::AgentLost)) => events.push((at, StoryEvent::Returned { agent })),
            Some((at, end)) => events.push((at, StoryEvent::CallEnded { end, lasted: at - call.started_at })),
            None => {}
        }
        for guest in parts.iter().filter(|part| part.call == call.id && part.role == Role::Guest) {
            events.push((guest.joined_at, StoryEvent::GuestCame));
            // Who was there until the end is told of with it.
            let left_at = guest.left_at.filter(|left_at| call.ended.is_none_or(|(at, _)| *left_at < at));
            events.extend(left_at.map(|at| (at, StoryEvent::GuestLeft)));
        }
        events.extend(call.rating.as_ref().map(|(stars, at, _)| (*at, StoryEvent::Rated { stars: *stars })));
    }
    if let (Some(at), TicketState::Ended(end @ (TicketEnd::Left | TicketEnd::Lost))) = (told.ended_at, told.state) {
        events.push((at, StoryEvent::Ended(end)));
    }
    let buy = |Purchase { at, value, is_direct, order, products }| (at, StoryEvent::Bought { order, value, products, is_direct });
    events.extend(bought.into_iter().map(buy));
    // What happened at one time stays in the order of cause and effect.
    events.sort_by_key(|(at, _)| *at);
    events.into_iter().map(|(at, event)| StoryEntry { at: zone.stamp(at), event }).collect()
}

async fn story(store: &Store, scope: &Scope, call: &PastCall, parts: &[PastPart], zone: &Zone, now: Timestamp) -> Result<CallStory> {
    let is_gone = |at: Timestamp| at + KEPT_FOR <= now;
    let noted = flight::of_call(store, scope, &call.id).await?;
    let ended_at = call.ended.map(|(at, _)| at);
    let part = |part: &PastPart| StoryPart {
        role: part.role,
        name: part.name.clone(),
        from: zone.stamp(part.joined_at),
        until: part.left_at.map(|at| zone.stamp(at)),
    };
    let rating = |(stars, at, comment): &(u8, Timestamp, Option<String>)| RatingStory {
        stars: *stars,
        comment: comment.clone(),
        is_comment_deleted: comment.is_none() && is_gone(*at),
    };
    Ok(CallStory {
        at: zone.stamp(call.started_at),
        lasted: ended_at.unwrap_or(now) - call.started_at,
        end: call.ended.map(|(_, end)| end),
        parts: parts.iter().filter(|part| part.call == call.id).map(part).collect(),
        outcome: call.outcome,
        written: vec![],
        snapshots: vec![],
        rating: call.rating.as_ref().map(rating),
        are_notes_deleted: noted.is_empty() && ended_at.is_some_and(is_gone),
        notes_left_out: u32::try_from(noted.len().saturating_sub(MOST_NOTES)).unwrap_or(u32::MAX),
        notes: noted
            .into_iter()
            .take(MOST_NOTES)
            .map(|recorded| FlightLine { after: recorded.note.at - call.started_at, role: recorded.role, event: recorded.note.event })
            .collect(),
    })
}
