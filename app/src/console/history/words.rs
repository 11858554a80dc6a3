//! Outcomes and ends in words.

use domain::{
    call::{CallEnd, RingOutcome, TicketEnd},
    history::{Outcome, Sought},
    locale::phrase::History,
    wire::console::HowEnded,
};

/// What became of a ticket.
pub const fn outcome(outcome: Outcome) -> History {
    match outcome {
        Outcome::Waiting => History::OutcomeWaiting,
        Outcome::InCall => History::OutcomeInCall,
        Outcome::Answered => History::OutcomeAnswered,
        Outcome::Missed => History::OutcomeMissed,
        Outcome::LeftAtOnce => History::OutcomeLeft,
    }
}

/// What a list is limited to.
pub const fn sought(sought: Sought) -> History {
    match sought {
        Sought::Live => History::SoughtLive,
        Sought::Answered => History::OutcomeAnswered,
        Sought::Missed => History::OutcomeMissed,
        Sought::LeftAtOnce => History::OutcomeLeft,
    }
}

/// Why a ticket is over.
pub const fn how_ended(end: HowEnded) -> History {
    match end {
        HowEnded::InLine(end) => ticket_end(end),
        HowEnded::InCall(end) => call_end(end),
    }
}

/// Why a ticket ended.
pub const fn ticket_end(end: TicketEnd) -> History {
    match end {
        TicketEnd::Left => History::EndLeft,
        TicketEnd::Lost => History::EndLost,
        TicketEnd::Served => History::EndServed,
    }
}

/// Why a call ended.
pub const fn call_end(end: CallEnd) -> History {
    match end {
        CallEnd::ShopperHungUp => History::EndShopperHungUp,
        CallEnd::AgentHungUp => History::EndAgentHungUp,
        CallEnd::ShopperLost => History::EndShopperLost,
        CallEnd::AgentLost => History::EndAgentLost,
        CallEnd::Transferred => History::EndTransferred,
    }
}

/// How a ring ended.
pub const fn ring(outcome: Option<RingOutcome>) -> History {
    match outcome {
        None => History::RingRings,
        Some(RingOutcome::Accepted) => History::RingAccepted,
        Some(RingOutcome::Declined) => History::RingDeclined,
        Some(RingOutcome::Missed) => History::RingMissed,
        Some(RingOutcome::Unreachable) => History::RingUnreachable,
        Some(RingOutcome::AnsweredByAnother) => History::RingAnotherAnswered,
        Some(RingOutcome::ShopperLeft) => History::RingShopperLeft,
        Some(RingOutcome::AgentLeft) => History::RingAgentLeft,
        Some(RingOutcome::TakenBack) => History::RingTakenBack,
    }
}
