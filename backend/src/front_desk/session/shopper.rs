//! A widget's session.

mod call_back;
mod moving;
mod rating;
mod shopping;
mod snapshot;
mod telling;

use std::{collections::VecDeque, net::IpAddr, sync::Arc};

use domain::{
    OrgId, QueueId, TicketId, Timestamp,
    call::Event,
    waiting,
    wire::{FIRST_WITH_SHOPPING, FromShopper, JoinRequest, Problem, Resume, ShopperStage, ShopperView, ToShopper},
};
use telling::Told;
use tokio::sync::watch::Receiver;

use super::{
    super::{
        attached::{Attached, Kind},
        drive, flight,
        floor::{self, LiveCall, LiveTicket, Part, QueueView},
        hub::Hub,
        views::shopper as views,
        watcher::Shown,
    },
    check_version,
    ice::Ice,
    internal,
    join::{self, Drawn, Held, Wish},
    page_of,
    phone::Phone,
    shopping::Told as ToldOfShopping,
    stranger,
};
use crate::{
    Error, Result,
    accounts::{self, ShopperScope},
    store::{Actor, flight::Teller, presence::Whose, snapshots, strangers::Source, tickets},
    visit,
};

/// A widget's hello, as [`FromShopper::Hello`] has it.
#[derive(Clone, Debug)]
pub struct ShopperHello {
    /// The wire version the widget speaks.
    pub version: u16,
    /// The visit token from the page.
    pub token: String,
    /// The ticket to come back to.
    pub resume: Option<Resume>,
    /// The queue whose figures to show before a ticket is drawn.
    pub queue: Option<String>,
    /// Names this load of the page.
    pub page: Option<String>,
    /// The visit token that the browser kept.
    pub former: Option<String>,
    /// The address that the widget comes from, where it is known.
    pub from: Option<IpAddr>,
}

/// One widget's socket. [`ShopperSession::next`] answers what the widget is to be told; the view comes first.
pub struct ShopperSession {
    hub: Arc<Hub>,
    scope: ShopperScope,
    /// Names the load of the widget's page.
    page: Option<String>,
    /// From where tickets and call-backs are asked for here. Boxed: most widgets ask for none.
    source: Box<Source>,
    socket: Attached,
    place: Place,
    phone: Phone,
    ice: Ice,
    queue: Receiver<Shown>,
    pending: VecDeque<ToShopper>,
    /// How to come back, to be told after the first view.
    resume: Option<Resume>,
    shown: Option<ShopperStage>,
    /// What the widget has been told of what is shown and bought. Boxed: most widgets show nothing.
    shopping: Option<Box<ToldOfShopping>>,
    /// The wire version the widget speaks.
    version: u16,
    /// The wait that the shopper in line was promised.
    promise: Option<waiting::Shown>,
    must_look: bool,
    is_over: bool,
}

/// Where the session stands.
enum Place {
    /// Without a ticket.
    Outside,
    /// With a live ticket.
    Inside { ticket: TicketId, queue: QueueId, epoch: u32 },
    /// With a ticket that has ended.
    Over(TicketId),
}

impl ShopperSession {
    pub(in super::super) async fn attach(hub: &Arc<Hub>, org: &OrgId, hello: ShopperHello) -> Result<Self, Problem> {
        check_version(hello.version)?;
        let now = hub.store.now().await.map_err(internal(org, "attach"))?;
        let source = match visit::verify(&hub.keys, &hello.token, now) {
            Ok(visit) if visit.org == *org => {
                let former = hello.former.as_deref().and_then(|token| visit::recall(&hub.keys, token, now));
                let visit = former.filter(|former| former.org == *org).unwrap_or(visit);
                stranger::source(&hub.keys, &visit, hello.from)
            }
            refused => {
                let reason = refused.err().map_or_else(|| "it is of another organisation".to_owned(), |error| error.to_string());
                tracing::warn!(%org, reason, "a widget's visit token was refused");
                return Err(Problem::BadToken);
            }
        };
        let scope = accounts::shopper_scope(&hub.store, org).await.map_err(internal(org, "attach"))?.ok_or(Problem::BadToken)?;
        Self::open(hub, scope, hello, source).await.map_err(internal(org, "attach"))
    }

