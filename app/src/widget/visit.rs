//! One visit of one shopper: the signals that the screens read, and what the shopper can do.

use domain::{
    TicketId,
    call::Role,
    locale::Language,
    tracking::Tags,
    wire::{FromShopper, JoinRequest, Problem, QueueGlance, Rating, Resume, ShopperStage, ShopperView, ToShopper, WidgetPage},
};
use leptos::prelude::*;

use super::{
    call_back::CallBackModel,
    screen::{Local, Screen, screen},
    shopping::{Asked, Counted},
    tracking::Tracker,
};
use crate::{
    call::{CallRoom, EarlySignals},
    client::{Clock, Delivery, Socket, SocketState},
    frame::{Cards, Carried, Frame, Listens, Mode, Notifications, PageEvent, PageLine, PageQueue, Place, ToPage},
    media::{LocalMedia, Reserve},
    shopping::ShoppingModel,
};

pub(super) type ShopperSocket = Socket<FromShopper, ToShopper>;

/// A visit. A copy is the same visit.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// What the page was made of.
    pub page: StoredValue<WidgetPage>,
    /// Camera and microphone.
    pub media: LocalMedia,
    /// The server's time.
    pub clock: Clock,
    /// The newest view.
    pub view: RwSignal<Option<ShopperView>>,
    /// How the line to the server is.
    pub line: RwSignal<SocketState>,
    /// The running call.
    pub room: RwSignal<Option<CallRoom>, LocalStorage>,
    /// What went wrong with the last thing the shopper asked for.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether a place in line has been asked for and not been given yet.
    pub is_joining: RwSignal<bool>,
    /// Whether the widget is small, so that the shopper can go on in the shop.
    pub is_small: RwSignal<bool>,
    /// Whether a merchant's page stands around this one. Assumed until known, so that the rendered page has a close button.
    pub is_embedded: RwSignal<bool>,
    /// Whether a reload would find the ticket again.
    pub is_kept: RwSignal<bool>,
    /// The queue that the page would have the shopper wait in, until the shopper has answered.
    pub asked: RwSignal<Option<PageQueue>>,
    /// What was decided about notifications of the merchant's page, as far as that is known.
    pub(super) notifications: RwSignal<Option<Notifications>>,
    /// The name of a queue that took nobody when the shopper would have gone there.
    pub refused_queue: RwSignal<Option<String>>,
    /// What the page wants the cards of the start screen to say and do.
    pub cards: RwSignal<Cards>,
    /// What the page does something about.
    pub listens: RwSignal<Listens>,
    /// The options of the page that this alone heeds, and what it has for parts of the product that come later.
    pub carried: RwSignal<Carried>,
    /// What is shown and bought.
    pub shopping: ShoppingModel,
    /// The wish to be called back.
    pub call_back: CallBackModel,
    /// Whether the rating has been sent.
    pub is_rated: RwSignal<bool>,
    /// Which screen is shown.
    pub screen: Memo<Screen>,
    /// The queue to which the shopper is on the way.
    pub(super) moving: StoredValue<Option<PageQueue>>,
    /// The queue of the next ticket, where it is not the one that this page was made for.
    pub(super) next_queue: StoredValue<Option<String>>,
    pub(super) told_line: StoredValue<Option<PageLine>>,
    pub(super) tracker: StoredValue<Tracker>,
    /// What the page was asked for agents.
    pub(super) asked_page: StoredValue<Asked>,
    /// What the page was told to count of products and the cart.
    pub(super) counted: StoredValue<Counted>,
    /// Whether a ticket of an earlier load was asked for: the server may know of things that this load of the page cannot do.
    pub(super) has_returned: StoredValue<bool>,
    pub(super) reserve: Reserve,
    pub(super) local: RwSignal<Local>,
    pub(super) may_store: StoredValue<bool>,
    pub(super) resume: StoredValue<Option<Resume>>,
    pub(super) place: StoredValue<Place>,
    /// The language that the merchant's page is in, as far as it says so.
    pub(super) language: StoredValue<Option<Language>>,
    pub(super) data: StoredValue<serde_json::Value>,
    /// What the page wants its calls counted by.
    pub(super) tags: StoredValue<Tags>,
    pub(super) is_leaving: StoredValue<bool>,
    pub(super) early: StoredValue<EarlySignals>,
    pub(super) socket: StoredValue<Option<ShopperSocket>, LocalStorage>,
    pub(super) frame: StoredValue<Option<Frame>, LocalStorage>,
}

