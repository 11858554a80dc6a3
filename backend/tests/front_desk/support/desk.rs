//! An agent with a desk in one tab.

use backend::{
    accounts::AgentScope,
    front_desk::{AgentHello, AgentSession, FrontDesk},
};
use domain::{
    CallId, ConnectionId,
    call::CallEnd,
    wire::{
        AgentCall, Availability, BlockNews, CallBackNews, CallNews, DeskView, FoundInCatalogue, FromAgent, GuestNews, IncomingRing,
        InvitationNews, Past, Problem, ProductNews, RecentProduct, RingNews, Shopping, Signal, ToAgent, VERSION,
    },
};

use super::DEADLINE;

/// What the desk was told so far.
pub struct Desk {
    pub session: Box<AgentSession>,
    pub view: Option<DeskView>,
    pub news: Vec<RingNews>,
    pub call_news: Vec<CallNews>,
    pub invitations: Vec<InvitationNews>,
    pub signals: Vec<Signal>,
    pub call_back_news: Vec<CallBackNews>,
    pub guest_news: Vec<GuestNews>,
    pub past: Vec<Past>,
    pub blocks: Vec<BlockNews>,
    pub shopping: Option<Shopping>,
    pub products: Vec<ProductNews>,
    pub recent: Option<Vec<RecentProduct>>,
    pub found: Option<FoundInCatalogue>,
    pub problems: Vec<Problem>,
    pub is_over: bool,
    pub device: String,
}

impl Desk {
    /// A desk in a new tab.
    pub async fn open(desk: &FrontDesk, agent: &AgentScope) -> Self {
        let device = backend::random::id(ConnectionId::from_random).unwrap().to_string();
        Self::open_in(desk, agent, device).await
    }

    /// A desk in this tab.
    pub async fn open_in(desk: &FrontDesk, agent: &AgentScope, device: String) -> Self {
        Self::come_back(desk, agent, device, None).await
    }

    /// A desk in this tab that still shows a call.
    pub async fn come_back(desk: &FrontDesk, agent: &AgentScope, device: String, call: Option<CallId>) -> Self {
        let hello = AgentHello { version: VERSION, device: device.clone(), call, page: None };
        Self::greeted(desk.attach_agent(agent.clone(), hello).await.unwrap(), device).await
    }

    /// A desk whose session has begun.
    pub async fn greeted(session: AgentSession, device: String) -> Self {
        let mut desk = Self {
            session: Box::new(session),
            view: None,
            news: vec![],
            call_news: vec![],
            invitations: vec![],
            signals: vec![],
            call_back_news: vec![],
            guest_news: vec![],
            past: vec![],
            blocks: vec![],
            shopping: None,
            products: vec![],
            recent: None,
            found: None,
            problems: vec![],
            is_over: false,
            device,
        };
        desk.until(|_| true).await;
        desk
    }

    /// A desk in a new tab of an agent who takes calls.
    pub async fn available(desk: &FrontDesk, agent: &AgentScope) -> Self {
        let mut desk = Self::open(desk, agent).await;
        desk.say(FromAgent::SetAvailability { availability: Availability::Available }).await;
        desk.until(|view| view.availability == Availability::Available).await;
        desk
    }

    /// Says something that is taken.
    pub async fn say(&mut self, message: FromAgent) {
        self.session.handle(message).await.unwrap();
    }

