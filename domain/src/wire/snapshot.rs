//! Stills of a shopper's picture. Since version 2.

use serde::{Deserialize, Serialize};

use crate::{SnapshotId, Timestamp};

/// A still that is kept with a call; the picture itself is fetched by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotCard {
    /// Which.
    pub id: SnapshotId,
    /// When the shopper sent it.
    pub taken_at: Timestamp,
}