impl Visit {
    /// A visit that has not begun: as the server renders it.
    pub fn new(page: WidgetPage) -> Self {
        let view = RwSignal::new(None::<ShopperView>);
        let local = RwSignal::new(Local::default());
        let screen = Memo::new(move |_| view.with(|view| local.with(|local| screen(view.as_ref().map(|view| &view.stage), local))));
        Self {
            page: StoredValue::new(page),
            media: LocalMedia::new(),
            clock: Clock::new(),
            view,
            line: RwSignal::new(SocketState::Connecting),
            room: RwSignal::new_local(None),
            problem: RwSignal::new(None),
            is_joining: RwSignal::new(false),
            is_small: RwSignal::new(false),
            is_embedded: RwSignal::new(true),
            is_kept: RwSignal::new(true),
            asked: RwSignal::new(None),
            notifications: RwSignal::new(None),
            refused_queue: RwSignal::new(None),
            cards: RwSignal::new(Cards::default()),
            listens: RwSignal::new(Listens::default()),
            carried: RwSignal::new(Carried::default()),
            shopping: ShoppingModel::default(),
            call_back: CallBackModel::new(),
            is_rated: RwSignal::new(false),
            screen,
            moving: StoredValue::new(None),
            next_queue: StoredValue::new(None),
            told_line: StoredValue::new(None),
            tracker: StoredValue::new(Tracker::default()),
            asked_page: StoredValue::new(Asked::default()),
            counted: StoredValue::new(Counted::default()),
            has_returned: StoredValue::new(false),
            reserve: Reserve::new(),
            local,
            may_store: StoredValue::new(true),
            resume: StoredValue::new(None),
            place: StoredValue::new(Place::default()),
            language: StoredValue::new(None),
            data: StoredValue::new(serde_json::Value::Null),
            tags: StoredValue::new(Tags::default()),
            is_leaving: StoredValue::new(false),
            early: StoredValue::new(EarlySignals::default()),
            socket: StoredValue::new_local(None),
            frame: StoredValue::new_local(None),
        }
    }

    /// The queue a ticket would be drawn in, with the newest figures.
    pub fn queue(&self) -> QueueGlance {
        let mut glance = self.page.with_value(|page| page.state.queue().clone());
        self.view.with(|view| {
            if let Some(view) = view {
                glance.follow(&view.stage);
            }
        });
        glance
    }

    /// The name of the agent of the call or of the one that has just ended.
    pub fn agent_name(&self) -> Option<String> {
        self.view.with(|view| match &view.as_ref()?.stage {
            ShopperStage::InCall(call) => call.participants.iter().find(|one| one.role == Role::Agent)?.name.clone(),
            ShopperStage::Over { agent_name, .. } => agent_name.clone(),
            ShopperStage::Outside { .. } | ShopperStage::Waiting { .. } => None,
        })
    }

    /// From the start to camera and microphone.
    pub fn prepare(&self) {
        self.problem.set(None);
        self.local.update(|local| local.is_preparing = true);
        self.media.open();
    }

    /// Back to the start.
    pub fn go_back(&self) {
        self.media.release();
        self.local.update(|local| local.is_preparing = false);
    }

    /// Draws a ticket.
    pub fn join(&self) {
        self.problem.set(None);
        self.is_joining.set(true);
        self.is_rated.set(false);
        let queue = untrack(|| self.queue());
        let Place { url, title } = self.place.get_value();
        let (terms, of_widget) = self.page.with_value(|page| (page.terms_version.clone(), page.language.clone()));
        let language = self.language.get_value().map_or(of_widget, |language| language.as_str().to_owned());
        let request = JoinRequest {
            queue: Some(queue.slug),
            terms,
            data: self.data.get_value(),
            tags: self.tags.get_value(),
            page_url: Some(url).filter(|url| !url.is_empty()),
            page_title: Some(title).filter(|title| !title.is_empty()),
            language,
            has_camera: untrack(|| self.media.has_camera()),
            has_microphone: untrack(|| self.media.has_microphone()),
            call_back: self.call_back_secret(),
        };
        self.send(&FromShopper::Join(Box::new(request)), Delivery::Keep);
    }

