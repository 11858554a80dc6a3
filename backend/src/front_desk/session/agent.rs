//! A desk's session.

mod about_shopper;
mod availability;
mod call_back;
mod guests;
mod news;
mod shopping;
mod together;

use std::{
    collections::{HashSet, VecDeque},
    sync::Arc,
};

use domain::{
    CallId, ConnectionId, QueueId, RingId, Timestamp,
    call::Event,
    wire::{Availability, DeskView, FIRST_WITH_SHOPPING, FromAgent, Problem, ToAgent},
};
use futures::future::select_all;
use tokio::{sync::watch::Receiver, time::Instant};

use super::{
    super::{
        attached::{Attached, Kind},
        drive, flight,
        floor::QueueView,
        hub::Hub,
        relay::News,
        views::desk::Desk,
        watcher::Shown,
    },
    answer::{self, Answer, Holding, Outcome},
    check_version,
    ice::Ice,
    internal,
    notebook::{self, Notebook},
    page_of,
    phone::Phone,
    shopping::Told as ToldOfShopping,
};
use crate::{
    Result,
    accounts::AgentScope,
    store::{
        calls::{self, Tab},
        flight::Teller,
        presence,
        presence::Whose,
        rings,
    },
};

/// How often the list of the queues that the agent serves is read.
const QUEUES_ARE_FRESH_FOR: std::time::Duration = std::time::Duration::from_secs(10);

/// A desk's hello, as [`FromAgent::Hello`] has it.
#[derive(Clone, Debug)]
pub struct AgentHello {
    /// The wire version the desk speaks.
    pub version: u16,
    /// Names the tab.
    pub device: String,
    /// The call that the desk showed when it lost the line.
    pub call: Option<CallId>,
    /// Names this load of the page.
    pub page: Option<String>,
}

/// One desk's socket. [`AgentSession::next`] answers what the desk is to be told; the view comes first.
pub struct AgentSession {
    hub: Arc<Hub>,
    agent: AgentScope,
    device: String,
    page: Option<String>,
    /// The wire version the desk speaks.
    version: u16,
    socket: Attached,
    phone: Phone,
    ice: Ice,
    notebook: Notebook,
    /// What the desk has been told of what is shown and bought.
    shopping: ToldOfShopping,
    queues: Vec<(QueueId, Receiver<Shown>)>,
    /// The organisation's other queues, during a call that is held here.
    others: Vec<(QueueId, Receiver<Shown>)>,
    read_queues_at: Instant,
    availability: Availability,
    pending: VecDeque<ToAgent>,
    shown: Option<DeskView>,
    /// The call that the desk shows, until it has been told how it ended.
    untold: Option<CallId>,
    /// Rings that this session answered itself, or has told the end of.
    settled: HashSet<RingId>,
    /// The call and epoch with which this session holds its part: a higher epoch belongs to another session of the same tab.
    held: Option<Holding>,
    must_look: bool,
    is_over: bool,
}

impl AgentSession {
    pub(in super::super) async fn attach(hub: &Arc<Hub>, agent: AgentScope, hello: AgentHello) -> Result<Self, Problem> {
        check_version(hello.version)?;
        // A device is named as an id is.
        if hello.device.parse::<ConnectionId>().is_err() {
            return Err(Problem::BadMessage);
        }
        let org = agent.org().clone();
        Self::open(hub, agent, hello).await.map_err(internal(&org, "attach"))
    }

