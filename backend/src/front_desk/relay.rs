//! Between the nodes: hints and signals over the bus. Everything here may get lost, come twice or late.

use std::{collections::HashSet, sync::Arc, time::Duration};

use domain::{ConnectionId, NodeId, OrgId, PersonId, QueueId, TicketId, wire::Signal};
use futures::{StreamExt, stream::BoxStream};
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, mpsc};

use super::hub::Hub;
use crate::{
    bus::Payload,
    store::{Hint, presence::Whose},
};

/// How long a bus that cannot be reached is left alone.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// The organisations whose subjects this node listens to.
#[derive(Default)]
pub(super) struct Relays(Mutex<HashSet<OrgId>>);

/// What nodes tell each other.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum News {
    /// A queue changed.
    Queue(QueueId),
    /// Of this queue one ticket changed. It travels as a change of the queue with the ticket beside it.
    #[serde(skip)]
    Ticket(QueueId, TicketId),
    /// An agent changed.
    Agent(PersonId),
    /// What admins configure changed.
    Settings,
    /// For whoever plays the part it is addressed to.
    Signal(Box<Signal>),
    /// A desk was opened anew in the same tab; older sockets of the tab are over.
    Desk {
        /// The agent.
        agent: PersonId,
        /// The tab.
        device: String,
        /// The new socket.
        newest: ConnectionId,
    },
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    node: NodeId,
    news: News,
    /// The one ticket that changed. Nodes of older releases do not know of it and read the whole queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ticket: Option<TicketId>,
}

impl Envelope {
    fn seal(node: NodeId, news: News) -> Self {
        match news {
            News::Ticket(queue, ticket) => Self { node, news: News::Queue(queue), ticket: Some(ticket) },
            news => Self { node, news, ticket: None },
        }
    }

    fn open(self) -> News {
        match (self.news, self.ticket) {
            (News::Queue(queue), Some(ticket)) => News::Ticket(queue, ticket),
            (news, _) => news,
        }
    }
}

impl News {
    /// The news in a hint of the store.
    pub fn of(hint: &Hint) -> (OrgId, Self) {
        match hint.clone() {
            Hint::Queue { org, queue } => (org, Self::Queue(queue)),
            Hint::Ticket { org, queue, ticket } => (org, Self::Ticket(queue, ticket)),
            Hint::Agent { org, person } => (org, Self::Agent(person)),
            Hint::Settings { org } => (org, Self::Settings),
        }
    }
}

fn subject(org: &OrgId) -> String {
    format!("vitrine.org.{org}")
}

/// Sends what this node has to tell.
pub(super) async fn publish(hub: Arc<Hub>, mut outgoing: mpsc::UnboundedReceiver<(OrgId, News)>) {
    loop {
        let (org, news) = tokio::select! {
            next = outgoing.recv() => match next { Some(next) => next, None => return },
            () = hub.shutdown.cancelled() => return,
        };
        let Ok(bytes) = serde_json::to_vec(&Envelope::seal(hub.node.clone(), news)) else { continue };
        if let Err(error) = hub.bus.publish(&subject(&org), Payload::from(bytes)).await {
            tracing::warn!(%org, %error, "other nodes were not told of a change; they find it within ten seconds");
        }
    }
}

/// Listens to an organisation's subject from now on.
pub(super) async fn listen(hub: &Arc<Hub>, org: &OrgId) {
    let mut relays = hub.relays.0.lock().await;
    if relays.contains(org) {
        return;
    }
    let messages = subscribe(hub, org).await;
    tokio::spawn(run(Arc::clone(hub), org.clone(), messages));
    relays.insert(org.clone());
}

async fn subscribe(hub: &Hub, org: &OrgId) -> Option<BoxStream<'static, Payload>> {
    match hub.bus.subscribe(&subject(org)).await {
        Ok(messages) => Some(messages),
        Err(error) => {
            tracing::warn!(%org, %error, "changes of other nodes are not heard; they are found within ten seconds");
            None
        }
    }
}

async fn run(hub: Arc<Hub>, org: OrgId, mut messages: Option<BoxStream<'static, Payload>>) {
    loop {
        let Some(stream) = messages.as_mut() else {
            tokio::select! {
                () = tokio::time::sleep(RETRY_AFTER) => messages = subscribe(&hub, &org).await,
                () = hub.shutdown.cancelled() => return,
            }
            continue;
        };
        tokio::select! {
            message = stream.next() => match message {
                Some(payload) => take(&hub, &org, &payload),
                None => messages = None,
            },
            () = hub.shutdown.cancelled() => return,
        }
    }
}

fn take(hub: &Arc<Hub>, org: &OrgId, payload: &[u8]) {
    let Ok(envelope) = serde_json::from_slice::<Envelope>(payload) else {
        // A newer release's news: the regular fresh read stands in for it.
        return;
    };
    if envelope.node == hub.node {
        return;
    }
    match envelope.open() {
        News::Queue(queue) => hub.hinted(&Hint::Queue { org: org.clone(), queue }),
        News::Ticket(queue, ticket) => hub.hinted(&Hint::Ticket { org: org.clone(), queue, ticket }),
        News::Agent(person) => hub.hinted(&Hint::Agent { org: org.clone(), person }),
        News::Settings => hub.hinted(&Hint::Settings { org: org.clone() }),
        News::Signal(signal) => hub.switchboard.deliver(*signal),
        News::Desk { agent, device, newest } => hub.opened(org, &Whose::Agent(agent, device), &newest),
    }
}
