//! What the merchant's page is told to count: where a ticket begins and ends, and its calls.

use domain::{
    ParticipantId, QueueId, TicketId, Timestamp,
    call::Role,
    wire::{ShopperCall, ShopperStage},
};

use crate::frame::{Talk, Track};

/// What has been counted so far.
#[derive(Clone, Debug, Default)]
pub struct Tracker {
    at: At,
    /// The queue that was waited in last.
    queue: Option<QueueId>,
}

#[derive(Clone, Debug, Default)]
enum At {
    /// Nothing is known yet: what is found first began before this page did.
    #[default]
    Unknown,
    Outside,
    Waiting {
        ticket: TicketId,
        place: u32,
        agents: u32,
    },
    Talking {
        talk: Talk,
        /// The agent whose call it is: of those who are there, the one who came first.
        host: Option<ParticipantId>,
        since: Timestamp,
    },
}

impl Tracker {
    /// What there is to count now that the server says this. `is_return`: the page had asked for a ticket of an earlier load.
    pub fn follow(&mut self, stage: &ShopperStage, now: Timestamp, is_return: bool) -> Vec<Track> {
        let mut at = self.place(stage);
        let mut tracks = vec![];
        if let (At::Talking { talk, host: Some(host), .. }, At::Talking { talk: same, host: first, .. }) = (&self.at, &mut at)
            && talk == same
        {
            if is_there(stage, host) {
                *first = Some(host.clone());
            } else if first.is_some() {
                tracks.push(Track::CallTransferred(talk.clone()));
            }
        }
        let before = std::mem::replace(&mut self.at, at.clone());
        // What a page that was loaded again finds, the page before it has told.
        if matches!(before, At::Unknown) && is_return {
            return vec![];
        }
        match (&before, &at) {
            (At::Talking { talk, .. }, At::Talking { talk: same, .. }) if talk == same => return tracks,
            (At::Talking { talk, .. }, At::Waiting { .. }) if passed_on(stage) => tracks.push(Track::CallTransferred(talk.clone())),
            _ => {}
        }
        match &before {
            At::Talking { talk, since, .. } => {
                let duration = (now - *since).as_secs().max(0);
                tracks.push(Track::CallEnded { talk: talk.clone(), duration });
            }
            At::Waiting { ticket, place, agents } if !self.is_of(ticket) => tracks.push(Track::LeftQueue {
                serving_agents: *agents,
                queue_placement: *place,
                queue_id: self.queue.clone(),
                ticket_id: ticket.clone(),
            }),
            _ => {}
        }
        match &at {
            At::Waiting { ticket, place, agents } if !before.is_of(ticket) => tracks.push(Track::JoinedQueue {
                current_serving_agents: *agents,
                current_queue_placement: *place,
                current_queue_id: self.queue.clone(),
                current_ticket_id: ticket.clone(),
            }),
            At::Talking { talk, .. } => tracks.push(Track::CallStarted(talk.clone())),
            _ => {}
        }
        tracks
    }

    fn is_of(&self, ticket: &TicketId) -> bool {
        self.at.is_of(ticket)
    }

    fn place(&mut self, stage: &ShopperStage) -> At {
        match stage {
            ShopperStage::Waiting { ticket, queue, place, agents_online, .. } => {
                self.queue.clone_from(queue);
                At::Waiting { ticket: ticket.clone(), place: *place, agents: *agents_online }
            }
            ShopperStage::InCall(call) => {
                let ShopperCall { call, ticket, participants, started_at, .. } = call.as_ref();
                let talk = Talk { call_id: call.clone(), queue_id: self.queue.clone(), ticket_id: ticket.clone() };
                let host = participants.iter().find(|one| one.role == Role::Agent).map(|one| one.id.clone());
                At::Talking { talk, host, since: *started_at }
            }
            ShopperStage::Outside { .. } | ShopperStage::Over { .. } => At::Outside,
        }
    }
}

impl At {
    fn is_of(&self, wanted: &TicketId) -> bool {
        match self {
            Self::Waiting { ticket, .. } => ticket == wanted,
            Self::Talking { talk, .. } => talk.ticket_id == *wanted,
            Self::Unknown | Self::Outside => false,
        }
    }
}

fn is_there(stage: &ShopperStage, wanted: &ParticipantId) -> bool {
    matches!(stage, ShopperStage::InCall(call) if call.participants.iter().any(|one| one.id == *wanted))
}