    async fn open(hub: &Arc<Hub>, scope: ShopperScope, hello: ShopperHello, source: Source) -> Result<Self> {
        let (resume, page) = (hello.resume, page_of(hello.page));
        let socket = Attached::new(hub, scope.scope(), Kind::Shopper)?;
        let held = match &resume {
            Some(resume) => join::come_back(hub, scope.scope(), &socket, resume, page.as_deref()).await?,
            None => None,
        };
        if let (Some(resume), None) = (&resume, &held) {
            tracing::warn!(org = %scope.org(), ticket = %resume.ticket, "a widget could not come back: the secret does not open the ticket");
        }
        let queue = match &held {
            Some(held) => held.queue.clone(),
            None => queue_outside(hub, &scope, hello.queue.as_deref()).await?,
        };
        let mut session = Self {
            hub: Arc::clone(hub),
            queue: hub.watch(scope.scope(), &queue).await,
            phone: Phone::new(hub),
            scope,
            page,
            source: Box::new(source),
            socket,
            place: Place::Outside,
            ice: Ice::default(),
            pending: VecDeque::new(),
            resume: None,
            shown: None,
            shopping: None,
            version: hello.version,
            promise: None,
            must_look: true,
            is_over: false,
        };
        if let Some(held) = held {
            session.resume = Some(held.resume.clone());
            session.enter(held);
        }
        Ok(session)
    }

    fn enter(&mut self, held: Held) {
        self.must_look = true;
        if held.is_live {
            self.socket.connected(Whose::Shopper(held.ticket.clone()));
            self.place = Place::Inside { ticket: held.ticket, queue: held.queue, epoch: held.epoch };
        } else {
            self.place = Place::Over(held.ticket);
        }
    }

    /// Takes in what the widget says. A problem is for the widget to hear.
    pub async fn handle(&mut self, message: FromShopper) -> Result<(), Problem> {
        if self.is_over {
            return Err(Problem::Superseded);
        }
        let org = self.scope.org().clone();
        match message {
            FromShopper::Hello { .. } => Err(Problem::BadMessage),
            FromShopper::Join(request) => self.join(&request).await,
            FromShopper::Move { queue } => self.change_queue(&queue).await,
            FromShopper::Leave => self.leave().await.map_err(internal(&org, "leave")),
            FromShopper::Data { data } => self.tell(&Told::Data(data)).await.map_err(internal(&org, "data")),
            FromShopper::Tags { tags } => self.count_by(&tags).await.map_err(internal(&org, "tags")),
            FromShopper::Page { url, title } => self.tell(&Told::Page { url, title }).await.map_err(internal(&org, "page")),
            FromShopper::Signal(signal) => self.phone.send(self.scope.scope(), signal),
            FromShopper::Rate(rating) => self.rate(&rating).await,
            FromShopper::DeleteSnapshot { snapshot } => Box::pin(self.delete_snapshot(&snapshot)).await,
            FromShopper::Shopping(told) => Box::pin(self.shop(*told)).await,
            FromShopper::AskCallBack(form) => Box::pin(self.ask_call_back(&form)).await,
            FromShopper::Flight(notes) => {
                if let Some(ticket) = self.ticket() {
                    flight::keep(&self.hub.store, &self.actor(), self.scope.scope(), Teller::Shopper(ticket), notes).await;
                }
                Ok(())
            }
        }
    }

