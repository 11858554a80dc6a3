//! A shopper in line who would rather wait in another queue.

use domain::{
    QueueId, TicketId,
    call::{Event, TicketState},
    queue::Entrance,
    wire::Problem,
};

use super::{
    super::{
        super::{drive, hub::Hub},
        internal, join,
    },
    Place, ShopperSession,
};
use crate::{
    Result,
    store::{Actor, Scope, shopper_details, tickets, transfers},
};

impl ShopperSession {
    /// Puts the ticket at the end of the queue named.
    pub(super) async fn change_queue(&mut self, named: &str) -> Result<(), Problem> {
        let Place::Inside { ticket, queue, .. } = &mut self.place else { return Ok(()) };
        let (org, scope) = (self.scope.org(), self.scope.scope());
        let queues = tickets::queues(&self.hub.store.reader(), scope).await.map_err(internal(org, "move"))?;
        let chosen = join::queue_of(&queues, Some(named))?.id.clone();
        match change_queue(&self.hub, scope, ticket, &chosen).await.map_err(internal(org, "move"))? {
            Moved::There => {
                self.queue = self.hub.watch(scope, &chosen).await;
                *queue = chosen;
                self.must_look = true;
                Ok(())
            }
            Moved::Unchanged => Ok(()),
            Moved::Refused(entrance) => {
                tracing::info!(%org, queue = %chosen, ?entrance, "a shopper could not change to another line");
                Err(join::refusal(entrance))
            }
        }
    }

    /// A ticket that is not in its queue any more may stand in another one.
    pub(super) async fn follow(&mut self) -> Result<()> {
        let Place::Inside { ticket, queue, .. } = &mut self.place else { return Ok(()) };
        let now = transfers::queue_of(&self.hub.store.reader(), self.scope.scope(), ticket).await?;
        if let Some(other) = now.filter(|now| now != queue) {
            self.queue = self.hub.watch(self.scope.scope(), &other).await;
            self.queue.mark_changed();
            *queue = other;
        }
        Ok(())
    }
}

/// What became of the wish.
enum Moved {
    /// The ticket stands at the end of the other queue, with its data, its terms and its way back.
    There,
    /// It stands there already, or does not wait any more: nothing changed.
    Unchanged,
    /// The other queue takes nobody now: the ticket keeps its place.
    Refused(Entrance),
}

/// Puts a waiting ticket at the end of another queue. Whoever was rung for it rings no more.
async fn change_queue(hub: &Hub, scope: &Scope, ticket: &TicketId, queue: &QueueId) -> Result<Moved> {
    let actor = Actor::Shopper { ticket: Some(ticket.clone()) };
    hub.store
        .change(&actor, |change| {
            Box::pin(async move {
                let asks = shopper_details::asks(change, scope, ticket).await?;
                let entrance = join::entrance(change, scope, queue, &asks).await?;
                let Some(mut loaded) = drive::load(change, scope, ticket, None).await? else { return Ok(Moved::Unchanged) };
                if loaded.ticket.state != TicketState::Waiting || loaded.ticket.queue == *queue {
                    return Ok(Moved::Unchanged);
                }
                if !entrance.is_open() {
                    return Ok(Moved::Refused(entrance));
                }
                drive::apply(change, scope, &mut loaded, Event::QueueChosen { queue: queue.clone() }, None).await?;
                Ok(Moved::There)
            })
        })
        .await
}