    /// Takes the next thing in.
    pub async fn hear(&mut self) {
        let next = tokio::time::timeout(DEADLINE, self.session.next()).await;
        match next.unwrap_or_else(|_| panic!("nothing came; the last was {:?}, {:?}", self.view, self.news)) {
            Some(ToAgent::View(view)) => self.view = Some(*view),
            Some(ToAgent::Ring(news)) => self.news.push(news),
            Some(ToAgent::Call(news)) => {
                let is_shown = self.view.as_ref().is_none_or(|view| view.call.as_ref().is_some_and(|call| call.call == news.call));
                assert!(is_shown, "why a call is over is told before it is gone: {news:?}");
                self.call_news.push(news);
            }
            Some(ToAgent::Invitation(news)) => self.invitations.push(news),
            Some(ToAgent::Signal(signal)) => self.signals.push(signal),
            Some(ToAgent::Problem(problem)) => self.problems.push(problem),
            Some(ToAgent::CallBack(news)) => self.call_back_news.push(news),
            Some(ToAgent::Guest(news)) => self.guest_news.push(news),
            Some(ToAgent::Past(past)) => self.past.push(past),
            Some(ToAgent::Block(news)) => self.blocks.push(news),
            Some(ToAgent::Shopping(shopping)) => self.shopping = Some(*shopping),
            Some(ToAgent::Product(product)) => self.products.push(*product),
            Some(ToAgent::Recent(recent)) => self.recent = Some(recent),
            Some(ToAgent::Found(found)) => self.found = Some(*found),
            Some(ToAgent::Beat) => panic!("beats are the socket's"),
            None => self.is_over = true,
        }
    }

    /// Listens until the desk shows something.
    pub async fn until(&mut self, is_shown: impl Fn(&DeskView) -> bool) -> DeskView {
        loop {
            if let Some(view) = self.view.as_ref().filter(|view| is_shown(view)) {
                return view.clone();
            }
            assert!(!self.is_over, "the session ended");
            self.hear().await;
        }
    }

    /// Listens until this is shown and bought.
    pub async fn until_shopping(&mut self, is_so: impl Fn(&Shopping) -> bool) -> Shopping {
        loop {
            if let Some(shopping) = self.shopping.as_ref().filter(|shopping| is_so(shopping)) {
                return shopping.clone();
            }
            assert!(!self.is_over, "the session ended at {:?}", self.shopping);
            self.hear().await;
        }
    }

    /// Listens until it rings, and says that the desk shows it.
    pub async fn rung(&mut self) -> IncomingRing {
        let ring = self.until(|view| !view.rings.is_empty()).await.rings.remove(0);
        self.say(FromAgent::RingShown { ring: ring.ring.clone() }).await;
        ring
    }

    /// Listens until it no longer rings.
    pub async fn quiet(&mut self) {
        self.until(|view| view.rings.is_empty()).await;
    }

    /// Listens until in a call.
    pub async fn in_call(&mut self) -> AgentCall {
        *self.until(|view| view.call.is_some()).await.call.unwrap()
    }

    /// Waits for the ring and takes it.
    pub async fn take(&mut self) -> AgentCall {
        let ring = self.rung().await.ring;
        self.say(FromAgent::Accept { ring }).await;
        self.in_call().await
    }

    /// Listens until out of the call, and answers how it ended.
    pub async fn out_of(&mut self, call: &CallId) -> Vec<CallEnd> {
        self.until(|view| view.call.as_ref().is_none_or(|now| now.call != *call)).await;
        let of_call = self.call_news.iter().filter(|news| news.call == *call);
        of_call.map(|news| news.end).collect()
    }

    /// Listens until told why nobody comes who was asked.
    pub async fn next_invitation(&mut self) -> InvitationNews {
        while self.invitations.is_empty() {
            self.hear().await;
        }
        self.invitations.remove(0)
    }

    /// Listens until told what came of something about a guest.
    pub async fn next_guest_news(&mut self) -> GuestNews {
        while self.guest_news.is_empty() {
            self.hear().await;
        }
        self.guest_news.remove(0)
    }

    /// Listens until told the earlier tickets of a shopper.
    pub async fn next_past(&mut self) -> Past {
        while self.past.is_empty() {
            self.hear().await;
        }
        self.past.remove(0)
    }

    /// Listens until told what became of blocking a shopper.
    pub async fn next_block(&mut self) -> BlockNews {
        while self.blocks.is_empty() {
            self.hear().await;
        }
        self.blocks.remove(0)
    }

    /// Listens until told how a ring ended.
    pub async fn next_news(&mut self) -> RingNews {
        while self.news.is_empty() {
            self.hear().await;
        }
        self.news.remove(0)
    }
}