    async fn open(hub: &Arc<Hub>, agent: AgentScope, hello: AgentHello) -> Result<Self> {
        let AgentHello { version, device, call, page } = hello;
        let page = page_of(page);
        let mut socket = Attached::new(hub, agent.scope(), Kind::Agent)?;
        let whose = Whose::Agent(agent.person().clone(), device.clone());
        let reader = hub.store.reader();
        let ticket = &calls::of_agent(&reader, agent.scope(), agent.person()).await?;
        let (agent_ref, id, whose_ref, tab) = (&agent, socket.id(), &whose, Tab { device: &device, page: page.as_deref() });
        let held = hub
            .store
            .change(&agent.actor(), |change| {
                Box::pin(async move {
                    let held = match ticket {
                        Some(ticket) => answer::hold_in(change, agent_ref, ticket, tab, true).await?,
                        None => None,
                    };
                    Attached::connect(hub, id, change, agent_ref.scope(), whose_ref).await?;
                    drive::hint_agent(change, agent_ref.scope(), agent_ref.person());
                    Ok(held)
                })
            })
            .await?;
        socket.connected(whose);
        let news = News::Desk { agent: agent.person().clone(), device: device.clone(), newest: socket.id().clone() };
        hub.tell(agent.org().clone(), news);
        let mut session = Self {
            hub: Arc::clone(hub),
            availability: presence::availability(&reader, agent.scope(), agent.person()).await?,
            phone: Phone::new(hub),
            agent,
            device,
            page,
            version,
            socket,
            ice: Ice::default(),
            notebook: Notebook::default(),
            shopping: ToldOfShopping::default(),
            queues: vec![],
            others: vec![],
            read_queues_at: Instant::now(),
            pending: VecDeque::new(),
            shown: None,
            untold: call,
            settled: HashSet::new(),
            held,
            must_look: true,
            is_over: false,
        };
        session.read_queues().await?;
        Ok(session)
    }

    /// Takes in what the desk says. A problem is for the desk to hear.
    pub async fn handle(&mut self, message: FromAgent) -> Result<(), Problem> {
        if self.is_over {
            return Err(Problem::Superseded);
        }
        let org = self.agent.org().clone();
        match message {
            FromAgent::Hello { .. } => Err(Problem::BadMessage),
            FromAgent::SetAvailability { availability } => {
                self.set_availability(availability).await.map_err(internal(&org, "set availability"))
            }
            FromAgent::RingShown { ring } => self.answer(&ring, Answer::Show).await,
            FromAgent::Accept { ring } => {
                let (device, page) = (self.device.clone(), self.page.clone());
                self.answer(&ring, Answer::Accept(Tab { device: &device, page: page.as_deref() })).await
            }
            FromAgent::Decline { ring } => self.answer(&ring, Answer::Decline).await,
            FromAgent::TakeOver => self.take_over().await.map_err(internal(&org, "take over")),
            FromAgent::Invite { agent, purpose } => self.invite(&agent, purpose).await,
            FromAgent::TakeBack => self.take_back().await.map_err(internal(&org, "take back")),
            FromAgent::Leave => self.leave().await.map_err(internal(&org, "leave")),
            FromAgent::Guest(action) => Box::pin(self.guest(&action)).await,
            FromAgent::Transfer { queue } => self.transfer(&queue).await,
            FromAgent::Hold { call, is_on, turn } => self.hold(call, is_on, turn).await.map_err(internal(&org, "hold")),
            FromAgent::HangUp => self.hang_up().await.map_err(internal(&org, "hang up")),
            FromAgent::Flight(flight) => {
                let teller = Teller::Agent(self.agent.person());
                flight::keep(&self.hub.store, &self.agent.actor(), self.agent.scope(), teller, flight).await;
                Ok(())
            }
            FromAgent::Signal(signal) => self.phone.send(self.agent.scope(), signal),
            FromAgent::Record { call, outcome, note } => {
                self.must_look = true;
                self.notebook.write(&self.hub, &self.agent, &call, outcome, &note).await.map_err(internal(&org, "record"))
            }
            FromAgent::WrapUpDone => notebook::done(&self.hub, &self.agent).await.map_err(internal(&org, "wrap up")),
            FromAgent::CallBack { call_back, action } => Box::pin(self.call_back(&call_back, action)).await,
            FromAgent::TellPast { ticket } => Box::pin(self.tell_past(ticket)).await,
            FromAgent::Block { call, reason } => Box::pin(self.block(&call, &reason)).await,
            FromAgent::Shopping(action) => Box::pin(self.shop(&action)).await,
        }
    }

