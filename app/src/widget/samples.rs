//! Views for tests.

use domain::{
    CallId, ParticipantId, SnapshotId, TicketId, Timestamp,
    call::{CallEnd, Hold, TicketEnd},
    queue::Entrance,
    wire::{ShopperCall, ShopperStage, ShopperView, SnapshotCard},
};

pub(super) fn ticket() -> TicketId {
    TicketId::from_random([1; 20])
}

pub(super) fn outside() -> ShopperStage {
    ShopperStage::Outside { agents_online: 1, waiting: 0, entrance: Entrance::Open, opens: None, wait: None, call_backs: true }
}

pub(super) fn waiting(place: u32) -> ShopperStage {
    ShopperStage::Waiting {
        ticket: ticket(),
        queue: None,
        place,
        agents_online: 1,
        is_ringing: false,
        since: Timestamp::from_micros(0),
        warm_up: None,
        lost_agent: None,
        passed_on_by: None,
        is_after_hours: false,
        opens: None,
        wait: None,
        call_backs: true,
        awaited: None,
    }
}

pub(super) fn ringing() -> ShopperStage {
    ShopperStage::Waiting {
        ticket: ticket(),
        queue: None,
        place: 1,
        agents_online: 1,
        is_ringing: true,
        since: Timestamp::from_micros(0),
        warm_up: None,
        lost_agent: None,
        passed_on_by: None,
        is_after_hours: false,
        opens: None,
        wait: None,
        call_backs: true,
        awaited: None,
    }
}

pub(super) fn after_a_loss() -> ShopperStage {
    ShopperStage::Waiting {
        ticket: ticket(),
        queue: None,
        place: 1,
        agents_online: 1,
        is_ringing: false,
        since: Timestamp::from_micros(0),
        warm_up: None,
        lost_agent: Some("Anna".into()),
        passed_on_by: None,
        is_after_hours: false,
        opens: None,
        wait: None,
        call_backs: true,
        awaited: None,
    }
}

pub(super) fn in_call() -> ShopperStage {
    ShopperStage::InCall(Box::new(ShopperCall {
        call: CallId::from_random([2; 20]),
        ticket: ticket(),
        me: ParticipantId::from_random([3; 20]),
        participants: Vec::new(),
        started_at: Timestamp::from_micros(0),
        ice: Vec::new(),
        relay_only: false,
        hold: Hold::default(),
        snapshots: Vec::new(),
    }))
}

pub(super) fn over(reason: TicketEnd, call: Option<CallEnd>) -> ShopperStage {
    ShopperStage::Over {
        ticket: ticket(),
        reason,
        call,
        agent_name: call.map(|_| "Anna".to_owned()),
        is_rated: false,
        snapshots: Vec::new(),
    }
}

pub(super) fn view(stage: ShopperStage) -> ShopperView {
    ShopperView { now: Timestamp::from_micros(61_000_000), stage }
}

/// In line, and the last agent has left.
pub(super) fn deserted(place: u32) -> ShopperStage {
    let mut stage = waiting(place);
    if let ShopperStage::Waiting { agents_online, .. } = &mut stage {
        *agents_online = 0;
    }
    stage
}

/// A still that is kept.
pub(super) fn still() -> SnapshotCard {
    SnapshotCard { id: SnapshotId::from_random([5; 20]), taken_at: Timestamp::from_micros(30_000_000) }
}

/// In a call, or after it, with a still that is kept.
pub(super) fn with_still(mut stage: ShopperStage) -> ShopperStage {
    match &mut stage {
        ShopperStage::InCall(call) => call.snapshots.push(still()),
        ShopperStage::Over { snapshots, .. } => snapshots.push(still()),
        ShopperStage::Outside { .. } | ShopperStage::Waiting { .. } => {}
    }
    stage
}
