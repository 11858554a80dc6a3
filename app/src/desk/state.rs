//! What the desk shows: a pure function of the server's view and of what only this tab knows.

use domain::{
    CallId, RingId,
    call::CallEnd,
    locale::phrase::Desk,
    wire::{AgentCall, Availability, AwayReason, CallNews, DeskView, PartEnd, Problem},
};

/// What fills the centre of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The server has not told anything yet.
    Loading,
    /// This tab is out of the game until the agent does something.
    Blocked(Blocked),
    /// A call in this tab.
    Call,
    /// A call in another tab or device of this agent.
    CallElsewhere,
    /// Somebody asks for an answer.
    Incoming,
    /// Nothing to do but this.
    Idle(Idle),
}

/// What an agent without ring and call can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Go available.
    Away,
    /// The same, but nobody had asked to be away: too many calls rang here without an answer.
    SentAway,
    /// Be ready: shoppers wait, and a ring is about to come or goes to others.
    SomebodyWaits,
    /// Rest.
    NobodyWaits,
}

/// Why this tab is out of the game, and so which way leads on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Sign in again.
    SignedOut,
    /// The desk is used in a copy of this tab; it can be brought back.
    Superseded,
    /// A newer version is there: load the page anew.
    Upgrade,
    /// The server does not understand this tab: load the page anew.
    Broken,
}

/// Why the last call of this tab is over, as far as this tab knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOver {
    /// The agent ended it here.
    ByMe,
    /// The agent ended it in another tab or on another device.
    Elsewhere,
    /// The shopper ended it.
    ByShopper,
    /// The shopper's connection was lost for too long.
    ShopperLost,
    /// The tab that held it was gone for too long.
    AgentLost,
    /// The agent left it to other agents.
    Left,
    /// The agent handed it over.
    HandedOver,
    /// The shopper waits in another queue.
    PassedOn,
    /// Nobody said why.
    Silently,
}

impl CallOver {
    /// What to say.
    pub const fn words(self) -> Desk {
        match self {
            Self::ByMe => Desk::CallOverByMe,
            Self::Elsewhere => Desk::CallOverElsewhere,
            Self::ByShopper => Desk::CallOverByShopper,
            Self::ShopperLost => Desk::CallOverShopperLost,
            Self::AgentLost => Desk::CallOverAgentLost,
            Self::Left => Desk::CallOverLeft,
            Self::HandedOver => Desk::CallOverHandedOver,
            Self::PassedOn => Desk::CallOverPassedOn,
            Self::Silently => Desk::CallOverSilently,
        }
    }

    /// Why a call is over that did not end by this tab's doing.
    pub const fn of(end: CallEnd) -> Self {
        match end {
            CallEnd::ShopperHungUp => Self::ByShopper,
            CallEnd::AgentHungUp => Self::Elsewhere,
            CallEnd::ShopperLost => Self::ShopperLost,
            CallEnd::AgentLost => Self::AgentLost,
            CallEnd::Transferred => Self::PassedOn,
        }
    }

    /// Why a call is over for this agent, as the server tells it.
    pub const fn told(news: &CallNews) -> Self {
        match &news.part {
            PartEnd::WithCall => Self::of(news.end),
            PartEnd::Left => Self::Left,
            PartEnd::HandedOver { .. } => Self::HandedOver,
            PartEnd::PassedOn => Self::PassedOn,
        }
    }
}

/// What the agent has pressed and the server has not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Which ring.
    pub ring: RingId,
    /// Whether it was accepted; else it was declined.
    pub is_accepted: bool,
}

/// What this tab knows and no view tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Local {
    /// Why the server will not have this tab.
    pub refused: Option<Problem>,
    /// The call that is over here, though the server may not know yet.
    pub finished: Option<CallId>,
}

/// The call of a view, unless it is over here.
pub fn running<'a>(view: Option<&'a DeskView>, local: &Local) -> Option<&'a AgentCall> {
    view?.call.as_deref().filter(|call| local.finished.as_ref() != Some(&call.call))
}

/// What to say when the server tells how a call ended. Nothing of a call that this tab does not show, and nothing when the tab
/// knew before the server: from its own button, or from the shopper over the direct line.
pub fn learned(view: Option<&DeskView>, local: &Local, news: &CallNews) -> Option<CallOver> {
    running(view, local).filter(|call| call.call == news.call).map(|_| CallOver::told(news))
}

/// The call that this tab takes for running, for the server to say how it ended if it did.
pub fn in_doubt(view: Option<&DeskView>, local: &Local) -> Option<CallId> {
    running(view, local).map(|call| call.call.clone())
}

