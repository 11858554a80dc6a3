//! Those who mean well, and have to be served whatever the others do.

use std::time::Duration;

use domain::wire::{Availability, FromAgent, FromShopper, JoinRequest, ShopperStage, ToAgent, ToShopper};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    Failure,
    dice::Dice,
    seeds::{self, Known},
    socket::{Heard, Socket},
    target::{ORG, PATIENCE, Target},
};

/// Looks at the widget every second while the others rage: its page comes, and its socket is answered.
pub async fn look(target: Target, until: Instant) -> Result<(), Failure> {
    let mut slowest = Duration::ZERO;
    while Instant::now() < until && !target.tally.has_failed() {
        let began = Instant::now();
        let known = Known { token: target.visit_token().await?, ..Known::default() };
        let mut socket = Socket::open(&target, &format!("/widget/{ORG}/socket"), None).await?;
        socket.say(&seeds::shopper_hello(&known, None)).await;
        until_shopper(&mut socket, |stage| matches!(stage, ShopperStage::Outside { .. })).await?;
        slowest = slowest.max(began.elapsed());
        target.tally.count("good client: looked at the widget");
        sleep(Duration::from_secs(1)).await;
    }
    target.tally.count(format!("good client: slowest look {} ms", slowest.as_millis()));
    Ok(())
}

/// The name by which the agent knows her shopper among those whom the others left behind.
const NAME: &str = "Gwendolyn";
/// How long she may have to serve these first.
const UNTIL_SERVED: Duration = Duration::from_secs(60);

/// A whole call: an agent takes it, both are in it, the agent ends it, and the shopper is told.
pub async fn call(target: &Target, dice: &mut Dice) -> Result<(), Failure> {
    let known = Known { token: target.visit_token().await?, ..Known::default() };
    let mut shopper = Socket::open(target, &format!("/widget/{ORG}/socket"), None).await?;
    shopper.say(&seeds::shopper_hello(&known, None)).await;
    let request = JoinRequest {
        queue: None,
        terms: "2026-01".into(),
        data: serde_json::json!({ "firstName": NAME }),
        page_url: None,
        page_title: None,
        tags: domain::tracking::Tags::default(),
        language: "en".into(),
        has_camera: true,
        has_microphone: true,
        call_back: None,
    };
    shopper.say(&FromShopper::Join(Box::new(request))).await;
    let cookie = target.sign_in(dice, "anna").await?;
    let mut desk = Socket::open(target, &format!("/o/{ORG}/desk/socket"), Some(&cookie)).await?;
    desk.say(&seeds::agent_hello(dice, &Known::default())).await;
    desk.say(&FromAgent::SetAvailability { availability: Availability::Available }).await;
    timeout(UNTIL_SERVED, until_she_is_there(&mut desk)).await.map_err(|_| "an agent who means well gets no call")??;
    until_shopper(&mut shopper, |stage| matches!(stage, ShopperStage::InCall(_))).await?;
    desk.say(&FromAgent::HangUp).await;
    until_shopper(&mut shopper, |stage| matches!(stage, ShopperStage::Over { .. })).await?;
    desk.say(&FromAgent::SetAvailability { availability: Availability::Away }).await;
    desk.hear(Duration::from_secs(1)).await;
    target.tally.count("good client: had a whole call");
    Ok(())
}

/// The agent takes every call and ends it, until it is the one with her shopper.
async fn until_she_is_there(desk: &mut Socket) -> Result<(), Failure> {
    while desk.is_open() {
        let Heard::Message(message) = desk.hear(PATIENCE).await else { continue };
        let ToAgent::View(view) = serde_json::from_value(message)? else { continue };
        match view.call {
            Some(call) if call.shopper.name.as_deref() == Some(NAME) => return Ok(()),
            Some(_) => desk.say(&FromAgent::HangUp).await,
            None => {
                for ring in view.rings {
                    desk.say(&FromAgent::RingShown { ring: ring.ring.clone() }).await;
                    desk.say(&FromAgent::Accept { ring: ring.ring }).await;
                }
            }
        }
    }
    Err("the desk of somebody who means well is closed".into())
}

async fn until_shopper(socket: &mut Socket, is_there: impl Fn(&ShopperStage) -> bool) -> Result<(), Failure> {
    let listening = async {
        loop {
            match socket.hear(PATIENCE).await {
                Heard::Message(message) => match serde_json::from_value(message)? {
                    ToShopper::View(view) if is_there(&view.stage) => return Ok(()),
                    ToShopper::Problem(problem) => return Err(format!("a shopper who means well is told {problem:?}").into()),
                    _ => {}
                },
                Heard::Silence => return Err("a shopper who means well is not answered".into()),
                Heard::Closed(code) => return Err(format!("the socket of a shopper who means well is closed with {code:?}").into()),
            }
        }
    };
    timeout(PATIENCE, listening).await.map_err(|_| "a shopper who means well does not get on")?
}
