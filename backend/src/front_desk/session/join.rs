//! Drawing a ticket, and coming back to one.

use domain::{
    Duration, QueueId, TicketId,
    call::{Role, TicketState},
    product,
    queue::{Asks, Entrance, Floor, QueueTerm, Skills},
    text,
    wire::{JoinRequest, Problem, Resume},
};

use super::{
    super::{
        attached::Attached,
        call_backs, drive,
        floor::{QueueFacts, count},
        hub::Hub,
        resume, shopping, told,
    },
    stranger,
};
use crate::{
    Error, Result, random,
    store::{
        Actor, Change, Scope, blocks, calls,
        presence::{self, Whose},
        strangers::Source,
        tags,
        tickets::{self, NewTicket, TicketRow},
    },
};

/// How long what a page told of a shopper is kept.
pub(super) const KEEP_DETAIL: Duration = Duration::from_secs(28 * 24 * 3_600);
const MAX_TERMS_CHARS: usize = 60;

/// A ticket that this session holds.
pub(super) struct Held {
    pub ticket: TicketId,
    pub queue: QueueId,
    pub epoch: u32,
    /// How to come back to it.
    pub resume: Resume,
    pub is_live: bool,
}

/// The queue that somebody who would wait in it means.
pub(super) fn queue_of<'q>(queues: &'q [QueueFacts], named: Option<&str>) -> Result<&'q QueueFacts, Problem> {
    match named.and_then(QueueTerm::parse) {
        Some(term) => term.choose(queues).ok_or_else(|| Problem::UnknownQueue { term: term.as_str().to_owned() }),
        None => queues.iter().find(|queue| queue.is_default).ok_or(Problem::QueueClosed),
    }
}

/// The version of the terms that the shopper accepted; nobody joins without.
pub(super) fn terms_of(request: &JoinRequest) -> Result<String, Problem> {
    text::line(&request.terms, MAX_TERMS_CHARS).ok_or(Problem::BadMessage)
}

/// What became of somebody who wanted to get in line.
pub(super) enum Drawn {
    /// A ticket.
    Ticket(Held),
    /// Nothing, for this reason.
    Refused(Problem),
}

/// What somebody asks for who would get in line.
pub(super) struct Wish<'a> {
    pub queue: &'a QueueId,
    /// The version of the terms that were accepted.
    pub terms: String,
    pub request: &'a JoinRequest,
    /// Names the load of the widget's page.
    pub page: Option<String>,
    /// From where it is asked.
    pub source: &'a Source,
}

/// Draws a ticket, if the queue takes anybody.
pub(super) async fn draw(hub: &Hub, scope: &Scope, socket: &Attached, wish: Wish<'_>) -> Result<Drawn> {
    let Wish { queue, terms, request, page, source } = wish;
    let id = random::id(TicketId::from_random)?;
    let secret = resume::secret()?;
    let new = NewTicket {
        id: id.clone(),
        queue: queue.clone(),
        resume_hash: resume::first(&secret),
        page,
        terms,
        visit_hash: source.visit.clone(),
        told: told::told(request, told::identity(hub, scope, &request.data).await?),
        delete_after_stay: KEEP_DETAIL,
    };
    let asks = &Asks::of(&new.told.claims, &new.told.language);
    let brought = &product::brought(&new.told.claims);
    let (new_ref, connection, call_back) = (&new, socket.id(), request.call_back.as_deref());
    let actor = Actor::Shopper { ticket: Some(id.clone()) };
    let refused = hub
        .store
        .change(&actor, |change| {
            Box::pin(async move {
                let entrance = entrance(change, scope, queue, asks).await?;
                if !entrance.is_open() {
                    return Ok(Some(refusal(entrance)));
                }
                if blocks::is_blocked(change, scope, &source.visit).await? {
                    return Ok(Some(Problem::Blocked));
                }
                if let Some(exceeded) = stranger::exceeded(change, scope, source).await? {
                    tracing::warn!(org = %scope.org(), ?exceeded, "a stranger has drawn too many tickets");
                    return Ok(Some(stranger::refusal(exceeded)));
                }
                tickets::insert(change, scope, new_ref).await?;
                if !request.tags.is_empty() {
                    tags::put(change, scope, &new_ref.id, &request.tags).await?;
                }
                stranger::count(change, scope, &new_ref.id, source).await?;
                shopping::bring(change, scope, &new_ref.id, brought).await?;
                call_backs::returns(change, scope, queue, (&new_ref.id, call_back)).await?;
                Attached::connect(hub, connection, change, scope, &Whose::Shopper(new_ref.id.clone())).await?;
                change.event(scope.org(), "ticket_drawn", &[("ticket", new_ref.id.as_str()), ("queue", queue.as_str())]).await?;
                drive::hint_ticket(change, scope, queue, &new_ref.id);
                Ok(None)
            })
        })
        .await?;
    if let Some(problem) = refused {
        return Ok(Drawn::Refused(problem));
    }
    let resume = Resume { ticket: id.clone(), secret };
    Ok(Drawn::Ticket(Held { ticket: id, queue: queue.clone(), epoch: 1, resume, is_live: true }))
}

