//! Reads a queue from the store: whole, or of a long line only what is known to have changed.

use std::{collections::BTreeSet, sync::Arc};

use domain::{QueueId, TicketId, waiting::Experience};

use super::{
    floor::{Asked, LiveCall, LiveTicket, QueueView},
    hub::Hub,
};
use crate::{
    Error, Result,
    store::{Scope, Snapshot, call_backs, calls, line, presence, rings, tickets},
};

/// More tickets than this are not read one by one.
const MOST_ONE_BY_ONE: usize = 50;

/// What of a queue is to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stale {
    /// All of it.
    All,
    /// These tickets. Of what else there is in a queue there is never much, and it is always read.
    Tickets(BTreeSet<TicketId>),
}

impl Stale {
    /// Nothing of the line.
    pub const fn no_ticket() -> Self {
        Self::Tickets(BTreeSet::new())
    }

    /// One ticket.
    pub fn ticket(ticket: &TicketId) -> Self {
        Self::Tickets(BTreeSet::from([ticket.clone()]))
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Tickets(mut these), Self::Tickets(others)) => {
                these.extend(others);
                Self::Tickets(these)
            }
            _ => Self::All,
        }
    }
}

/// A queue as it was read.
pub(super) struct Read {
    /// What was found.
    pub view: QueueView,
    /// Whether the store was asked for all of it.
    pub is_whole: bool,
}

/// Reads a queue, as of one state of the store as far as it is read. `before` is how it was; where its line is short or much of it
/// is stale, all is read: whatever was lost on the way from another node is then found too.
pub(super) async fn read(
    hub: &Hub,
    scope: &Scope,
    queue: &QueueId,
    experience: Arc<Experience>,
    (before, stale): (Option<&QueueView>, &Stale),
) -> Result<Read> {
    let now = hub.store.now().await?;
    let is_long = |view: &&QueueView| view.tickets.len() > hub.config.short_line;
    let known = match (before.filter(is_long), stale) {
        (Some(before), Stale::Tickets(stale)) if stale.len() <= MOST_ONE_BY_ONE => Some((before, stale)),
        _ => None,
    };
    let view = hub
        .store
        .snapshot(|snapshot| {
            let experience = Arc::clone(&experience);
            Box::pin(async move {
                let facts = tickets::queue(snapshot, scope, queue).await?.ok_or(Error::Missing("queue"))?;
                let mut calls = calls::running(snapshot, scope, queue).await?;
                let line = match known {
                    Some((before, stale)) => changed(snapshot, scope, queue, (before, stale), &mut calls).await?,
                    None => whole(snapshot, scope, queue, &mut calls).await?,
                };
                let agents = presence::agents(snapshot, scope, queue, now).await?;
                let mut view = QueueView::new(facts, line, agents, experience, now);
                view.call_backs = call_backs::live(snapshot, scope, queue).await?;
                Ok(view)
            })
        })
        .await?;
    Ok(Read { view, is_whole: known.is_none() })
}

async fn whole(
    snapshot: &mut Snapshot<'_>,
    scope: &Scope,
    queue: &QueueId,
    calls: &mut Vec<(TicketId, LiveCall)>,
) -> Result<Vec<Arc<LiveTicket>>> {
    let live = line::live(snapshot, scope, queue).await?;
    let mut asked = rings::of_rounds(snapshot, scope, queue).await?;
    Ok(live.into_iter().map(|ticket| Arc::new(with(ticket, &mut asked, calls))).collect())
}

async fn changed(
    snapshot: &mut Snapshot<'_>,
    scope: &Scope,
    queue: &QueueId,
    (before, stale): (&QueueView, &BTreeSet<TicketId>),
    calls: &mut Vec<(TicketId, LiveCall)>,
) -> Result<Vec<Arc<LiveTicket>>> {
    let mut line: Vec<_> = before.tickets.iter().filter(|ticket| !stale.contains(&ticket.id)).cloned().collect();
    for ticket in stale {
        if let Some(live) = line::live_one(snapshot, scope, queue, ticket).await? {
            let mut asked = rings::of_round(snapshot, scope, ticket).await?;
            line.push(Arc::new(with(live, &mut asked, calls)));
        }
    }
    Ok(line)
}

fn with(ticket: LiveTicket, asked: &mut Vec<(TicketId, Asked)>, calls: &mut Vec<(TicketId, LiveCall)>) -> LiveTicket {
    let rings = asked.extract_if(.., |(of, _)| *of == ticket.id).map(|(_, ring)| ring).collect();
    let call = calls.iter().position(|(of, _)| *of == ticket.id).map(|at| calls.swap_remove(at).1);
    LiveTicket { rings, call, ..ticket }
}
