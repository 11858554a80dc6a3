//! What shoppers and desks see, as pure functions of [`QueueView`](super::floor::QueueView)s.

pub mod company;
pub mod desk;
pub mod guest;
pub mod shopper;

use domain::{
    ParticipantId,
    call::Role,
    call::{Held, Hold},
    wire::{ParticipantView, ShopperCard},
};

use super::floor::{LiveCall, Part};

/// Whether the shopper of a call is on hold, as those in it see it.
fn hold(call: &LiveCall) -> Hold<ParticipantId> {
    let on = call.hold.on.as_ref().and_then(|held| Some(Held { by: call.agent(&held.by)?.id.clone(), since: held.since }));
    Hold { turn: call.hold.turn, on }
}

/// Everybody in a call, as each of them sees it.
fn participants(call: &LiveCall, shopper: &ShopperCard) -> Vec<ParticipantView> {
    let name = |part: &Part| if part.role == Role::Shopper { shopper.name.clone() } else { part.name.clone() };
    let view = |part: &Part| ParticipantView { id: part.id.clone(), role: part.role, name: name(part), epoch: part.epoch };
    call.participants.iter().map(view).collect()
}