    /// Leaves the line or the call. The page shows the ending at once; the server hears of it as soon as it can be reached.
    pub fn leave(&self) {
        if let Some(room) = self.room.get_untracked() {
            room.hand_in();
        }
        self.send(&FromShopper::Leave, Delivery::Keep);
        self.end_here();
    }

    /// The call or the wait is over for this page: camera and microphone are given back whatever the server says.
    pub(super) fn end_here(&self) {
        if let Some(ticket) = self.ticket() {
            self.local.update(|local| local.ended = Some(ticket));
        }
        self.drop_room();
        self.reserve.keep(None);
        self.media.release();
    }

    /// From the ending back to where a call begins.
    pub fn call_again(&self) {
        if self.show_next_queue() {
            return;
        }
        self.dismiss();
        self.prepare();
    }

    /// Says how the call was.
    pub fn rate(&self, stars: u8, comment: String) {
        self.is_rated.set(true);
        self.send(&FromShopper::Rate(Rating { stars, comment }), Delivery::Keep);
    }

    /// Closes the widget, or makes it small while a ticket is held: nothing ends by accident.
    pub fn close(&self) {
        if self.screen.get_untracked().has_ticket() {
            self.minimise();
        } else {
            self.go_back();
            self.forget_form();
            self.dismiss();
            self.post(ToPage::Close);
        }
    }

    /// The shopper would rather write: the line is left, and the page does the rest.
    pub fn go_to_chat(&self) {
        if self.screen.get_untracked().has_ticket() {
            self.leave();
        }
        self.tell(PageEvent::GotoChat);
        self.close();
    }

    /// Makes room for the shop.
    pub fn minimise(&self) {
        if self.is_embedded.get_untracked() {
            self.is_small.set(true);
            let mode = if self.screen.get_untracked() == Screen::Call { Mode::Floating } else { Mode::Minimised };
            self.post(ToPage::Viewport { mode });
        }
    }

    /// Comes back to the front.
    pub fn restore(&self) {
        self.is_small.set(false);
        self.post(ToPage::Viewport { mode: Mode::Centred });
    }

    /// Loads the page anew.
    pub fn reload(&self) {
        if let Some(window) = web_sys::window() {
            // A browser that refuses leaves everything as it is.
            let _ = window.location().reload();
        }
    }

    pub(super) fn dismiss(&self) {
        let ticket = self.ticket();
        self.local.update(|local| {
            local.is_preparing = false;
            if ticket.is_some() {
                local.dismissed = ticket;
            }
        });
    }

    pub(super) fn ticket(&self) -> Option<TicketId> {
        self.view.with_untracked(|view| match &view.as_ref()?.stage {
            ShopperStage::Outside { .. } => None,
            ShopperStage::Waiting { ticket, .. } | ShopperStage::Over { ticket, .. } => Some(ticket.clone()),
            ShopperStage::InCall(call) => Some(call.ticket.clone()),
        })
    }

    pub(super) fn drop_room(&self) {
        if let Some(room) = self.room.get_untracked() {
            room.end();
            self.room.set(None);
        }
    }

    /// The call is over and the visit goes on in line, or in another call: camera and microphone stay open, and the other side is
    /// told by the server.
    pub(super) fn let_go(&self) {
        if let Some(room) = self.room.get_untracked() {
            room.hand_in();
            self.room.set(None);
        }
    }

    pub(super) fn tell(&self, name: PageEvent) {
        self.post(ToPage::Event { name });
    }

    pub(super) fn post(&self, message: ToPage) {
        self.frame.with_value(|frame| {
            if let Some(frame) = frame {
                frame.post(&message);
            }
        });
    }

    pub(super) fn send(&self, message: &FromShopper, delivery: Delivery) {
        self.socket.with_value(|socket| {
            if let Some(socket) = socket {
                socket.send(message, delivery);
            }
        });
    }
}