    async fn answer(&mut self, ring: &RingId, answer: Answer<'_>) -> Result<(), Problem> {
        let org = self.agent.org().clone();
        let reader = self.hub.store.reader();
        let ticket = rings::ticket_of(&reader, self.agent.scope(), ring, self.agent.person()).await.map_err(internal(&org, "answer"))?;
        let Some(ticket) = ticket else {
            tracing::warn!(%org, agent = %self.agent.person(), %ring, "an agent answered a ring of somebody else");
            return Err(Problem::BadMessage);
        };
        let outcome = answer::ring(&self.hub, &self.agent, &ticket, ring, answer).await.map_err(internal(&org, "answer"))?;
        match (outcome, answer) {
            (Outcome::Done, Answer::Accept(_) | Answer::Decline) => {
                self.settled.insert(ring.clone());
            }
            (Outcome::TooLate, _) => self.tell_end(ring).await.map_err(internal(&org, "answer"))?,
            _ => {}
        }
        Ok(())
    }

    async fn take_over(&mut self) -> Result<()> {
        if let Some(held) = answer::take_over(&self.hub, &self.agent, Tab { device: &self.device, page: self.page.as_deref() }).await? {
            self.held = Some(held);
        }
        Ok(())
    }

    async fn hang_up(&mut self) -> Result<()> {
        self.hand_to_call(&Event::AgentHangsUp { agent: self.agent.person().clone() }).await
    }

    /// What to tell the desk next; `None` when this session is over. Cancel-safe.
    pub async fn next(&mut self) -> Option<ToAgent> {
        loop {
            if let Some(message) = self.pending.pop_front() {
                return Some(message);
            }
            if self.is_over {
                return None;
            }
            if self.must_look {
                let looked = self.look().await;
                self.must_look = false;
                if let Err(error) = looked {
                    self.pending.push_back(ToAgent::Problem(internal(self.agent.org(), "look")(error)));
                }
                continue;
            }
            let read_queues_at = self.read_queues_at + QUEUES_ARE_FRESH_FOR;
            tokio::select! {
                biased;
                () = self.socket.replaced().cancelled() => self.supersede(),
                is_open = changed(&mut self.queues, &mut self.others) => {
                    self.must_look = is_open;
                    self.is_over = !is_open;
                }
                signal = self.phone.receive() => self.pending.push_back(ToAgent::Signal(signal)),
                () = self.ice.ages() => self.must_look = true,
                () = tokio::time::sleep_until(read_queues_at) => {
                    if let Err(error) = self.read_queues().await {
                        tracing::error!(org = %self.agent.org(), %error, "an agent's queues could not be read");
                    }
                    if let Err(error) = self.look_around(self.held.is_some()).await {
                        tracing::error!(org = %self.agent.org(), %error, "the other queues could not be read");
                    }
                    self.read_queues_at = Instant::now();
                }
            }
        }
    }

    /// Watches the queues that the agent serves now.
    async fn read_queues(&mut self) -> Result<()> {
        let serves = presence::queues_of(&self.hub.store.reader(), self.agent.scope(), self.agent.person()).await?;
        if self.queues.iter().map(|(queue, _)| queue).eq(&serves) {
            return Ok(());
        }
        let mut queues = vec![];
        for queue in serves {
            let mut shown = self.hub.watch(self.agent.scope(), &queue).await;
            // What was seen of it before this session looked is news to it.
            shown.mark_changed();
            queues.push((queue, shown));
        }
        self.queues = queues;
        self.must_look = true;
        Ok(())
    }

