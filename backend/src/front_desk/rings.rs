//! Starts rings.

use domain::{
    Duration, QueueId, RingId,
    call::{Event, NewRing, TicketState},
};

use super::{dispatch::Pick, drive, hub::Hub};
use crate::{
    Result, random,
    store::{Actor, Change, Scope, presence, tickets},
};

/// Rings the picked agents who are still free; `false` when nothing of the pick holds any more.
pub(super) async fn start(hub: &Hub, scope: &Scope, queue: &QueueId, pick: &Pick, ring_time: Duration) -> Result<bool> {
    hub.store.change(&Actor::System, |change| Box::pin(start_in(change, scope, queue, pick, ring_time))).await
}

async fn start_in(change: &mut Change<'_>, scope: &Scope, queue: &QueueId, pick: &Pick, ring_time: Duration) -> Result<bool> {
    let Some(mut loaded) = drive::load(change, scope, &pick.ticket, None).await? else { return Ok(false) };
    // The shopper may have chosen another queue, with agents of its own.
    if loaded.ticket.queue != *queue || loaded.ticket.state != TicketState::Waiting || loaded.machine.live_rings().count() != pick.ringing {
        return Ok(false);
    }
    let rings = free(change, scope, pick).await?;
    if rings.is_empty() {
        return Ok(false);
    }
    if pick.is_new_round {
        tickets::begin_round(change, scope, &pick.ticket).await?;
    }
    let due_at = change.now + ring_time;
    drive::apply(change, scope, &mut loaded, Event::Ring { rings, due_at }, None).await?;
    Ok(true)
}

async fn free(change: &mut Change<'_>, scope: &Scope, pick: &Pick) -> Result<Vec<NewRing>> {
    let mut rings = vec![];
    for agent in &pick.agents {
        if presence::is_free(change, scope, agent).await? {
            rings.push(NewRing { id: random::id(RingId::from_random)?, agent: agent.clone() });
        }
    }
    Ok(rings)
}