/// Whether the queue takes anybody, as the rows say it: what a screen showed may be old.
/// `asks` is what the call asks for: where nobody but who fits may answer, only they count as there.
pub(super) async fn entrance(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, asks: &Asks) -> Result<Entrance> {
    let facts = tickets::take_queue(change, scope, queue).await?.ok_or(Error::Missing("queue"))?;
    if !facts.drop_in {
        return Ok(Entrance::Closed);
    }
    let preference = facts.rules.asked_first;
    let may_answer = |skills: &&Skills| !preference.is_strict(asks) || preference.fits(asks, skills);
    let agents_online = count(presence::online(change, scope, queue).await?.iter().filter(may_answer).count());
    let floor = Floor { is_open: facts.opening(change.now).is_open, agents_online, waiting: tickets::waiting(change, scope, queue).await? };
    Ok(facts.rules.entrance(floor))
}

/// The refusal in the words of the wire.
pub(super) fn refusal(entrance: Entrance) -> Problem {
    match entrance {
        Entrance::Full => Problem::QueueFull,
        Entrance::Nobody => Problem::NobodyThere,
        Entrance::Closed | Entrance::Open => Problem::QueueClosed,
    }
}

/// Comes back to a ticket with the secret of an earlier attachment; `None` when the secret does not open it.
pub(super) async fn come_back(hub: &Hub, scope: &Scope, socket: &Attached, old: &Resume, page: Option<&str>) -> Result<Option<Held>> {
    let secret = resume::secret()?;
    let (next, connection) = (&secret, socket.id());
    let actor = Actor::Shopper { ticket: Some(old.ticket.clone()) };
    let row: Option<TicketRow> = hub
        .store
        .change(&actor, |change| {
            Box::pin(async move {
                let Some(loaded) = drive::load(change, scope, &old.ticket, None).await? else { return Ok(None) };
                let row = loaded.ticket;
                if !resume::opens(&row.resume_hash, &old.secret) {
                    return Ok(None);
                }
                tickets::attach(change, scope, &row, &resume::rotated(&old.secret, next), page).await?;
                if row.state == TicketState::InCall
                    && let Some(part) = loaded.parts.iter().find(|part| part.role == Role::Shopper)
                {
                    calls::hold(change, scope, &part.id, None, page).await?;
                }
                if !matches!(row.state, TicketState::Ended(_)) {
                    Attached::connect(hub, connection, change, scope, &Whose::Shopper(row.id.clone())).await?;
                }
                drive::hint_ticket(change, scope, &row.queue, &row.id);
                Ok(Some(row))
            })
        })
        .await?;
    Ok(row.map(|row| Held {
        epoch: row.epoch.saturating_add(1),
        is_live: !matches!(row.state, TicketState::Ended(_)),
        resume: Resume { ticket: row.id.clone(), secret },
        ticket: row.id,
        queue: row.queue,
    }))
}
