//! Which screen the shopper sees: a pure function of what the server says and what this page knows itself.

use domain::{
    TicketId,
    call::{CallEnd, TicketEnd},
    wire::{Problem, ShopperStage},
};

/// What this page knows without the server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// Whether the shopper has gone on from the start to camera and microphone.
    pub is_preparing: bool,
    /// Whether a ticket of an earlier load is being asked for.
    pub is_returning: bool,
    /// Whether the shopper would rather be called back, and has not closed the form or its thanks.
    pub is_asking_back: bool,
    /// The ticket that ended here first: hung up or left while the server has not said so yet.
    pub ended: Option<TicketId>,
    /// The ticket whose ending the shopper has seen enough of.
    pub dismissed: Option<TicketId>,
    /// Why the server will not have this page any more.
    pub refused: Option<Problem>,
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The organisation, and the drop-in card.
    Start,
    /// Camera, microphone and terms.
    Before,
    /// The form for a call-back.
    CallBack {
        /// Whether a place in line is kept until it is sent.
        in_line: bool,
    },
    /// A ticket of an earlier load is being asked for.
    Returning,
    /// In line.
    Waiting,
    /// In the call.
    Call,
    /// The ticket is over.
    Over(Ending),
    /// This page cannot go on.
    Blocked(Block),
}

/// How a ticket ended, as far as the shopper cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A call took place and somebody ended it.
    Talked,
    /// The call broke off at the agent's end.
    AgentLost,
    /// The call broke off at the shopper's end.
    ShopperLost,
    /// The shopper left the line.
    LeftLine,
    /// The shopper's page was away for too long while in line.
    LostPlace,
}

/// Why a page cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Another window holds the ticket.
    Superseded,
    /// The page is too old for its token.
    Stale,
    /// The page is older than the server speaks.
    Upgrade,
}

impl Screen {
    /// Whether a ticket is held.
    pub const fn has_ticket(self) -> bool {
        matches!(self, Self::Waiting | Self::Call | Self::CallBack { in_line: true })
    }
}

/// The screen to show.
pub fn screen(stage: Option<&ShopperStage>, local: &Local) -> Screen {
    if let Some(block) = local.refused.as_ref().and_then(block) {
        return Screen::Blocked(block);
    }
    let (outside, in_line) = match (local.is_asking_back, local.is_preparing) {
        (true, _) => (Screen::CallBack { in_line: false }, Screen::CallBack { in_line: true }),
        (false, true) => (Screen::Before, Screen::Waiting),
        (false, false) => (Screen::Start, Screen::Waiting),
    };
    // What ended here is over for this page although the server may not have heard of it yet.
    let held = |ticket: &TicketId, running, ending| match (local.ended.as_ref() == Some(ticket), local.dismissed.as_ref() == Some(ticket)) {
        (false, _) => running,
        (true, false) => Screen::Over(ending),
        (true, true) => outside,
    };
    match stage {
        None if local.is_returning => Screen::Returning,
        None | Some(ShopperStage::Outside { .. }) => outside,
        Some(ShopperStage::Waiting { ticket, .. }) => held(ticket, in_line, Ending::LeftLine),
        Some(ShopperStage::InCall(call)) => held(&call.ticket, Screen::Call, Ending::Talked),
        Some(ShopperStage::Over { .. }) if local.is_asking_back => outside,
        Some(ShopperStage::Over { ticket, .. }) if local.dismissed.as_ref() == Some(ticket) => outside,
        Some(ShopperStage::Over { reason, call, .. }) => Screen::Over(ending(*reason, *call)),
    }
}

const fn ending(reason: TicketEnd, call: Option<CallEnd>) -> Ending {
    match (reason, call) {
        (TicketEnd::Served, Some(CallEnd::AgentLost)) => Ending::AgentLost,
        (_, Some(CallEnd::ShopperLost)) => Ending::ShopperLost,
        (_, Some(CallEnd::ShopperHungUp | CallEnd::AgentHungUp)) | (TicketEnd::Served, None | Some(CallEnd::Transferred)) => Ending::Talked,
        // After a lost agent, or passed on by one, the ticket was in line again.
        (TicketEnd::Left, None | Some(CallEnd::AgentLost | CallEnd::Transferred)) => Ending::LeftLine,
        (TicketEnd::Lost, None | Some(CallEnd::AgentLost | CallEnd::Transferred)) => Ending::LostPlace,
    }
}

