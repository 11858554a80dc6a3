//! What the desk knows and does: the socket's messages in, the agent's decisions out.

use domain::{
    CallBackId, CallId, Duration, OrgId, RingId, SnapshotId, TicketId, Timestamp,
    call_back::Action,
    wire::{Availability, CallNews, DeskPage, DeskView, FromAgent, Past, Problem, RecentProduct, RingNews, ToAgent, VERSION},
};
use leptos::prelude::*;

use super::{
    block::Blocking,
    call_backs::Finished,
    device,
    news::{News, news},
    notes::Notes,
    seats::Links,
    state::{self, Answer, CallOver, Local, Stage},
};
use crate::{
    call::{CallRoom, EarlySignals, Surroundings},
    client::{Clock, Delivery, Socket, SocketState, page_name},
    media::{LocalMedia, Reserve},
    shopping::ShoppingModel,
    ui::{Texts, Toasts},
};

/// How long a ring that took another's place cannot be answered.
const SETTLES_IN: Duration = Duration::from_millis(500);
/// How long the desk has to have shown how a call ended, so that it counts as read.
const READ_WITHIN: Duration = Duration::from_secs(3);

type DeskSocket = Socket<FromAgent, ToAgent>;

/// The desk of one tab. A copy is the same desk.
#[derive(Clone, Copy)]
pub struct DeskModel {
    /// The server's newest view.
    pub view: RwSignal<Option<DeskView>>,
    /// What fills the centre.
    pub stage: Memo<Stage>,
    /// What was pressed and is not confirmed.
    pub answer: RwSignal<Option<Answer>>,
    /// How the last call ended, until the next one.
    pub over: RwSignal<Option<CallOver>>,
    /// Whether it is shown to whom the call can be handed over.
    pub is_transfer_open: RwSignal<bool>,
    /// Whether the links for guests are shown.
    pub is_guests_open: RwSignal<bool>,
    /// The links for guests that this desk made.
    pub links: RwSignal<Links>,
    /// Whether it is asked how the call ends.
    pub is_end_open: RwSignal<bool>,
    /// The call-back that was just said to be done, while that can be taken back.
    pub(super) finished: RwSignal<Option<Finished>>,
    /// How the line to the server is.
    pub line: RwSignal<SocketState>,
    /// The running call of this tab.
    pub room: RwSignal<Option<CallRoom>, LocalStorage>,
    /// The agent's camera and microphone.
    pub media: LocalMedia,
    /// The connection for the next call.
    pub reserve: Reserve,
    /// What the agent writes down.
    pub notes: Notes,
    /// The shopper who is being blocked.
    pub(super) blocking: Blocking,
    /// What is shown and bought in the running call.
    pub shopping: ShoppingModel,
    /// What the agent has shown lately.
    pub(super) recent: RwSignal<Vec<RecentProduct>>,
    /// What was told last of a shopper's earlier calls.
    pub(super) earlier: RwSignal<Option<Past>>,
    /// The server's time.
    pub clock: Clock,
    /// Short lines for the agent.
    pub toasts: Toasts,
    /// The page's texts.
    pub texts: Texts,
    /// When it was learned how the last call ended, unless the agent ended it here.
    learned_at: StoredValue<Option<Timestamp>>,
    local: RwSignal<Local>,
    socket: StoredValue<Option<DeskSocket>, LocalStorage>,
    early: StoredValue<EarlySignals, LocalStorage>,
    /// Whether the line came back, and the server has not yet said whether this desk may go on.
    is_back: StoredValue<bool>,
    confirmed: StoredValue<Vec<RingId>>,
    settles_at: StoredValue<Timestamp>,
    path: StoredValue<String>,
    pub(super) org: StoredValue<OrgId>,
}