    /// Works out what the desk shows and says so if it is news.
    async fn look(&mut self) -> Result<()> {
        let shown: Vec<Shown> = self.queues.iter_mut().map(|(_, shown)| shown.borrow_and_update().clone()).collect();
        let Some(views) = shown.into_iter().collect::<Option<Vec<Arc<QueueView>>>>() else { return Ok(()) };
        let views: Vec<&QueueView> = views.iter().map(|view| &**view).collect();
        let now = self.hub.store.now().await?;
        let me = views.iter().flat_map(|view| &view.agents).find(|agent| agent.person == *self.agent.person());
        let availability = me.map_or(self.availability, |me| me.availability);
        let away_reason = me.and_then(|me| me.away_reason);
        let desk = Desk { me: self.agent.person(), device: &self.device, availability, away_reason };
        let here = desk.call(views.iter().copied()).filter(|(.., part)| desk.holds(part));
        let (mut line, mut held, mut bought) = (None, None, None);
        if let Some((_, ticket, call, part)) = here {
            line = Some((call, part));
            bought = Some((&ticket.id, ticket.shopping_turn));
            held = Some((call.id.clone(), part.epoch));
        }
        self.ice.hold(&self.hub, &desk.to_reach(&views), now);
        let mut view = desk.view(&views, |ticket| self.ice.of(ticket), now);
        if let Some((of, ticket, call, _)) = here {
            let around: Vec<Arc<QueueView>> = self.others.iter_mut().filter_map(|(_, shown)| shown.borrow_and_update().clone()).collect();
            together::accompany(&mut view, self.agent.person(), (of, ticket, call), &views, &around);
        }
        let is_wanted_elsewhere = together::is_wanted_elsewhere(me, &view);
        if self.is_held_elsewhere(held.as_ref()) {
            self.supersede();
            return Ok(());
        }
        if self.is_ahead_of(held.as_ref()) {
            return Ok(());
        }
        let running = view.call.as_ref().map(|call| &call.call);
        self.notebook.turn_to(&self.hub, &self.agent, running, me.and_then(|me| me.wraps_call.as_ref())).await?;
        view.record = self.notebook.shown(me.and_then(|me| me.free_at));
        let ended = self.ended(&view);
        let news = self.news(&ended).await?;
        let now_in = view.call.as_ref().map(|call| call.call.clone());
        let call_news = self.call_news(now_in.as_ref()).await?;
        let invitation_news = self.invitation_news(&view).await?;
        if is_wanted_elsewhere {
            self.read_queues().await?;
        }
        self.look_around(held.is_some()).await?;
        let shopping_news = match bought.filter(|_| self.version >= FIRST_WITH_SHOPPING) {
            Some((ticket, turn)) => self.shopping.news(&self.hub, self.agent.scope(), ticket, turn).await?,
            None => None,
        };
        // From here on nothing is awaited, so that a cancelled look leaves nothing half done.
        // A view from before the call knows nothing of it yet.
        self.held = held.or_else(|| self.held.take());
        let signals = self.phone.hold(line);
        if call_news.is_some() || now_in.is_some() {
            self.untold = now_in;
        }
        // The desk learns why before it sees that the call is gone, so that it need not say first that it does not know.
        self.pending.extend(call_news.map(ToAgent::Call));
        self.pending.extend(invitation_news.map(ToAgent::Invitation));
        self.show(view, now);
        shopping_news.into_iter().for_each(|news| self.tell_shopping(news));
        self.settled.extend(news.iter().map(|news| news.ring.clone()));
        self.pending.extend(news.into_iter().map(ToAgent::Ring));
        self.pending.extend(signals.into_iter().map(ToAgent::Signal));
        Ok(())
    }

    /// Whether a later session of the same tab holds the call that this one held.
    fn is_held_elsewhere(&self, seen: Option<&Holding>) -> bool {
        matches!((&self.held, seen), (Some((mine, held)), Some((call, epoch))) if mine == call && epoch > held)
    }

    /// Whether the view was read before this session took its part up; the next one is on its way.
    fn is_ahead_of(&self, seen: Option<&Holding>) -> bool {
        matches!((&self.held, seen), (Some((mine, held)), Some((call, epoch))) if mine == call && epoch < held)
    }

    fn show(&mut self, view: DeskView, now: Timestamp) {
        let is_news = self.shown.as_ref().is_none_or(|shown| DeskView { now, ..shown.clone() } != view);
        if is_news {
            self.shown = Some(view.clone());
            self.pending.push_back(ToAgent::View(Box::new(view)));
        }
    }

    fn supersede(&mut self) {
        self.pending.push_back(ToAgent::Problem(Problem::Superseded));
        self.phone.hold(None);
        self.is_over = true;
    }

    /// The socket is gone; in a call, the agent has a while to come back.
    pub async fn detach(self) {
        let Self { socket, .. } = self;
        socket.close().await;
    }
}

/// Waits for one of the queues to change; `false` when the watchers are gone. Without queues it waits for ever.
async fn changed(queues: &mut [(QueueId, Receiver<Shown>)], others: &mut [(QueueId, Receiver<Shown>)]) -> bool {
    if queues.is_empty() {
        return std::future::pending().await;
    }
    let waits = queues.iter_mut().chain(others).map(|(_, shown)| Box::pin(shown.changed()));
    select_all(waits).await.0.is_ok()
}
