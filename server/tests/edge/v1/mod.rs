//! Pages of version 1 on this server: what they say is replayed from files, and what they are told is read with their own types.

mod frozen;

use std::{fs, path::Path};

use frozen::{Availability, CallEnd, DeskView, RingOutcome, ShopperCall, ShopperStage, Signal, SignalBody, TicketEnd, ToAgent, ToShopper};
use futures::SinkExt;
use serde::de::DeserializeOwned;
use tokio_tungstenite::tungstenite::Message;

use crate::{
    sign_in,
    support::{ORG, Socket, TestServer, hear},
};

/// A page of version 1.
struct Page {
    socket: Socket,
    folder: &'static str,
}

impl Page {
    async fn widget(server: &TestServer) -> Self {
        let socket = server.socket(&format!("/widget/{ORG}/socket"), &server.origin(), None).await.expect("a socket");
        Self { socket, folder: "widget" }
    }

    async fn desk(server: &TestServer) -> Self {
        let cookie = sign_in::anna(server).await;
        let socket = server.socket(&format!("/o/{ORG}/desk/socket"), &server.origin(), Some(&cookie)).await.expect("a socket");
        Self { socket, folder: "desk" }
    }

    /// Says what was recorded, with the ids and secrets of now.
    async fn say(&mut self, name: &str, now: &[(&str, &str)]) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edge/v1").join(self.folder).join(format!("{name}.json"));
        let recorded = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let text = now.iter().fold(recorded.trim().to_owned(), |text, (name, value)| text.replace(name, value));
        assert!(!text.contains('$'), "{text}");
        self.socket.send(Message::Text(text.into())).await.expect("sent");
    }

    /// The next message, as version 1 reads it.
    async fn hear<T: DeserializeOwned>(&mut self) -> T {
        let message = hear(&mut self.socket).await.expect("a message");
        serde_json::from_value(message.clone()).unwrap_or_else(|error| panic!("version 1 cannot read {message}: {error}"))
    }

    /// Listens until something is told.
    async fn until<T: DeserializeOwned, R>(&mut self, pick: impl Fn(T) -> Option<R>) -> R {
        loop {
            if let Some(found) = pick(self.hear().await) {
                return found;
            }
        }
    }

    async fn until_stage<R>(&mut self, pick: impl Fn(ShopperStage) -> Option<R>) -> R {
        self.until(|message| if let ToShopper::View(view) = message { pick(view.stage) } else { None }).await
    }

    async fn until_desk<R>(&mut self, pick: impl Fn(DeskView) -> Option<R>) -> R {
        self.until(|message| if let ToAgent::View(view) = message { pick(*view) } else { None }).await
    }

    async fn in_call(&mut self) -> ShopperCall {
        self.until_stage(|stage| if let ShopperStage::InCall(call) = stage { Some(call) } else { None }).await
    }
}

/// A widget in line, with its ticket and secret.
async fn waiting(server: &TestServer) -> (Page, String, String) {
    let mut widget = Page::widget(server).await;
    widget.say("hello", &[("$TOKEN", &server.visit_token().await)]).await;
    widget.until_stage(|stage| matches!(stage, ShopperStage::Outside { .. }).then_some(())).await;
    widget.say("join", &[]).await;
    let (mut secret, mut ticket) = (None, None);
    while secret.is_none() || ticket.is_none() {
        match widget.hear().await {
            ToShopper::Resume(resume) => secret = Some(resume.secret),
            ToShopper::View(view) => {
                if let ShopperStage::Waiting { ticket: drawn, place, .. } = view.stage {
                    assert_eq!(place, 1);
                    ticket = Some(drawn);
                }
            }
            other => panic!("{other:?}"),
        }
    }
    (widget, ticket.expect("a ticket"), secret.expect("a secret"))
}

/// A desk that rings.
async fn rung(server: &TestServer) -> (Page, String) {
    let mut desk = Page::desk(server).await;
    desk.say("hello", &[]).await;
    desk.until_desk(|view| (view.availability == Availability::Away).then_some(())).await;
    desk.say("set_availability", &[]).await;
    let ring = desk.until_desk(|view| view.rings.into_iter().next()).await;
    assert_eq!((ring.shopper.name.as_deref(), ring.queue.as_str()), (Some("Joe"), "Shop floor"));
    desk.say("ring_shown", &[("$RING", &ring.ring)]).await;
    (desk, ring.ring)
}

fn signal_of(message: ToShopper) -> Option<Signal> {
    if let ToShopper::Signal(signal) = message { Some(signal) } else { None }
}

