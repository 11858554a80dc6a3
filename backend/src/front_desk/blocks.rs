//! Blocking a shopper: the visit that drew a ticket draws no more. Known is a hash of the visit and nothing else, and it goes with what
//! was told of the ticket.

use domain::{
    BlockId, CallId, TicketId,
    call::{Event, TicketState},
    text,
    wire::{
        BlockOutcome, MAX_BLOCK_REASON_CHARS,
        console::{BlockLine, TicketBlock},
    },
};

use super::drive;
use crate::{
    Error, Result,
    accounts::AgentScope,
    history, random,
    store::{
        Change, Scope, Store,
        blocks::{self, NewBlock},
        history as tickets,
        retention::KEPT_FOR,
    },
};

/// The most blocks that the list shows.
const MOST_SHOWN: u32 = 200;

/// The list of blocked visits.
#[derive(Clone, Debug)]
pub struct Blocks {
    /// The newest first.
    pub lines: Vec<BlockLine>,
    /// How many more there are.
    pub more: u32,
    /// The zone of the organisation's hours; UTC where there is none.
    pub zone: domain::schedule::Zone,
    /// The store's time.
    pub now: domain::Timestamp,
}

/// Blocks the visit that drew a ticket, and takes its other tickets out of their lines.
///
/// # Errors
/// [`Error::Missing`] (`ticket`) for one that is not there or not the member's to see.
pub async fn block_ticket(store: &Store, member: &AgentScope, ticket: &TicketId, reason: &str) -> Result<BlockOutcome> {
    let (reader, scope) = (store.reader(), member.scope());
    let only = history::only(member);
    tickets::ticket(&reader, scope, ticket, only, store.now().await?).await?.ok_or(Error::Missing("ticket"))?;
    block(store, member, ticket, reason).await
}

/// As [`block_ticket`], for the ticket of a call that the agent is or was in.
pub(super) async fn block_call(store: &Store, agent: &AgentScope, call: &CallId, reason: &str) -> Result<BlockOutcome> {
    let ticket = blocks::ticket_of_call(&store.reader(), agent.scope(), call, agent.person()).await?;
    block(store, agent, &ticket.ok_or(Error::Missing("call"))?, reason).await
}

async fn block(store: &Store, member: &AgentScope, ticket: &TicketId, reason: &str) -> Result<BlockOutcome> {
    let (scope, actor) = (member.scope(), member.actor());
    let (id, reason) = (&random::id(BlockId::from_random)?, &text::paragraph(reason, MAX_BLOCK_REASON_CHARS));
    let outcome = store.change(&actor, |change| Box::pin(block_in(change, member, (id, ticket), reason.as_deref()))).await?;
    if outcome == BlockOutcome::Blocked {
        // Each in a change of its own: a ticket is locked before agents are.
        for waiting in &blocks::waiting(&store.reader(), scope, ticket).await? {
            store.change(&actor, |change| Box::pin(end_in(change, scope, waiting))).await?;
        }
    }
    Ok(outcome)
}

async fn block_in(
    change: &mut Change<'_>,
    member: &AgentScope,
    (id, ticket): (&BlockId, &TicketId),
    reason: Option<&str>,
) -> Result<BlockOutcome> {
    let scope = member.scope();
    let Some(visit_hash) = blocks::visit_of(change, scope, ticket).await? else { return Ok(BlockOutcome::Forgotten) };
    let delete_after = change.now + KEPT_FOR;
    let new = NewBlock { id, visit_hash: &visit_hash, ticket, by: member.person(), reason, delete_after };
    let id = blocks::block(change, scope, &new).await?;
    let ids = [("block", id.as_str()), ("ticket", ticket.as_str())];
    change.event(scope.org(), "visit_blocked", &ids).await?;
    change.audit(Some(scope.org()), "visit.block", &ids).await?;
    Ok(BlockOutcome::Blocked)
}

async fn end_in(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId) -> Result<()> {
    let Some(mut loaded) = drive::load(change, scope, ticket, None).await? else { return Ok(()) };
    if loaded.ticket.state == TicketState::Waiting {
        drive::apply(change, scope, &mut loaded, Event::ShopperLeft, None).await?;
    }
    Ok(())
}

/// The blocked visits of the organisation, for its owners and admins.
///
/// # Errors
/// [`Error::Forbidden`] for others.
pub async fn list(store: &Store, admin: &AgentScope) -> Result<Blocks> {
    admin.roles().require_configure()?;
    let (zone, now) = (history::zone(store, admin).await?, store.now().await?);
    let (listed, all) = blocks::list(&store.reader(), admin.scope(), MOST_SHOWN, now).await?;
    let more = all.saturating_sub(u32::try_from(listed.len()).unwrap_or(u32::MAX));
    let line = |blocks::Listed { id, ticket, queue, by, reason, at, until }| BlockLine {
        id,
        ticket,
        queue,
        by,
        reason,
        at: zone.stamp(at),
        until: zone.stamp(until),
    };
    Ok(Blocks { lines: listed.into_iter().map(line).collect(), more, now, zone })
}

/// Lifts a block: the visit may draw tickets again.
///
/// # Errors
/// [`Error::Forbidden`] for who is neither owner nor admin, [`Error::Missing`] (`block`) when there is none of this id.
pub async fn lift(store: &Store, admin: &AgentScope, block: &BlockId) -> Result<()> {
    admin.roles().require_configure()?;
    let (scope, actor) = (admin.scope(), admin.actor());
    let lift = store.change(&actor, |change| {
        Box::pin(async move {
            if !blocks::lift(change, scope, block).await? {
                return Err(Error::Missing("block"));
            }
            let ids = [("block", block.as_str())];
            change.event(scope.org(), "block_lifted", &ids).await?;
            change.audit(Some(scope.org()), "visit.unblock", &ids).await
        })
    });
    lift.await
}

/// Whether the visit that drew a ticket is blocked.
pub(crate) async fn of_ticket(store: &Store, member: &AgentScope, ticket: &TicketId) -> Result<TicketBlock> {
    let known = blocks::of_ticket(&store.reader(), member.scope(), ticket, store.now().await?).await?;
    Ok(match known {
        None => TicketBlock::Forgotten,
        Some(true) => TicketBlock::Blocked,
        Some(false) => TicketBlock::Open,
    })
}
