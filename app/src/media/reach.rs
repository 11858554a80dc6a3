//! How participants may reach each other.

use domain::wire::{IceServer, WarmUp};

/// How participants may reach each other, as the server's newest view has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// STUN and TURN servers, with credentials that soon end.
    pub ice: Vec<IceServer>,
    /// Whether only relays may be used, so that neither side learns the other's addresses.
    pub relay_only: bool,
}

impl From<WarmUp> for Reach {
    fn from(WarmUp { ice, relay_only }: WarmUp) -> Self {
        Self { ice, relay_only }
    }
}
