//! The one write path: a transaction with an actor, a time, and what goes along with every change.

use std::marker::PhantomData;

use domain::{OrgId, PersonId, TicketId, Timestamp};

use super::{
    Hint, Param, Row,
    constraint::Constraints,
    db::{Tx, classify},
};
use crate::{Error, Result, accounts::Roles, params};

/// Who wants something done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who signed in, with the roles of the organisation in question.
    Person {
        /// Who.
        person: PersonId,
        /// The organisation the roles are of; `None` outside any.
        org: Option<OrgId>,
        /// What the person may do there.
        roles: Roles,
    },
    /// Somebody with a visit token, perhaps with a ticket already.
    Shopper {
        /// The ticket.
        ticket: Option<TicketId>,
    },
    /// Somebody who came by a link.
    Guest,
    /// Vitrine itself: deadlines, retention, the command line.
    System,
}

impl Actor {
    fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Shopper { .. } => "shopper",
            Self::Guest => "guest",
            Self::System => "system",
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Self::Person { person, .. } => Some(person.as_str()),
            Self::Shopper { ticket } => ticket.as_ref().map(TicketId::as_str),
            Self::Guest | Self::System => None,
        }
    }
}

const INSERT_EVENT: &str = "INSERT INTO event (org_id, kind, at, ids_json) VALUES ($1, $2, $3, $4)";
const INSERT_AUDIT: &str = "
    INSERT INTO audit (org_id, at, actor_kind, actor_id, action, ids_json) VALUES ($1, $2, $3, $4, $5, $6)";
const INSERT_OUTBOX: &str = "
    INSERT INTO outbox (org_id, kind, payload_json, created_at, due_at, attempts) VALUES ($1, $2, $3, $4, $5, 0)";

/// A transaction in progress. The lifetime ties what the closure of [`super::Store::change`] borrows to it; write `Change<'_>`.
pub struct Change<'a> {
    /// The store's time when this transaction began; the same for everything in it.
    pub now: Timestamp,
    actor: Actor,
    tx: Tx,
    constraints: Constraints,
    hints: Vec<Hint>,
    borrowed: PhantomData<&'a ()>,
}

impl Change<'_> {
    pub(super) fn new(now: Timestamp, actor: Actor, tx: Tx, constraints: Constraints) -> Self {
        Self { now, actor, tx, constraints, hints: vec![], borrowed: PhantomData }
    }

    /// Who changes.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Runs a statement and tells how many rows it moved.
    pub async fn execute(&mut self, sql: &'static str, params: Vec<Param>) -> Result<u64> {
        self.tx.execute(sql, params).await.map_err(|error| classify(error, &self.constraints))
    }

    /// Runs a conditional statement; [`Error::Raced`] when it found no row to move.
    pub async fn execute_or_raced(&mut self, sql: &'static str, params: Vec<Param>) -> Result<()> {
        if self.execute(sql, params).await? == 0 { Err(Error::Raced) } else { Ok(()) }
    }

    /// All rows.
    pub async fn all(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Vec<Row>> {
        self.tx.all(sql, params).await.map_err(|error| classify(error, &self.constraints))
    }

    /// The first row; [`Error::Missing`] (`row`) when there is none.
    pub async fn one(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Row> {
        self.optional(sql, params).await?.ok_or(Error::Missing("row"))
    }

    /// The first row, if any.
    pub async fn optional(&mut self, sql: &'static str, params: Vec<Param>) -> Result<Option<Row>> {
        Ok(self.all(sql, params).await?.into_iter().next())
    }

    /// Appends to the history of the organisation. Ids only: personal data has its own place and end.
    pub async fn event(&mut self, org: &OrgId, kind: &'static str, ids: &[(&str, &str)]) -> Result<()> {
        let row = params![org, kind, self.now, ids_json(ids)];
        self.execute(INSERT_EVENT, row).await.map(drop)
    }

    /// Appends who did what. `org` is `None` for what concerns no organisation. Ids only.
    pub async fn audit(&mut self, org: Option<&OrgId>, action: &'static str, ids: &[(&str, &str)]) -> Result<()> {
        let row = params![org, self.now, self.actor.kind(), self.actor.id(), action, ids_json(ids)];
        self.execute(INSERT_AUDIT, row).await.map(drop)
    }

    /// Leaves something to be done outside of the store, at the earliest at `due_at`: it happens if and only if this commits.
    pub async fn outbox(&mut self, org: &OrgId, kind: &'static str, payload: &serde_json::Value, due_at: Timestamp) -> Result<()> {
        let row = params![org, kind, payload.to_string(), self.now, due_at];
        self.execute(INSERT_OUTBOX, row).await.map(drop)
    }

    /// Tells others to read again, once this has committed. The same hint twice is told once.
    pub fn hint(&mut self, hint: Hint) {
        if !self.hints.contains(&hint) {
            self.hints.push(hint);
        }
    }

    pub(super) async fn commit(self) -> Result<Vec<Hint>> {
        let Self { tx, constraints, hints, .. } = self;
        tx.commit().await.map_err(|error| classify(error, &constraints))?;
        Ok(hints)
    }

    pub(super) async fn rollback(self) -> Result<()> {
        let Self { tx, constraints, .. } = self;
        tx.rollback().await.map_err(|error| classify(error, &constraints))
    }
}

/// Ids as the history holds them.
pub(super) fn ids_json(ids: &[(&str, &str)]) -> String {
    let ids: serde_json::Map<String, serde_json::Value> = ids.iter().map(|(key, id)| ((*key).to_owned(), (*id).into())).collect();
    serde_json::Value::Object(ids).to_string()
}
