//! What shoppers and desks see, as pure functions of [`QueueView`](super::floor::QueueView)s.

pub mod company;
pub mod desk;
pub mod shopper;

use domain::wire::{ParticipantView, ShopperCard};

use super::floor::{LiveCall, Part};

/// Everybody in a call, as each of them sees it.
fn participants(call: &LiveCall, shopper: &ShopperCard) -> Vec<ParticipantView> {
    let name = |part: &Part| if part.person.is_some() { part.name.clone() } else { shopper.name.clone() };
    let view = |part: &Part| ParticipantView { id: part.id.clone(), role: part.role, name: name(part), epoch: part.epoch };
    call.participants.iter().map(view).collect()
}
