//! Where a guest is.

use domain::wire::{GuestCall, GuestSeat, GuestStage, IceServer};

use super::{
    super::floor::{LiveCall, LiveGuest, LiveTicket, Part, QueueView},
    hold, participants,
};

/// Before the door: who will open it.
pub fn knocking(call: &LiveCall, guest: &LiveGuest) -> GuestStage {
    GuestStage::Knocking { agent: call.agent(&guest.by).and_then(|agent| agent.name.clone()) }
}

/// In the call, in this part.
pub fn inside(view: &QueueView, (ticket, call): (&LiveTicket, &LiveCall), part: &Part, ice: Vec<IceServer>) -> GuestStage {
    GuestStage::InCall(Box::new(GuestCall {
        call: call.id.clone(),
        me: part.id.clone(),
        participants: participants(call, &ticket.shopper),
        started_at: call.started_at,
        ice,
        relay_only: view.queue.relay_only,
        hold: hold(call),
    }))
}

/// The seats for guests as the call's agents see them.
pub fn seats(call: &LiveCall) -> Vec<GuestSeat> {
    let seat = |guest: &LiveGuest| {
        let LiveGuest { id, state, name, due_at, .. } = guest;
        GuestSeat { guest: id.clone(), state: *state, name: name.clone(), due_at: *due_at }
    };
    call.guests.iter().map(seat).collect()
}

#[cfg(test)]
mod tests {
    use domain::{
        Timestamp,
        call::{GuestState, Role},
    };

    use super::super::super::samples::*;
    use super::*;

    fn guest(state: GuestState, by: u8) -> LiveGuest {
        let due_at = Timestamp::from_micros(90);
        LiveGuest { id: participant(30), by: person(by), state, name: Some("Mia".into()), due_at, epoch: 1 }
    }

    #[test]
    fn who_knocks_reads_who_will_open_as_long_as_that_agent_is_there() {
        let call = in_call(1, 7, "d").call.unwrap();
        assert_eq!(knocking(&call, &guest(GuestState::Knocking, 7)), GuestStage::Knocking { agent: Some("Agent 7".into()) });
        assert_eq!(knocking(&call, &guest(GuestState::Knocking, 8)), GuestStage::Knocking { agent: None });
    }

    #[test]
    fn everybody_in_the_call_has_the_name_that_is_theirs() {
        let mut ticket = in_call(1, 7, "d");
        let call = ticket.call.as_mut().unwrap();
        let part = Part { id: participant(30), role: Role::Guest, person: None, name: Some("Mia".into()), device: None, epoch: 1 };
        call.participants.push(part.clone());
        let view = view(vec![ticket], vec![]);
        let ticket = &view.tickets[0];
        let GuestStage::InCall(call) = inside(&view, (ticket, ticket.call.as_ref().unwrap()), &part, vec![]) else { panic!() };
        let names: Vec<_> = call.participants.iter().map(|part| part.name.as_deref()).collect();
        assert_eq!(names, [Some("Shopper 1"), Some("Agent 7"), Some("Mia")]);
        assert_eq!(call.me, participant(30));
    }
}
