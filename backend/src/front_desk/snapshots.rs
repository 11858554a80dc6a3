//! Stills of a shopper's picture: the widget sends each when its shopper has seen and allowed it, for as long as the call runs.

use domain::{
    OrgId, SnapshotId,
    call::{CallState, TicketState},
    snapshot::{self, MOST_OF_CALL, NotAStill, Size},
    wire::Resume,
};

use super::{FrontDesk, drive, resume};
use crate::{
    Result,
    accounts::{self, ShopperScope},
    store::{Actor, Change, retention::KEPT_FOR, snapshots, tickets},
};

/// Why a still is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotRefused {
    /// It is no picture that is kept.
    #[error(transparent)]
    NotAStill(#[from] NotAStill),
    /// The call is over.
    #[error("the call of this still is over")]
    CallOver,
    /// As many are kept of this call as may.
    #[error("a call has at most {MOST_OF_CALL} stills")]
    TooMany,
    /// There is another one of this id.
    #[error("there is another still of this id")]
    Taken,
}

/// Proof that a widget holds a ticket in a call, from [`FrontDesk::holder`].
#[derive(Clone, Debug)]
pub struct TicketHolder {
    scope: ShopperScope,
    held: Resume,
}

impl FrontDesk {
    /// Whether somebody holds a ticket in a call: the secret that opens it is proof. Only reads.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn holder(&self, org: &OrgId, held: Resume) -> Result<Option<TicketHolder>> {
        let Some(scope) = accounts::shopper_scope(&self.hub.store, org).await? else { return Ok(None) };
        let hash = snapshots::resume_hash(&self.hub.store.reader(), scope.scope(), &held.ticket).await?;
        let is_his = hash.is_some_and(|hash| resume::opens(&hash, &held.secret));
        Ok(is_his.then_some(TicketHolder { scope, held }))
    }

    /// Keeps a still with the running call. The same one twice, because an answer got lost, is kept once.
    ///
    /// # Errors
    /// The store does not answer; the inner one is for the widget to hear.
    pub async fn keep_snapshot(&self, holder: &TicketHolder, id: &SnapshotId, jpeg: &[u8]) -> Result<Result<(), SnapshotRefused>> {
        let size = match snapshot::read(jpeg) {
            Ok(size) => size,
            Err(refused) => return Ok(Err(refused.into())),
        };
        let actor = Actor::Shopper { ticket: Some(holder.held.ticket.clone()) };
        self.hub.store.change(&actor, |change| Box::pin(keep(change, holder, id, (jpeg, size)))).await
    }
}

async fn keep(
    change: &mut Change<'_>,
    holder: &TicketHolder,
    id: &SnapshotId,
    still: (&[u8], Size),
) -> Result<Result<(), SnapshotRefused>> {
    let scope = holder.scope.scope();
    let loaded = drive::load(change, scope, &holder.held.ticket, None).await?;
    let Some(loaded) = loaded.filter(|loaded| loaded.ticket.state == TicketState::InCall) else {
        return Ok(Err(SnapshotRefused::CallOver));
    };
    let Some(call) = loaded.machine.call().filter(|call| call.state == CallState::Running) else {
        return Ok(Err(SnapshotRefused::CallOver));
    };
    match snapshots::call_of(change, scope, id).await? {
        Some(of) if of == call.id => return Ok(Ok(())),
        Some(_) => return Ok(Err(SnapshotRefused::Taken)),
        None => {}
    }
    if snapshots::count(change, scope, &call.id).await? >= MOST_OF_CALL {
        return Ok(Err(SnapshotRefused::TooMany));
    }
    // So that the call neither ends meanwhile nor gets more than it may have.
    tickets::take(change, scope, &loaded.ticket).await?;
    let delete_after = change.now + KEPT_FOR;
    snapshots::insert(change, scope, (id, &call.id), still, delete_after).await?;
    let ids = [("ticket", loaded.ticket.id.as_str()), ("call", call.id.as_str()), ("snapshot", id.as_str())];
    change.event(scope.org(), "snapshot_kept", &ids).await?;
    change.audit(Some(scope.org()), "keep_snapshot", &ids).await?;
    drive::hint_ticket(change, scope, &loaded.ticket.queue, &loaded.ticket.id);
    Ok(Ok(()))
}
