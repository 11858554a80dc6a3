//! Where a shopper is.

use domain::{
    TicketId,
    call::{CallEnd, TicketEnd},
    waiting::Shown,
    wire::{Awaited, IceServer, ShopperCall, ShopperStage, SnapshotCard, WarmUp},
};

use super::{
    super::floor::{LiveTicket, QueueView},
    hold, participants,
};

/// Before a ticket is drawn.
pub fn outside(view: &QueueView) -> ShopperStage {
    ShopperStage::Outside {
        agents_online: view.agents_online(),
        waiting: view.waiting_count(),
        entrance: view.entrance(),
        opens: view.opens.clone(),
        wait: view.next_wait_said(),
        call_backs: view.queue.rules.call_backs,
    }
}

/// In line or in the call; `wait` is what the shopper in line was promised. `None` when the view was read between two steps and fits neither; the next one does.
pub fn inside(view: &QueueView, ticket: &LiveTicket, ice: &[IceServer], wait: Option<Shown>) -> Option<ShopperStage> {
    if ticket.is_waiting() {
        let warm_up = || WarmUp { ice: ice.to_vec(), relay_only: view.queue.relay_only };
        return Some(ShopperStage::Waiting {
            ticket: ticket.id.clone(),
            queue: Some(view.queue.id.clone()),
            place: view.place(&ticket.id)?,
            agents_online: view.agents_for(ticket),
            is_ringing: ticket.is_ringing(),
            since: ticket.since,
            warm_up: view.is_warm(ticket).then(warm_up),
            lost_agent: ticket.lost_agent.clone(),
            passed_on_by: ticket.passed_on_by.clone(),
            is_after_hours: !view.opening.is_open,
            wait,
            opens: view.opens.clone(),
            call_backs: view.queue.rules.call_backs,
            awaited: view.awaited(ticket).map(|(agent, until)| Box::new(Awaited { name: agent.name.clone(), until })),
        });
    }
    let call = ticket.call.as_ref()?;
    Some(ShopperStage::InCall(Box::new(ShopperCall {
        call: call.id.clone(),
        ticket: ticket.id.clone(),
        me: call.shopper()?.id.clone(),
        participants: participants(call, &ticket.shopper),
        started_at: call.started_at,
        ice: ice.to_vec(),
        relay_only: view.queue.relay_only,
        hold: hold(call),
        snapshots: call.snapshots.clone(),
    })))
}

/// How a ticket ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Fate {
    /// Why.
    pub reason: TicketEnd,
    /// Why its call ended, when there was one.
    pub call: Option<CallEnd>,
    /// Who was on the other side.
    pub agent_name: Option<String>,
    /// Whether the shopper has said how it was.
    pub is_rated: bool,
}

/// After the ticket has ended; `snapshots` are those kept of it.
pub fn over(ticket: &TicketId, fate: &Fate, snapshots: Vec<SnapshotCard>) -> ShopperStage {
    ShopperStage::Over {
        ticket: ticket.clone(),
        reason: fate.reason,
        // A call that was passed on is not what the ticket ended with.
        call: fate.call.filter(|end| *end != CallEnd::Transferred),
        agent_name: fate.agent_name.clone(),
        is_rated: fate.is_rated,
        snapshots,
    }
}

#[cfg(test)]
mod tests {
    use domain::{Timestamp, queue::Entrance, wire::Availability};

    use super::super::super::{
        floor::{FloorAgent, LiveTicket},
        samples::*,
    };
    use super::*;

    #[test]
    fn the_place_counts_only_those_who_wait() {
        let view = view(
            vec![in_call(1, 1, "d"), ticket(2), ticket(3)],
            vec![FloorAgent { in_call_since: Some(Timestamp::default()), ..agent(1) }, agent(2)],
        );
        let stage = inside(&view, &view.tickets[2], &[], None);
        let Some(ShopperStage::Waiting { place: 2, agents_online: 2, is_ringing: false, .. }) = stage else { panic!("{stage:?}") };
    }

    #[test]
    fn only_who_is_nearly_next_or_rings_gets_ready() {
        let servers = [IceServer { urls: vec!["turn:t".into()], username: None, credential: None }];
        let tickets: Vec<LiveTicket> = (1..=6).map(ticket).collect();
        let with = |agents| view(tickets.clone(), agents);
        let warm = |view: &QueueView, at: usize| match inside(view, &view.tickets[at], &servers, None) {
            Some(ShopperStage::Waiting { warm_up, .. }) => warm_up,
            other => panic!("{other:?}"),
        };
        let one = with(vec![agent(1), FloorAgent { is_online: false, ..agent(2) }]);
        assert_eq!((0..6).map(|at| warm(&one, at).is_some()).collect::<Vec<_>>(), [true, true, false, false, false, false]);
        assert_eq!(warm(&one, 0), Some(WarmUp { ice: servers.to_vec(), relay_only: false }));
        assert_eq!((0..6).filter(|at| warm(&with(vec![]), *at).is_some()).count(), 0);
        let mut relayed = one;
        relayed.queue.relay_only = true;
        assert!(warm(&relayed, 1).is_some_and(|warm_up| warm_up.relay_only));
    }

    #[test]
    fn an_agent_who_is_away_counts_as_online_only_while_in_a_call() {
        let away = |number, in_call_since| FloorAgent { availability: Availability::Away, in_call_since, ..agent(number) };
        let view = view(vec![], vec![away(1, None), away(2, Some(Timestamp::default())), FloorAgent { is_online: false, ..agent(3) }]);
        let ShopperStage::Outside { agents_online: 1, waiting: 0, entrance: Entrance::Open, opens: None, wait: Some(_), call_backs: true } =
            outside(&view)
        else {
            panic!("{:?}", outside(&view))
        };
    }

    #[test]
    fn in_the_call_the_shopper_sees_the_agents_name_and_the_own_part() {
        let view = view(vec![in_call(1, 7, "d")], vec![]);
        let Some(ShopperStage::InCall(call)) = inside(&view, &view.tickets[0], &[], None) else { panic!() };
        assert_eq!(call.me, participant(10));
        let names: Vec<_> = call.participants.iter().map(|part| part.name.as_deref()).collect();
        assert_eq!(names, [Some("Shopper 1"), Some("Agent 7")]);
    }

    #[test]
    fn a_half_read_call_gives_no_stage() {
        let torn = LiveTicket { call: None, ..in_call(1, 1, "d") };
        assert_eq!(inside(&view(vec![torn.clone()], vec![]), &torn, &[], None), None);
    }
}