const fn block(problem: &Problem) -> Option<Block> {
    match problem {
        Problem::Superseded => Some(Block::Superseded),
        Problem::BadToken | Problem::SignedOut => Some(Block::Stale),
        Problem::Upgrade => Some(Block::Upgrade),
        Problem::BadMessage
        | Problem::TooFast
        | Problem::UnknownQueue { .. }
        | Problem::QueueClosed
        | Problem::QueueFull
        | Problem::TooManyTickets
        | Problem::Blocked
        | Problem::NobodyThere
        | Problem::Internal => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::samples::{in_call, outside, over, ticket, waiting};

    fn preparing() -> Local {
        Local { is_preparing: true, ..Local::default() }
    }

    #[test]
    fn before_the_server_has_said_anything_the_start_screen_stands_as_rendered() {
        assert_eq!(screen(None, &Local::default()), Screen::Start);
        assert_eq!(screen(None, &preparing()), Screen::Before);
    }

    #[test]
    fn a_shopper_who_comes_back_does_not_see_the_start_screen_first() {
        assert_eq!(screen(None, &Local { is_returning: true, ..Local::default() }), Screen::Returning);
        assert_eq!(screen(Some(&waiting(2)), &Local { is_returning: true, ..Local::default() }), Screen::Waiting);
        assert_eq!(screen(Some(&outside()), &Local { is_returning: true, ..Local::default() }), Screen::Start);
    }

    #[test]
    fn a_ticket_leads_through_the_line_into_the_call() {
        assert_eq!(screen(Some(&outside()), &preparing()), Screen::Before);
        assert_eq!(screen(Some(&waiting(1)), &preparing()), Screen::Waiting);
        assert_eq!(screen(Some(&in_call()), &preparing()), Screen::Call);
    }

    #[test]
    fn hanging_up_shows_the_ending_before_the_server_has_heard_of_it() {
        let local = Local { ended: Some(ticket()), ..Local::default() };
        assert_eq!(screen(Some(&in_call()), &local), Screen::Over(Ending::Talked));
        assert_eq!(screen(Some(&waiting(1)), &local), Screen::Over(Ending::LeftLine));
    }

    #[test]
    fn a_dismissed_ending_leads_back_to_the_start_and_the_next_ticket_is_shown() {
        let local = Local { dismissed: Some(ticket()), ..Local::default() };
        assert_eq!(screen(Some(&over(TicketEnd::Served, Some(CallEnd::AgentHungUp))), &local), Screen::Start);
        assert_eq!(screen(Some(&waiting(1)), &local), Screen::Waiting);
        let hung_up = Local { ended: Some(ticket()), is_preparing: true, ..local };
        assert_eq!(screen(Some(&in_call()), &hung_up), Screen::Before);
    }

    #[test]
    fn the_form_for_a_call_back_keeps_the_place_until_it_is_sent_and_a_call_comes_first() {
        let asking = Local { is_asking_back: true, is_preparing: true, ..Local::default() };
        assert_eq!(screen(None, &asking), Screen::CallBack { in_line: false });
        assert_eq!(screen(Some(&waiting(2)), &asking), Screen::CallBack { in_line: true });
        assert!(Screen::CallBack { in_line: true }.has_ticket() && !Screen::CallBack { in_line: false }.has_ticket());
        assert_eq!(screen(Some(&over(TicketEnd::Left, None)), &asking), Screen::CallBack { in_line: false });
        assert_eq!(screen(Some(&in_call()), &asking), Screen::Call);
    }

    #[test]
    fn an_ending_by_fault_is_told_apart_from_a_goodbye() {
        for (reason, call, ending) in [
            (TicketEnd::Served, Some(CallEnd::AgentHungUp), Ending::Talked),
            (TicketEnd::Left, Some(CallEnd::ShopperHungUp), Ending::Talked),
            (TicketEnd::Served, Some(CallEnd::AgentLost), Ending::AgentLost),
            (TicketEnd::Lost, Some(CallEnd::ShopperLost), Ending::ShopperLost),
            (TicketEnd::Left, Some(CallEnd::AgentLost), Ending::LeftLine),
            (TicketEnd::Left, None, Ending::LeftLine),
            (TicketEnd::Lost, None, Ending::LostPlace),
        ] {
            assert_eq!(screen(Some(&over(reason, call)), &Local::default()), Screen::Over(ending));
        }
    }

    #[test]
    fn a_page_the_server_refuses_says_so_whatever_it_showed() {
        for (problem, block) in
            [(Problem::Superseded, Block::Superseded), (Problem::BadToken, Block::Stale), (Problem::Upgrade, Block::Upgrade)]
        {
            let local = Local { refused: Some(problem), ..Local::default() };
            assert_eq!(screen(Some(&in_call()), &local), Screen::Blocked(block));
        }
    }

    #[test]
    fn a_problem_that_passes_blocks_nothing() {
        let local = Local { refused: Some(Problem::Internal), ..Local::default() };
        assert_eq!(screen(Some(&waiting(3)), &local), Screen::Waiting);
    }
}