impl DeskModel {
    /// The desk of a page, not connected yet.
    pub fn new(page: &DeskPage, texts: Texts) -> Self {
        let view = RwSignal::new(None);
        let local = RwSignal::new(Local::default());
        let stage = Memo::new(move |_| view.with(|view: &Option<DeskView>| local.with(|local| state::stage(view.as_ref(), local))));
        Self {
            view,
            stage,
            answer: RwSignal::new(None),
            over: RwSignal::new(None),
            is_transfer_open: RwSignal::new(false),
            is_guests_open: RwSignal::new(false),
            links: RwSignal::new(vec![]),
            is_end_open: RwSignal::new(false),
            finished: RwSignal::new(None),
            line: RwSignal::new(SocketState::Connecting),
            room: RwSignal::new_local(None),
            media: LocalMedia::new(),
            reserve: Reserve::new(),
            notes: Notes::new(),
            blocking: Blocking::new(),
            shopping: ShoppingModel::default(),
            recent: RwSignal::new(vec![]),
            earlier: RwSignal::new(None),
            clock: Clock::new(),
            toasts: Toasts::new(),
            texts,
            learned_at: StoredValue::new(None),
            local,
            socket: StoredValue::new_local(None),
            early: StoredValue::new_local(EarlySignals::default()),
            is_back: StoredValue::new(false),
            confirmed: StoredValue::new(vec![]),
            settles_at: StoredValue::new(Timestamp::default()),
            path: StoredValue::new(format!("/o/{}", page.org)),
            org: StoredValue::new(page.org.clone()),
        }
    }

    /// Opens the socket. Browser only.
    pub fn connect(self) {
        let in_doubt = move || self.view.with_untracked(|view| self.local.with_untracked(|local| state::in_doubt(view.as_ref(), local)));
        let hello = move || FromAgent::Hello { version: VERSION, device: device::device(), call: in_doubt(), page: Some(page_name()) };
        let socket = Socket::connect(
            self.path.get_value() + "/desk/socket",
            hello,
            move |message| self.receive(message),
            move |state| self.line_changed(state),
        );
        self.socket.set_value(Some(socket));
    }

    /// Where a still of a ticket's call is.
    pub fn still_address(self, ticket: &TicketId, still: &SnapshotId) -> String {
        self.path.with_value(|path| [path, "/history/", ticket.as_str(), "/snapshots/", still.as_str()].concat())
    }

    /// Uses the desk in this tab although another one has its name.
    pub fn use_here(self) {
        device::new_device();
        self.local.update(|local| local.refused = None);
        self.view.set(None);
        self.connect();
    }

    /// The server will not have this tab.
    pub(super) fn refuse(self, problem: Problem) {
        let is_signed_out = problem == Problem::SignedOut;
        self.local.update(|local| local.refused = Some(problem));
        if is_signed_out {
            // What is known of shoppers is for who is signed in.
            self.view.set(None);
        }
    }

    /// Whether this tab is out of the game, so that nothing it knew is true any more; reactive.
    pub fn is_blocked(self) -> bool {
        matches!(self.stage.get(), Stage::Blocked(_))
    }

    /// Goes available or away.
    pub fn set_availability(self, availability: Availability) {
        self.say(&FromAgent::SetAvailability { availability });
    }

    /// Goes away when available, and the other way round.
    pub fn toggle_availability(self) {
        let now = self.view.with_untracked(|view| view.as_ref().map(|view| view.availability));
        match now {
            Some(Availability::Available) => self.set_availability(Availability::Away),
            Some(Availability::Away) => self.set_availability(Availability::Available),
            None => {}
        }
    }

    /// Answers the oldest ring.
    pub fn answer_first(self, is_accepted: bool) {
        let first = self.view.with_untracked(|view| view.as_ref()?.rings.first().map(|ring| ring.ring.clone()));
        if let Some(ring) = first {
            self.answer_ring(ring, is_accepted);
        }
    }

    /// Accepts or declines a ring, once.
    pub fn answer_ring(self, ring: RingId, is_accepted: bool) {
        if self.answer.with_untracked(Option::is_some) || self.clock.exact_now() < self.settles_at.get_value() {
            return;
        }
        let message = if is_accepted { FromAgent::Accept { ring: ring.clone() } } else { FromAgent::Decline { ring: ring.clone() } };
        if self.say(&message) {
            self.answer.set(Some(Answer { ring, is_accepted }));
        }
    }

