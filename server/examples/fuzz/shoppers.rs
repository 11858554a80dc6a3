//! Shoppers who bring their socket somewhere and then send anything.

use std::time::Duration;

use domain::wire::{FromShopper, Problem, ShopperStage, ToShopper};
use tokio::time::{Instant, timeout_at};

use crate::{
    Failure,
    dice::Dice,
    seeds::{self, Known},
    socket::{Heard, Socket},
    target::{ORG, PATIENCE, Target},
};

/// How long somebody waits in line for the place to be reached.
const IN_LINE: Duration = Duration::from_secs(4);
const A_MOMENT: Duration = Duration::from_millis(20);

/// Where the socket is when the attack begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Unknown,
    Outside,
    Waiting,
    InCall,
    Over,
}

struct Shopper {
    socket: Socket,
    known: Known,
    place: Place,
}

/// One visit after the other, until the deadline.
pub async fn run(target: Target, mut dice: Dice, until: Instant) -> Result<(), Failure> {
    let mut known = Known { token: target.visit_token().await?, ..Known::default() };
    while Instant::now() < until && !target.tally.has_failed() {
        let socket = Socket::open(&target, &format!("/widget/{ORG}/socket"), None).await?;
        let mut shopper = Shopper { socket, known, place: Place::Unknown };
        let goal = *dice.pick(&[Place::Unknown, Place::Outside, Place::Waiting, Place::InCall, Place::InCall, Place::Over]);
        shopper.reach(&target, &mut dice, goal).await;
        target.tally.count(format!("shopper: attacked when {:?}", shopper.place).to_lowercase());
        for _ in 0..=dice.below(8) {
            if !shopper.socket.is_open() {
                break;
            }
            let valid = seeds::shopper(&mut dice, &shopper.known);
            let kind = shopper.socket.attack(&mut dice, &valid).await;
            target.tally.count(format!("shopper: sent {kind}"));
            target.tally.count(format!("shopper: about {}", seeds::shopper_name(&valid)));
            shopper.listen(&target, A_MOMENT).await;
        }
        known = shopper.leave(&mut dice).await;
        known.call = None;
        if dice.chance(50) {
            known.resume = None;
        }
    }
    Ok(())
}

impl Shopper {
    async fn reach(&mut self, target: &Target, dice: &mut Dice, goal: Place) {
        if goal == Place::Unknown {
            return;
        }
        let resume = self.known.resume.take();
        self.socket.say(&seeds::shopper_hello(&self.known, resume)).await;
        self.listen_until(target, |place| place != Place::Unknown, PATIENCE).await;
        if self.place == Place::Unknown && self.socket.is_open() {
            target.tally.fail("a shopper said hello and was not answered");
        }
        if goal == Place::Outside || !self.socket.is_open() {
            return;
        }
        self.socket.say(&seeds::join(dice)).await;
        self.listen_until(target, |place| place == Place::Waiting || place == Place::InCall, IN_LINE).await;
        match goal {
            Place::InCall => self.listen_until(target, |place| place == Place::InCall, IN_LINE).await,
            Place::Over => {
                self.socket.say(&FromShopper::Leave).await;
                self.listen_until(target, |place| place == Place::Over, IN_LINE).await;
            }
            _ => {}
        }
    }

    async fn listen_until(&mut self, target: &Target, is_there: impl Fn(Place) -> bool, within: Duration) {
        let deadline = Instant::now() + within;
        while !is_there(self.place) && self.socket.is_open() {
            if timeout_at(deadline, self.listen(target, within)).await.is_err() || Instant::now() >= deadline {
                return;
            }
        }
    }

    /// Takes in what comes, until a moment passes without.
    async fn listen(&mut self, target: &Target, within: Duration) {
        match self.socket.hear(within).await {
            Heard::Message(message) => match serde_json::from_value(message) {
                Ok(message) => self.hear(target, message),
                Err(error) => target.tally.fail(format!("the server says to a shopper what is no message: {error}")),
            },
            Heard::Silence => {}
            Heard::Closed(code) => target.tally.count(format!("shopper: closed with {}", code.unwrap_or_default())),
        }
    }

    fn hear(&mut self, target: &Target, message: ToShopper) {
        match message {
            ToShopper::View(view) => {
                self.place = match view.stage {
                    ShopperStage::Outside { .. } => Place::Outside,
                    ShopperStage::Waiting { .. } => Place::Waiting,
                    ShopperStage::InCall(call) => {
                        let (call, me, participants) = (call.call, call.me, call.participants);
                        let other = participants.into_iter().map(|other| other.id).find(|id| *id != me);
                        self.known.call = other.map(|other| (call, me, other));
                        Place::InCall
                    }
                    ShopperStage::Over { .. } => Place::Over,
                };
            }
            ToShopper::Resume(resume) => self.known.resume = Some(resume),
            ToShopper::Signal(_) => target.tally.count("shopper: got a signal"),
            ToShopper::Problem(Problem::Internal) => target.tally.fail("something broke on the server for a shopper"),
            ToShopper::Problem(problem) => target.tally.count(format!("shopper: told {}", name(&problem))),
            ToShopper::CallBack(_) => target.tally.count("shopper: told about a call-back"),
            ToShopper::Shopping(_) | ToShopper::Product(_) | ToShopper::Ask(_) | ToShopper::Beat => {}
        }
    }

    /// Leaves by saying so, by closing, or by hanging up; what is known stays known.
    async fn leave(mut self, dice: &mut Dice) -> Known {
        if dice.chance(50) {
            self.socket.say(&FromShopper::Leave).await;
        }
        self.socket.end(dice).await;
        self.known
    }
}

/// The problem as it stands on the wire.
pub fn name(problem: &Problem) -> String {
    match serde_json::to_value(problem) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(serde_json::Value::Object(members)) => members.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}