    async fn join(&mut self, request: &JoinRequest) -> Result<(), Problem> {
        if matches!(self.place, Place::Inside { .. }) {
            return Ok(());
        }
        let org = self.scope.org().clone();
        let terms = join::terms_of(request)?;
        let queues = tickets::queues(&self.hub.store.reader(), self.scope.scope()).await.map_err(internal(&org, "join"))?;
        let queue = match join::queue_of(&queues, request.queue.as_deref()) {
            Ok(queue) => queue.id.clone(),
            Err(problem) => {
                tracing::warn!(%org, "a page named a queue that does not exist");
                return Err(problem);
            }
        };
        let wish = Wish { queue: &queue, terms, request, page: self.page.clone(), source: &self.source };
        let drawn = join::draw(&self.hub, self.scope.scope(), &self.socket, wish).await;
        let held = match drawn.map_err(internal(&org, "join"))? {
            Drawn::Ticket(held) => held,
            Drawn::Refused(problem) => {
                tracing::info!(%org, %queue, ?problem, "a shopper could not get in line");
                return Err(problem);
            }
        };
        self.queue = self.hub.watch(self.scope.scope(), &queue).await;
        self.pending.push_back(ToShopper::Resume(held.resume.clone()));
        self.enter(held);
        Ok(())
    }

    async fn leave(&mut self) -> Result<()> {
        let Place::Inside { ticket, .. } = &self.place else { return Ok(()) };
        let scope = self.scope.scope();
        self.hub
            .store
            .change(&self.actor(), |change| {
                Box::pin(async move {
                    let Some(mut loaded) = drive::load(change, scope, ticket, None).await? else { return Ok(()) };
                    drive::apply(change, scope, &mut loaded, Event::ShopperLeft, None).await.map(drop)
                })
            })
            .await
    }

    /// What to tell the widget next; `None` when this session is over. Cancel-safe.
    pub async fn next(&mut self) -> Option<ToShopper> {
        loop {
            if let Some(message) = self.pending.pop_front() {
                if self.pending.is_empty() {
                    // Nor does an idle widget keep room for the next.
                    self.pending = VecDeque::new();
                }
                return Some(message);
            }
            if self.is_over {
                return None;
            }
            if self.must_look {
                // Boxed: it is rarely under way, and would else make each of thousands of idle sockets larger.
                let looked = Box::pin(self.look()).await;
                self.must_look = false;
                if let Err(error) = looked {
                    self.pending.push_back(ToShopper::Problem(internal(self.scope.org(), "look")(error)));
                }
                continue;
            }
            tokio::select! {
                biased;
                () = self.socket.replaced().cancelled() => self.supersede(),
                changed = self.queue.changed() => match changed {
                    Ok(()) => self.must_look = true,
                    Err(_) => self.is_over = true,
                },
                signal = self.phone.receive() => self.pending.push_back(ToShopper::Signal(signal)),
                () = self.ice.ages() => self.must_look = true,
            }
        }
    }

    /// Works out where the shopper is and says so if it is news.
    async fn look(&mut self) -> Result<()> {
        let Some(view) = self.queue.borrow_and_update().clone() else { return Ok(()) };
        let now = self.hub.store.now().await?;
        let (mut signals, mut bought) = (vec![], None);
        let stage = match &self.place {
            Place::Outside => Some(views::outside(&view)),
            Place::Over(ticket) => self.fate(ticket).await?,
            Place::Inside { ticket, epoch, .. } => match view.ticket(ticket) {
                Some(live) if live.epoch > *epoch => {
                    self.supersede();
                    return Ok(());
                }
                Some(live) if live.epoch < *epoch => None,
                Some(live) => {
                    let is_near = live.call.is_some() || view.is_warm(live);
                    let wanted = is_near.then_some((&live.id, live.call.as_ref()));
                    self.ice.hold(&self.hub, wanted.as_slice(), now);
                    self.promise = promise(&view, &live.id, self.promise, now);
                    let stage = views::inside(&view, live, &self.ice.of(&live.id), self.promise);
                    signals = self.phone.hold(line(live));
                    bought = Some((live.id.clone(), live.shopping_turn));
                    stage
                }
                None => {
                    let ticket = ticket.clone();
                    let over = self.fate(&ticket).await?;
                    if over.is_some() {
                        self.ice.hold(&self.hub, &[], now);
                        self.place = Place::Over(ticket);
                        self.phone.hold(None);
                    } else {
                        self.follow().await?;
                    }
                    over
                }
            },
        };
        let stage = stage.map(|stage| keep_promise(stage, self.shown.as_ref(), now));
        if let Some(stage) = stage.filter(|stage| self.shown.as_ref() != Some(stage)) {
            self.shown = Some(stage.clone());
            self.pending.push_back(ToShopper::View(Box::new(ShopperView { now, stage })));
            self.pending.extend(self.resume.take().map(ToShopper::Resume));
        }
        self.pending.extend(signals.into_iter().map(ToShopper::Signal));
        if let Some((ticket, turn)) = bought.filter(|(_, turn)| *turn > 0 && self.version >= FIRST_WITH_SHOPPING) {
            let news = self.shopping_news(&ticket, turn).await?;
            news.into_iter().for_each(|news| self.tell_shopping(news));
        }
        Ok(())
    }

