//! Desks of people who are signed in and send anything.

use std::time::Duration;

use domain::wire::{Availability, FromAgent, Problem, ToAgent};
use tokio::time::{Instant, sleep};

use crate::{
    Failure,
    dice::Dice,
    seeds::{self, Known},
    shoppers,
    socket::{Heard, Socket},
    target::{ORG, PATIENCE, Target},
};

/// How long a desk takes calls before it turns hostile.
const PEACE: Duration = Duration::from_millis(1_500);
const A_MOMENT: Duration = Duration::from_millis(20);

struct Desk {
    socket: Socket,
    known: Known,
    is_greeted: bool,
}

/// One desk after the other of the same agent, until the deadline.
pub async fn run(target: Target, mut dice: Dice, agent: &'static str, until: Instant) -> Result<(), Failure> {
    let cookie = target.sign_in(&mut dice, agent).await?;
    while Instant::now() < until && !target.tally.has_failed() {
        let socket = Socket::open(&target, &format!("/o/{ORG}/desk/socket"), Some(&cookie)).await?;
        let mut desk = Desk { socket, known: Known::default(), is_greeted: false };
        if dice.chance(85) {
            desk.take_calls(&target, &mut dice).await;
        }
        for _ in 0..=dice.below(8) {
            if !desk.socket.is_open() {
                break;
            }
            let valid = seeds::agent(&mut dice, &desk.known);
            let kind = desk.socket.attack(&mut dice, &valid).await;
            target.tally.count(format!("desk: sent {kind}"));
            target.tally.count(format!("desk: about {}", seeds::agent_name(&valid)));
            desk.listen(&target, A_MOMENT).await;
        }
        desk.socket.end(&mut dice).await;
        // Two desks that replace each other as fast as they can would leave no time for a call.
        sleep(A_MOMENT).await;
    }
    Ok(())
}

impl Desk {
    /// Behaves for a while, so that shoppers get into calls.
    async fn take_calls(&mut self, target: &Target, dice: &mut Dice) {
        self.socket.say(&seeds::agent_hello(dice, &self.known)).await;
        let asked = Instant::now();
        while !self.is_greeted && self.socket.is_open() {
            self.listen(target, PATIENCE).await;
            if asked.elapsed() > PATIENCE {
                return target.tally.fail("a desk said hello and was not answered");
            }
        }
        self.socket.say(&FromAgent::SetAvailability { availability: Availability::Available }).await;
        let until = Instant::now() + PEACE;
        while self.socket.is_open() && Instant::now() < until {
            self.listen(target, PEACE / 10).await;
            if let Some(ring) = self.known.ring.take_if(|_| self.known.call.is_none()) {
                self.socket.say(&FromAgent::RingShown { ring: ring.clone() }).await;
                self.socket.say(&FromAgent::Accept { ring }).await;
            }
            if self.known.call.is_some() && dice.chance(10) {
                self.socket.say(&FromAgent::HangUp).await;
            }
        }
    }

    async fn listen(&mut self, target: &Target, within: Duration) {
        match self.socket.hear(within).await {
            Heard::Message(message) => match serde_json::from_value(message) {
                Ok(message) => self.hear(target, message),
                Err(error) => target.tally.fail(format!("the server says to a desk what is no message: {error}")),
            },
            Heard::Silence => {}
            Heard::Closed(code) => target.tally.count(format!("desk: closed with {}", code.unwrap_or_default())),
        }
    }

    fn hear(&mut self, target: &Target, message: ToAgent) {
        match message {
            ToAgent::View(view) => {
                self.is_greeted = true;
                if let Some(ring) = view.rings.into_iter().next() {
                    self.known.ring = Some(ring.ring);
                }
                let call = view.call.and_then(|call| {
                    self.known.colleague = call.company.colleagues.into_iter().next().map(|other| other.person);
                    self.known.guest = call.company.guests.into_iter().next().map(|seat| seat.guest);
                    self.known.other_queue = call.company.queues.into_iter().next().map(|other| other.queue);
                    let other = call.participants.into_iter().map(|other| other.id).find(|id| *id != call.me)?;
                    Some((call.call, call.me, other))
                });
                if call.is_some() && self.known.call.is_none() {
                    target.tally.count("desk: in a call");
                }
                self.known.call = call;
            }
            ToAgent::Problem(Problem::Internal) => target.tally.fail("something broke on the server for a desk"),
            ToAgent::Problem(problem) => target.tally.count(format!("desk: told {}", shoppers::name(&problem))),
            ToAgent::Signal(_) => target.tally.count("desk: got a signal"),
            ToAgent::Ring(_)
            | ToAgent::Call(_)
            | ToAgent::Invitation(_)
            | ToAgent::Guest(_)
            | ToAgent::CallBack(_)
            | ToAgent::Past(_)
            | ToAgent::Block(_)
            | ToAgent::Shopping(_)
            | ToAgent::Product(_)
            | ToAgent::Recent(_)
            | ToAgent::Found(_)
            | ToAgent::Beat => {}
        }
    }
}