/// The centre of the desk.
pub fn stage(view: Option<&DeskView>, local: &Local) -> Stage {
    let call = running(view, local);
    let is_call_here = call.is_some_and(|call| call.is_here);
    if let Some(blocked) = local.refused.as_ref().and_then(|problem| blocked_by(problem, is_call_here)) {
        return Stage::Blocked(blocked);
    }
    let Some(view) = view else { return Stage::Loading };
    match call {
        Some(_) if is_call_here => Stage::Call,
        Some(_) => Stage::CallElsewhere,
        None if !view.rings.is_empty() => Stage::Incoming,
        None => Stage::Idle(idle(view)),
    }
}

fn idle(view: &DeskView) -> Idle {
    match view.availability {
        Availability::Away if view.away_reason == Some(AwayReason::MissedRings) => Idle::SentAway,
        Availability::Away => Idle::Away,
        Availability::Available if view.waiting.is_empty() => Idle::NobodyWaits,
        Availability::Available => Idle::SomebodyWaits,
    }
}

/// Whether a problem takes this tab out of the game. A newer version waits for the end of a call: its media need no server, and
/// loading the page anew would cost the shopper the call.
fn blocked_by(problem: &Problem, is_call_here: bool) -> Option<Blocked> {
    match problem {
        Problem::SignedOut => Some(Blocked::SignedOut),
        Problem::Superseded => Some(Blocked::Superseded),
        Problem::Upgrade => (!is_call_here).then_some(Blocked::Upgrade),
        Problem::BadToken => Some(Blocked::Broken),
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

/// Whether camera and microphone should be open: from the first ring on, and for a call of this tab.
pub fn needs_devices(stage: Stage) -> bool {
    matches!(stage, Stage::Call | Stage::Incoming)
}

/// Whether a call of this tab ended without its doing, when `before` showed one and `after` does not. A call that moved to
/// another tab did not end.
pub fn has_vanished(before: Option<&DeskView>, after: &DeskView, local: &Local) -> bool {
    let was_here = running(before, local).filter(|call| call.is_here);
    was_here.is_some_and(|was| after.call.as_ref().is_none_or(|call| call.call != was.call))
}

/// Whether another ring has taken the place of the one that was to be answered first: what is pressed in that very moment was
/// meant for the one before.
pub fn has_swapped(before: Option<&DeskView>, after: &DeskView) -> bool {
    let first = |view: &DeskView| view.rings.first().map(|ring| ring.ring.clone());
    match (before.and_then(first), first(after)) {
        (Some(before), Some(after)) => before != after,
        _ => false,
    }
}

/// The rings that a view brings and that this tab has not confirmed yet, oldest first.
pub fn unconfirmed(view: &DeskView, confirmed: &[RingId]) -> Vec<RingId> {
    view.rings.iter().map(|ring| ring.ring.clone()).filter(|ring| !confirmed.contains(ring)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::samples;

    fn refused(problem: Problem) -> Local {
        Local { refused: Some(problem), ..Local::default() }
    }

    fn shown(view: &DeskView) -> Stage {
        stage(Some(view), &Local::default())
    }

    #[test]
    fn a_desk_that_heard_nothing_yet_is_loading() {
        assert_eq!(stage(None, &Local::default()), Stage::Loading);
    }

    #[test]
    fn an_agent_who_is_away_is_shown_how_to_become_available() {
        assert_eq!(shown(&samples::away()), Stage::Idle(Idle::Away));
    }

    #[test]
    fn an_available_agent_rests_until_somebody_waits() {
        assert_eq!(shown(&samples::quiet()), Stage::Idle(Idle::NobodyWaits));
        assert_eq!(shown(&samples::busy()), Stage::Idle(Idle::SomebodyWaits));
    }

    #[test]
    fn a_ring_comes_before_rest_and_a_call_before_a_ring() {
        assert_eq!(shown(&samples::ringing()), Stage::Incoming);
        let view = DeskView { rings: samples::ringing().rings, ..samples::in_call(true) };
        assert_eq!(shown(&view), Stage::Call);
    }

    #[test]
    fn a_call_in_another_tab_is_not_shown_as_ones_own() {
        assert_eq!(shown(&samples::in_call(false)), Stage::CallElsewhere);
        assert!(!needs_devices(Stage::CallElsewhere));
    }

    #[test]
    fn a_call_that_is_over_here_is_not_shown_while_the_server_still_has_it() {
        let view = samples::in_call(true);
        let local = Local { finished: view.call.as_ref().map(|call| call.call.clone()), ..Local::default() };
        assert_eq!(stage(Some(&view), &local), Stage::Idle(Idle::SomebodyWaits));
    }

    #[test]
    fn a_tab_that_the_server_refuses_shows_the_way_on_whatever_it_knew_before() {
        assert_eq!(stage(Some(&samples::ringing()), &refused(Problem::SignedOut)), Stage::Blocked(Blocked::SignedOut));
        assert_eq!(stage(None, &refused(Problem::Superseded)), Stage::Blocked(Blocked::Superseded));
    }

    #[test]
    fn an_upgrade_waits_for_the_end_of_the_call() {
        assert_eq!(stage(Some(&samples::in_call(true)), &refused(Problem::Upgrade)), Stage::Call);
        assert_eq!(stage(Some(&samples::in_call(false)), &refused(Problem::Upgrade)), Stage::Blocked(Blocked::Upgrade));
        assert_eq!(stage(Some(&samples::quiet()), &refused(Problem::Upgrade)), Stage::Blocked(Blocked::Upgrade));
    }

    #[test]
    fn devices_are_open_from_the_ring_to_the_end_of_the_call_only() {
        assert!(needs_devices(Stage::Incoming) && needs_devices(Stage::Call));
        assert!(!needs_devices(Stage::Idle(Idle::SomebodyWaits)) && !needs_devices(Stage::Loading));
    }

    #[test]
    fn a_call_that_vanished_is_over_and_one_that_moved_or_was_ended_here_is_not() {
        let (here, elsewhere, none) = (samples::in_call(true), samples::in_call(false), Local::default());
        assert!(has_vanished(Some(&here), &samples::quiet(), &none));
        assert!(!has_vanished(Some(&here), &elsewhere, &none));
        assert!(!has_vanished(Some(&elsewhere), &samples::quiet(), &none));
        assert!(!has_vanished(None, &samples::quiet(), &none));
        let finished = Local { finished: here.call.as_ref().map(|call| call.call.clone()), ..none };
        assert!(!has_vanished(Some(&here), &samples::quiet(), &finished));
    }

    fn news(view: &DeskView, end: CallEnd) -> CallNews {
        CallNews { call: view.call.as_ref().map(|call| call.call.clone()).unwrap(), end, part: PartEnd::WithCall }
    }

    #[test]
    fn each_end_that_the_server_tells_is_told_as_what_it_is() {
        let ends = [CallEnd::ShopperHungUp, CallEnd::AgentHungUp, CallEnd::ShopperLost, CallEnd::AgentLost];
        let told = [CallOver::ByShopper, CallOver::Elsewhere, CallOver::ShopperLost, CallOver::AgentLost];
        for view in [samples::in_call(true), samples::in_call(false)] {
            let learned = ends.map(|end| learned(Some(&view), &Local::default(), &news(&view, end)));
            assert_eq!(learned, told.map(Some));
        }
    }

    #[test]
    fn whoever_leaves_hands_over_or_passes_on_does_not_read_that_the_call_was_ended() {
        let view = samples::in_call(true);
        let learn = |part| learned(Some(&view), &Local::default(), &CallNews { part, ..news(&view, CallEnd::AgentHungUp) });
        assert_eq!(learn(PartEnd::Left), Some(CallOver::Left));
        assert_eq!(learn(PartEnd::HandedOver { to: "Bruno".into() }), Some(CallOver::HandedOver));
        assert_eq!(learn(PartEnd::PassedOn), Some(CallOver::PassedOn));
    }

    #[test]
    fn what_the_tab_knew_before_the_server_is_not_told_again() {
        let view = samples::in_call(true);
        let local = Local { finished: view.call.as_ref().map(|call| call.call.clone()), ..Local::default() };
        for end in [CallEnd::ShopperHungUp, CallEnd::AgentHungUp] {
            assert_eq!(learned(Some(&view), &local, &news(&view, end)), None);
        }
        assert_eq!(in_doubt(Some(&view), &local), None);
    }

    #[test]
    fn the_end_of_a_call_that_is_not_shown_is_not_told() {
        let ended = news(&samples::in_call(true), CallEnd::ShopperHungUp);
        let other = CallNews { call: CallId::from_random([99; 20]), ..ended.clone() };
        for (view, news) in [(samples::quiet(), &ended), (samples::in_call(true), &other)] {
            assert_eq!(learned(Some(&view), &Local::default(), news), None);
        }
        assert_eq!(learned(None, &Local::default(), &ended), None);
    }

    #[test]
    fn a_ring_that_takes_anothers_place_is_noticed_and_a_first_one_is_not() {
        let one = samples::ringing();
        let mut other = samples::ringing();
        other.rings[0].ring = RingId::from_random([8; 20]);
        assert!(has_swapped(Some(&one), &other));
        assert!(!has_swapped(Some(&one), &one) && !has_swapped(Some(&samples::quiet()), &one) && !has_swapped(None, &one));
    }

    #[test]
    fn each_ring_is_confirmed_once() {
        let view = samples::ringing();
        let rings = unconfirmed(&view, &[]);
        assert_eq!(rings.len(), view.rings.len());
        assert!(unconfirmed(&view, &rings).is_empty());
    }
}