    /// How the ticket ended; `None` while it is live and the view is merely old.
    async fn fate(&self, ticket: &TicketId) -> Result<Option<ShopperStage>> {
        let (reader, scope) = (self.hub.store.reader(), self.scope.scope());
        let Some(fate) = tickets::fate(&reader, scope, ticket).await? else { return Ok(None) };
        let kept = snapshots::of_ticket(&reader, scope, ticket, self.hub.store.now().await?).await?;
        Ok(Some(views::over(ticket, &fate, kept.into_iter().map(|(_, card)| card).collect())))
    }

    fn supersede(&mut self) {
        self.pending.push_back(ToShopper::Problem(Problem::Superseded));
        self.phone.hold(None);
        self.is_over = true;
    }

    /// The socket is gone; the shopper has a while to come back.
    pub async fn detach(self) {
        let Self { socket, .. } = self;
        socket.close().await;
    }

    /// The ticket this session holds or held.
    pub fn ticket(&self) -> Option<&TicketId> {
        match &self.place {
            Place::Outside => None,
            Place::Inside { ticket, .. } | Place::Over(ticket) => Some(ticket),
        }
    }

    fn actor(&self) -> Actor {
        Actor::Shopper { ticket: self.ticket().cloned() }
    }
}

/// The wait that a ticket in line is promised, after what it was promised before.
fn promise(view: &QueueView, ticket: &TicketId, before: Option<waiting::Shown>, now: Timestamp) -> Option<waiting::Shown> {
    let place = view.place(ticket)?;
    let (wait, circumstances) = (view.wait_of(view.ticket(ticket)?)?, view.circumstances(place));
    Some(before.map_or_else(|| waiting::Shown::new(wait, circumstances, now), |before| before.update(wait, circumstances, now)))
}

/// A promise that reads the same is no news: the browser has it and counts it down.
fn keep_promise(mut stage: ShopperStage, shown: Option<&ShopperStage>, now: Timestamp) -> ShopperStage {
    if let (ShopperStage::Waiting { wait: Some(wait), .. }, Some(ShopperStage::Waiting { wait: Some(told), .. })) = (&mut stage, shown)
        && wait.read(now) == told.read(now)
    {
        *wait = *told;
    }
    stage
}

fn line(ticket: &LiveTicket) -> Option<(&LiveCall, &Part)> {
    let call = ticket.call.as_ref()?;
    Some((call, call.shopper()?))
}

/// The queue whose figures a shopper without a ticket sees. A page that names an unknown one is told when it joins.
async fn queue_outside(hub: &Hub, scope: &ShopperScope, named: Option<&str>) -> Result<QueueId> {
    let queues = hub.directory(scope.scope()).await?;
    floor::named_or_default(&queues, named).map(|queue| queue.id.clone()).ok_or(Error::Missing("default queue"))
}
