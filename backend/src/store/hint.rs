//! Hints: after a commit, what other processes and tasks may want to read again. A hint carries no truth and may get lost.

use domain::{OrgId, PersonId, QueueId, TicketId};

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// Anything in a queue.
    Queue {
        /// The organisation.
        org: OrgId,
        /// The queue.
        queue: QueueId,
    },
    /// Whether an agent is there or takes calls.
    Agent {
        /// The organisation.
        org: OrgId,
        /// The agent.
        person: PersonId,
    },
    /// One ticket, its rings or its call; it is in this queue, or was.
    Ticket {
        /// The organisation.
        org: OrgId,
        /// The queue.
        queue: QueueId,
        /// The ticket.
        ticket: TicketId,
    },
    /// What admins configure: queues, people, sites, texts.
    Settings {
        /// The organisation.
        org: OrgId,
    },
}