#[tokio::test]
async fn a_whole_call_between_pages_of_version_1() {
    let server = TestServer::start().await;
    let (widget, ticket, secret) = waiting(&server).await;
    // A reload while waiting.
    drop(widget);
    let mut widget = Page::widget(&server).await;
    let now = [("$TOKEN", server.visit_token().await), ("$TICKET", ticket.clone()), ("$SECRET", secret)];
    widget.say("hello_again", &now.each_ref().map(|(name, value)| (*name, value.as_str()))).await;
    let back = widget.until_stage(|stage| if let ShopperStage::Waiting { ticket, .. } = stage { Some(ticket) } else { None }).await;
    assert_eq!(back, ticket);

    let (mut desk, ring) = rung(&server).await;
    widget.say("data", &[]).await;
    widget.say("page", &[]).await;
    let told = |view: DeskView| view.rings.into_iter().find(|ring| ring.shopper.page_title.as_deref() == Some("Shoes"));
    assert_eq!(desk.until_desk(told).await.shopper.name.as_deref(), Some("Joan"));

    desk.say("accept", &[("$RING", &ring)]).await;
    let agents = desk.until_desk(|view| view.call).await;
    let shoppers = widget.in_call().await;
    assert!(agents.is_here && agents.participants.len() == 2);
    assert!(shoppers.ice.iter().chain(&agents.ice).all(|server| server.username.is_some() && server.credential.is_some()));
    assert_eq!((shoppers.ice.len(), agents.ice.len()), (1, 1));
    assert_eq!(shoppers.call, agents.call);
    let (call, shopper, agent) = (shoppers.call.as_str(), shoppers.me.as_str(), agents.me.as_str());
    assert!([&shoppers.participants, &agents.participants].iter().all(|all| all.iter().map(|part| part.epoch).sum::<u32>() == 2));

    desk.say("signal", &[("$CALL", call), ("$ME", agent), ("$OTHER", shopper)]).await;
    let signal = widget.until(signal_of).await;
    assert!(signal.from == agent && matches!(signal.body, SignalBody::Candidate { .. }), "{signal:?}");
    widget.say("signal", &[("$CALL", call), ("$ME", shopper), ("$OTHER", agent)]).await;
    let signal = desk.until(|message| if let ToAgent::Signal(signal) = message { Some(signal) } else { None }).await;
    assert!(signal.from == shopper && matches!(signal.body, SignalBody::Description { .. }), "{signal:?}");

    let mut tab = Page::desk(&server).await;
    tab.say("hello_other_tab", &[]).await;
    assert!(!tab.until_desk(|view| view.call).await.is_here);
    tab.say("take_over", &[]).await;
    tab.until_desk(|view| view.call.filter(|call| call.is_here)).await;
    tab.say("hang_up", &[]).await;
    let end = tab.until(|message| if let ToAgent::Call(news) = message { Some(news.end) } else { None }).await;
    assert_eq!(end, CallEnd::AgentHungUp);

    let over = |stage| if let ShopperStage::Over { reason, call, is_rated, .. } = stage { Some((reason, call, is_rated)) } else { None };
    assert_eq!(widget.until_stage(over).await, (TicketEnd::Served, Some(CallEnd::AgentHungUp), false));
    widget.say("rate", &[]).await;
    assert!(widget.until_stage(over).await.2);
}

#[tokio::test]
async fn a_shopper_with_a_page_of_version_1_leaves_and_the_desk_hears_why_its_ring_is_over() {
    let server = TestServer::start().await;
    let (mut widget, ..) = waiting(&server).await;
    let (mut desk, ring) = rung(&server).await;
    widget.say("leave", &[]).await;
    let reason = |stage| if let ShopperStage::Over { reason, .. } = stage { Some(reason) } else { None };
    assert_eq!(widget.until_stage(reason).await, TicketEnd::Left);
    let news = desk.until(|message| if let ToAgent::Ring(news) = message { Some(news) } else { None }).await;
    assert_eq!((news.ring, news.outcome), (ring, RingOutcome::ShopperLeft));
}

#[tokio::test]
async fn a_desk_of_version_1_declines() {
    let server = TestServer::start().await;
    let (mut widget, ..) = waiting(&server).await;
    let (mut desk, ring) = rung(&server).await;
    widget.until_stage(|stage| matches!(stage, ShopperStage::Waiting { is_ringing: true, .. }).then_some(())).await;
    desk.say("decline", &[("$RING", &ring)]).await;
    desk.until_desk(|view| view.rings.iter().all(|live| live.ring != ring).then_some(())).await;
    widget.until_stage(|stage| matches!(stage, ShopperStage::Waiting { is_ringing: false, .. }).then_some(())).await;
}
