//! Hints: after a commit, what other processes and tasks may want to read again. A hint carries no truth and may get lost.

use domain::{OrgId, PersonId, QueueId, TicketId};

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The line, the rings or the calls of a queue.
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
    /// One ticket.
    Ticket {
        /// The organisation.
        org: OrgId,
        /// The ticket.
        ticket: TicketId,
    },
    /// What admins configure: queues, people, sites, texts.
    Settings {
        /// The organisation.
        org: OrgId,
    },
}
