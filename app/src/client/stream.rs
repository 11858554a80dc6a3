//! A server-sent stream that a page listens to while somebody looks at it, and comes back to when it breaks.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
    time::Duration,
};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

use super::{Listener, Timer, backoff::Backoff};

/// After which silence a stream is taken for dead: the server says a word every 15 s.
const DEAD_AFTER: Duration = Duration::from_secs(40);

/// How a stream is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StreamState {
    /// Nothing has come yet.
    #[default]
    Starting,
    /// What is shown is so.
    Live,
    /// It broke, and is tried again.
    Lost {
        /// When something was last heard, by the reader's own clock, such as `14:03`.
        since: String,
    },
}

/// A stream. Ends when it is dropped. Only in the browser.
pub struct EventStream(Rc<Inner>);

struct Inner {
    address: String,
    state: RwSignal<StreamState>,
    on_text: Box<dyn Fn(&str) -> bool>,
    heard_at: RefCell<String>,
    source: RefCell<Option<Source>>,
    retry: RefCell<Option<Timer>>,
    watchdog: RefCell<Option<Timer>>,
    backoff: Cell<Backoff>,
    is_over: Cell<bool>,
    listener: RefCell<Option<Listener>>,
}

/// An open event source with those who listen to it.
struct Source {
    source: EventSource,
    _listeners: [Listener; 2],
}

impl Drop for Source {
    fn drop(&mut self) {
        self.source.close();
    }
}

impl EventStream {
    /// Listens to an address while the page is looked at, and tells `state` how that goes. `on_text` gets each message, and says
    /// whether there is more to come.
    pub fn open(address: String, state: RwSignal<StreamState>, on_text: impl Fn(&str) -> bool + 'static) -> Self {
        let inner = Rc::new(Inner {
            address,
            state,
            on_text: Box::new(on_text),
            heard_at: RefCell::new(clock()),
            source: RefCell::default(),
            retry: RefCell::default(),
            watchdog: RefCell::default(),
            backoff: Cell::default(),
            is_over: Cell::default(),
            listener: RefCell::default(),
        });
        *inner.listener.borrow_mut() = Listener::document("visibilitychange", on(&inner, Inner::look));
        inner.look();
        Self(inner)
    }
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.0.is_over.set(true);
        self.0.rest();
    }
}

/// What to do with the stream on an event, as long as there is one.
fn on<E>(inner: &Rc<Inner>, happen: fn(&Rc<Inner>)) -> impl FnMut(E) + 'static {
    let inner: Weak<Inner> = Rc::downgrade(inner);
    move |_| {
        if let Some(inner) = inner.upgrade() {
            happen(&inner);
        }
    }
}

impl Inner {
    /// Listens while the page is looked at, and at no other time.
    fn look(self: &Rc<Self>) {
        let is_hidden = web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden());
        if is_hidden || self.is_over.get() {
            self.rest();
        } else {
            self.connect();
        }
    }

    fn rest(&self) {
        self.source.take();
        self.retry.take();
        self.watchdog.take();
    }

    fn connect(self: &Rc<Self>) {
        let Ok(source) = EventSource::new(&self.address) else { return self.lost() };
        let inner = Rc::downgrade(self);
        let message = Listener::new(&source, "message", move |event| {
            let text = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
            if let (Some(inner), Some(text)) = (inner.upgrade(), text) {
                inner.heard(&text);
            }
        });
        let error = Listener::new(&source, "error", on(self, Self::lost));
        self.source.replace(Some(Source { source, _listeners: [message, error] }));
        self.wait_for_a_word();
    }

    fn heard(self: &Rc<Self>, text: &str) {
        self.heard_at.replace(clock());
        self.backoff.set(Backoff::default());
        self.state.set(StreamState::Live);
        if (self.on_text)(text) {
            self.wait_for_a_word();
        } else {
            self.is_over.set(true);
            self.close();
        }
    }

    fn wait_for_a_word(self: &Rc<Self>) {
        let mut lost = on(self, Self::lost);
        self.watchdog.replace(Timer::once(DEAD_AFTER, move || lost(())));
    }

    /// Ends what is open. It is dropped later: this may be called by one of its own listeners.
    fn close(&self) {
        if let Some(open) = self.source.borrow().as_ref() {
            open.source.close();
        }
    }

    fn lost(self: &Rc<Self>) {
        self.close();
        if self.is_over.get() {
            return;
        }
        self.state.set(StreamState::Lost { since: self.heard_at.borrow().clone() });
        let mut backoff = self.backoff.get();
        let wait = backoff.next_wait(js_sys::Math::random());
        self.backoff.set(backoff);
        let mut look = on(self, Self::look);
        self.retry.replace(Timer::once(wait, move || look(())));
    }
}

/// What the reader's own clock shows.
fn clock() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