    /// Done with the last call: the next may ring.
    pub fn wrap_up_done(self) {
        self.notes.send(self);
        self.keep(&FromAgent::WrapUpDone);
    }

    /// Does something with a call-back; whether it went out.
    pub(super) fn act_on_call_back(self, call_back: &CallBackId, action: Action) -> bool {
        self.say(&FromAgent::CallBack { call_back: call_back.clone(), action })
    }

    /// Brings the running call to this tab.
    pub fn take_over(self) {
        self.say(&FromAgent::TakeOver);
    }

    /// The agent ends the call, for everybody.
    pub fn hang_up(self) {
        if let Some(room) = self.room.get_untracked() {
            room.end();
            self.finish(room.call(), CallOver::ByMe);
        }
        // Kept, because an ended call that the server never hears of would hold the agent in it.
        self.send(&FromAgent::HangUp, Delivery::Keep);
    }

    /// What a call of this desk has around it.
    pub fn surroundings(self) -> Surroundings {
        Surroundings {
            media: self.media,
            reserve: self.reserve,
            clock: self.clock,
            signal: Box::new(move |signal| {
                self.send(&FromAgent::Signal(signal), Delivery::NowOrNever);
            }),
            record: Box::new(move |flight, delivery| self.send(&FromAgent::Flight(flight), delivery)),
        }
    }

    /// Hands a new room the signals that came before it.
    pub fn flush_early(self, room: &CallRoom) {
        self.early.update_value(|early| early.flush(room));
    }

    /// The call is over here. Whoever learned of it first has said why.
    pub(super) fn finish(self, call: CallId, over: CallOver) {
        if self.local.with_untracked(|local| local.finished.as_ref() == Some(&call)) {
            return;
        }
        self.over.set(Some(over));
        self.learned_at.set_value((over != CallOver::ByMe).then(|| self.clock.exact_now()));
        self.local.update(|local| local.finished = Some(call));
    }

    /// The next call has begun or rings. Who is rung at once cannot have read at the desk's rest how the last one ended.
    fn forget_over(self) {
        let is_unread = self.learned_at.get_value().is_some_and(|at| self.clock.exact_now() < at + READ_WITHIN);
        if let Some(over) = self.over.get_untracked().filter(|_| is_unread) {
            self.toasts.show(self.texts.text(over.words()));
        }
        self.over.set(None);
    }

    fn tell(self, news: &News) {
        self.toasts.show(news.words(self.texts));
    }

    /// Sends what is of use now only, and says so when it could not go out.
    pub(super) fn say(self, message: &FromAgent) -> bool {
        let is_sent = self.send(message, Delivery::NowOrNever);
        if !is_sent {
            self.tell(&News::NotConnected);
        }
        is_sent
    }

    /// Sends what must arrive, now or when the line is back.
    pub(super) fn keep(self, message: &FromAgent) {
        self.send(message, Delivery::Keep);
    }

    pub(super) fn send(self, message: &FromAgent, delivery: Delivery) -> bool {
        self.socket.with_value(|socket| socket.as_ref().is_some_and(|socket| socket.send(message, delivery)))
    }

