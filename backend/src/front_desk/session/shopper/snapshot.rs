//! A shopper takes a still back.

use domain::{SnapshotId, wire::Problem};

use super::{super::super::drive, super::internal, Place, ShopperSession};
use crate::store::snapshots;

impl ShopperSession {
    /// Deletes a still of the shopper's own; one that is not there is deleted already.
    pub(super) async fn delete_snapshot(&mut self, id: &SnapshotId) -> Result<(), Problem> {
        let Some(ticket) = self.ticket() else { return Ok(()) };
        let queue = if let Place::Inside { queue, .. } = &self.place { Some(queue) } else { None };
        let scope = self.scope.scope();
        let deleted = self
            .hub
            .store
            .change(&self.actor(), |change| {
                Box::pin(async move {
                    if snapshots::delete(change, scope, ticket, id).await? {
                        let ids = [("ticket", ticket.as_str()), ("snapshot", id.as_str())];
                        change.event(scope.org(), "snapshot_deleted", &ids).await?;
                        change.audit(Some(scope.org()), "delete_snapshot", &ids).await?;
                        if let Some(queue) = queue {
                            drive::hint_ticket(change, scope, queue, ticket);
                        }
                    }
                    Ok(())
                })
            })
            .await;
        deleted.map_err(internal(self.scope.org(), "delete a still"))?;
        self.must_look = true;
        Ok(())
    }
}