fn passed_on(stage: &ShopperStage) -> bool {
    matches!(stage, ShopperStage::Waiting { passed_on_by: Some(_), .. })
}

#[cfg(test)]
mod tests {
    use domain::{
        CallId,
        call::{CallEnd, TicketEnd},
        wire::ParticipantView,
    };

    use super::{
        super::samples::{in_call, over, ticket, waiting},
        *,
    };

    fn names(tracks: &[Track]) -> Vec<String> {
        let name = |track| serde_json::to_value(track).ok()?.get("name")?.as_str().map(str::to_owned);
        tracks.iter().filter_map(name).collect()
    }

    fn outside() -> ShopperStage {
        super::super::samples::outside()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    fn follow(tracker: &mut Tracker, stages: &[ShopperStage]) -> Vec<String> {
        stages.iter().flat_map(|stage| names(&tracker.follow(stage, at(61), false))).collect()
    }

    #[test]
    fn a_ticket_is_counted_from_the_line_to_the_end_of_its_call() {
        let told = follow(
            &mut Tracker::default(),
            &[outside(), waiting(2), waiting(1), in_call(), in_call(), over(TicketEnd::Served, Some(CallEnd::AgentHungUp))],
        );
        assert_eq!(told, ["joined_queue", "call_started", "call_ended"]);
    }

    #[test]
    fn who_leaves_the_line_is_counted_with_the_last_place() {
        let mut tracker = Tracker::default();
        follow(&mut tracker, &[outside(), waiting(3), waiting(2)]);
        let told = tracker.follow(&over(TicketEnd::Left, None), at(5), false);
        let json = serde_json::to_value(&told).expect("json");
        assert_eq!(json[0]["name"], "left_queue");
        assert_eq!((&json[0]["data"]["queuePlacement"], &json[0]["data"]["servingAgents"]), (&2.into(), &1.into()));
    }

    #[test]
    fn a_call_has_its_length_in_seconds() {
        let mut tracker = Tracker::default();
        follow(&mut tracker, &[outside(), waiting(1), in_call()]);
        let told = tracker.follow(&over(TicketEnd::Served, Some(CallEnd::ShopperHungUp)), at(61), false);
        let json = serde_json::to_value(&told).expect("json");
        assert_eq!((&json[0]["data"]["duration"], &json[0]["data"]["ticketId"]), (&61.into(), &ticket().to_string().into()));
    }

    #[test]
    fn a_page_that_was_loaded_again_does_not_count_again_and_goes_on() {
        let mut tracker = Tracker::default();
        assert!(tracker.follow(&in_call(), at(5), true).is_empty());
        assert_eq!(follow(&mut tracker, &[in_call(), over(TicketEnd::Served, Some(CallEnd::AgentHungUp))]), ["call_ended"]);
    }

    #[test]
    fn whoever_is_handed_over_is_counted() {
        let with = |agents: &[u8]| {
            let mut stage = in_call();
            if let ShopperStage::InCall(call) = &mut stage {
                let agent = |byte: &u8| ParticipantView {
                    id: ParticipantId::from_random([*byte; 20]),
                    role: Role::Agent,
                    name: Some("Anna".into()),
                    epoch: 1,
                };
                call.participants = agents.iter().map(agent).collect();
            }
            stage
        };
        let told = |agents: &[&[u8]]| {
            let mut tracker = Tracker::default();
            follow(&mut tracker, &[outside(), waiting(1)]);
            follow(&mut tracker, &agents.iter().map(|agents| with(agents)).collect::<Vec<_>>())
        };
        assert_eq!(told(&[&[7], &[8]]), ["call_started", "call_transferred"]);
        // The first agent introduces the second and goes; the second has somebody come by, who goes again.
        assert_eq!(told(&[&[7], &[7, 8], &[8], &[8, 9], &[8]]), ["call_started", "call_transferred"]);
        assert_eq!(told(&[&[7], &[7, 8], &[7]]), ["call_started"]);
        let mut passed_on = waiting(1);
        if let ShopperStage::Waiting { passed_on_by, .. } = &mut passed_on {
            *passed_on_by = Some("Anna".into());
        }
        let mut another = in_call();
        if let ShopperStage::InCall(call) = &mut another {
            call.call = CallId::from_random([9; 20]);
        }
        let told = follow(&mut Tracker::default(), &[outside(), waiting(1), with(&[7]), passed_on, another]);
        assert_eq!(told, ["joined_queue", "call_started", "call_transferred", "call_ended", "call_started"]);
    }
}