    fn receive(self, message: ToAgent) {
        match message {
            ToAgent::View(view) => self.show(*view),
            ToAgent::Ring(ring) => self.ring_ended(&ring),
            ToAgent::Call(call) => self.call_ended(call),
            ToAgent::CallBack(news) => self.hear_call_back(&news),
            ToAgent::Past(past) => self.earlier.set(Some(past)),
            ToAgent::Shopping(state) => self.shopping.take(*state),
            ToAgent::Product(product) => self.shopping.take_product(*product),
            ToAgent::Recent(recent) => self.recent.set(recent),
            ToAgent::Found(found) => self.hear_found(*found),
            ToAgent::Block(news) => self.hear_block(news),
            ToAgent::Signal(signal) => {
                let room = self.room.get_untracked();
                self.early.update_value(|early| early.receive(signal, room.as_ref()));
            }
            ToAgent::Problem(Problem::Internal | Problem::BadMessage | Problem::TooFast) => {
                self.answer.set(None);
                self.tell(&News::ServerTrouble);
            }
            ToAgent::Problem(
                problem @ (Problem::QueueClosed | Problem::QueueFull | Problem::NobodyThere | Problem::UnknownQueue { .. }),
            ) => {
                self.tell(&News::QueueRefused(problem));
            }
            ToAgent::Guest(news) => self.hear_guest(news),
            ToAgent::Invitation(news) => self.tell(&News::Unanswered(news)),
            // The others end the line, and that is where they are heard of.
            // Beats are for the socket alone.
            ToAgent::Problem(_) | ToAgent::Beat => {}
        }
    }

    fn show(self, view: DeskView) {
        self.clock.observe(view.now);
        self.notes.turn_to(self, view.record.as_deref());
        let has_vanished =
            self.local.with_untracked(|local| self.view.with_untracked(|before| state::has_vanished(before.as_ref(), &view, local)));
        let rings = self.confirmed.with_value(|confirmed| state::unconfirmed(&view, confirmed));
        let is_answered = self
            .answer
            .with_untracked(|answer| answer.as_ref().is_some_and(|answer| view.rings.iter().all(|ring| ring.ring != answer.ring)));
        if self.view.with_untracked(|before| state::has_swapped(before.as_ref(), &view)) {
            self.settles_at.set_value(self.clock.exact_now() + SETTLES_IN);
        }
        let is_busy = !view.rings.is_empty() || view.call.as_ref().is_some_and(|call| call.is_here);
        self.take_in(view);
        if is_answered {
            self.answer.set(None);
        }
        if has_vanished {
            self.over.set(Some(CallOver::Silently));
            self.learned_at.set_value(Some(self.clock.exact_now()));
        }
        if is_busy && self.local.with_untracked(|local| local.finished.is_none()) {
            self.forget_over();
        }
        for ring in rings {
            self.send(&FromAgent::RingShown { ring: ring.clone() }, Delivery::NowOrNever);
            self.confirmed.update_value(|confirmed| confirmed.push(ring));
        }
    }

    fn ring_ended(self, ring: &RingNews) {
        self.confirmed.update_value(|confirmed| confirmed.retain(|confirmed| *confirmed != ring.ring));
        if let Some(news) = news(ring) {
            self.tell(&news);
        }
    }

    fn call_ended(self, news: CallNews) {
        let learned = self.view.with_untracked(|view| self.local.with_untracked(|local| state::learned(view.as_ref(), local, &news)));
        if let Some(over) = learned {
            self.finish(news.call, over);
        }
    }

    fn line_changed(self, state: &SocketState) {
        let was_lost = matches!(self.line.get_untracked(), SocketState::Lost { .. });
        match state {
            SocketState::Open => {
                // The server knows nothing of what an earlier line showed or asked.
                self.confirmed.set_value(vec![]);
                self.answer.set(None);
                self.is_back.set_value(was_lost);
            }
            SocketState::Refused(problem) => self.refuse(problem.clone()),
            SocketState::Connecting | SocketState::Lost { .. } | SocketState::Closed => {}
        }
        self.line.set(state.clone());
    }

    /// Shows a view, and forgets the finished call once the server has ended it too.
    fn take_in(self, view: DeskView) {
        let is_over = self.local.with_untracked(|local| {
            local.finished.as_ref().is_some_and(|finished| view.call.as_ref().is_none_or(|call| call.call != *finished))
        });
        self.view.set(Some(view));
        if self.is_back.get_value() {
            self.is_back.set_value(false);
            self.tell(&News::ConnectedAgain);
        }
        if is_over {
            self.local.update(|local| local.finished = None);
        }
    }
}
