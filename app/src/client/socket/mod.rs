//! The one socket of a page: JSON both ways, comes back by itself.

mod waking;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    fmt,
    rc::Rc,
    time::Duration,
};

use domain::wire::{AGENT_GONE_AFTER, MAX_MESSAGE_BYTES, Problem, SHOPPER_GONE_AFTER, ToAgent, ToGuest, ToShopper, ToStart};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;
use web_sys::{MessageEvent, WebSocket};

use self::waking::Wakefulness;
use super::{
    Listener, Timer,
    backoff::{Backoff, STABLE_AFTER},
};

/// A socket that has not opened by then never will: a captive portal or a half-dead network.
const OPEN_WITHIN: Duration = Duration::from_secs(10);
/// Kept messages beyond this many push the oldest out.
const MOST_KEPT: usize = 32;

/// What the server may say over a socket.
pub trait FromServer: DeserializeOwned + 'static {
    /// After which silence the line is dead, once a beat has been heard on it.
    const GONE_AFTER: Duration;

    /// The problem this message tells of, when it does.
    fn problem(&self) -> Option<&Problem>;
    /// Whether it only tells that the line is alive.
    fn is_beat(&self) -> bool;
}

impl FromServer for ToShopper {
    const GONE_AFTER: Duration = SHOPPER_GONE_AFTER;

    fn problem(&self) -> Option<&Problem> {
        if let Self::Problem(problem) = self { Some(problem) } else { None }
    }

    fn is_beat(&self) -> bool {
        matches!(self, Self::Beat)
    }
}

impl FromServer for ToStart {
    const GONE_AFTER: Duration = SHOPPER_GONE_AFTER;

    fn problem(&self) -> Option<&Problem> {
        if let Self::Problem(problem) = self { Some(problem) } else { None }
    }

    fn is_beat(&self) -> bool {
        matches!(self, Self::Beat)
    }
}

impl FromServer for ToGuest {
    const GONE_AFTER: Duration = SHOPPER_GONE_AFTER;

    fn problem(&self) -> Option<&Problem> {
        if let Self::Problem(problem) = self { Some(problem) } else { None }
    }

    fn is_beat(&self) -> bool {
        matches!(self, Self::Beat)
    }
}

impl FromServer for ToAgent {
    const GONE_AFTER: Duration = AGENT_GONE_AFTER;

    fn problem(&self) -> Option<&Problem> {
        if let Self::Problem(problem) = self { Some(problem) } else { None }
    }

    fn is_beat(&self) -> bool {
        matches!(self, Self::Beat)
    }
}

/// How the line to the server is.
#[derive(Clone, Debug, PartialEq)]
pub enum SocketState {
    /// Not yet open for the first time.
    Connecting,
    /// Open, and the hello has been sent.
    Open,
    /// Lost; it is being tried again.
    Lost {
        /// When it was lost, in the browser's milliseconds since 1970.
        since: f64,
        /// Attempts since.
        attempts: u32,
    },
    /// The server will not have this page; trying again would not help.
    Refused(Problem),
    /// Closed by the page itself.
    Closed,
}

/// What becomes of a message when the socket is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It waits, and goes out after the next hello.
    Keep,
    /// It is of no use later, such as signalling.
    NowOrNever,
}

/// The socket of a page. A clone is the same socket; it closes when the last one is dropped.
pub struct Socket<Out: 'static, In: FromServer> {
    inner: Rc<Inner<Out, In>>,
}

impl<Out: 'static, In: FromServer> Clone for Socket<Out, In> {
    fn clone(&self) -> Self {
        Self { inner: Rc::clone(&self.inner) }
    }
}

impl<Out: 'static, In: FromServer> fmt::Debug for Socket<Out, In> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Socket").field("state", &self.inner.state.get_untracked()).finish_non_exhaustive()
    }
}

struct Inner<Out: 'static, In: FromServer> {
    path: String,
    hello: Box<dyn Fn() -> Out>,
    on_message: Box<dyn Fn(In)>,
    on_state: Box<dyn Fn(&SocketState)>,
    state: ArcRwSignal<SocketState>,
    line: RefCell<Option<Line>>,
    backoff: Cell<Backoff>,
    kept: RefCell<VecDeque<String>>,
    refusal: RefCell<Option<Problem>>,
    timer: RefCell<Option<Timer>>,
    /// Runs while the line may be silent; none before its first beat, because an older server has no beat.
    silence: RefCell<Option<Timer>>,
    wakefulness: RefCell<Option<Wakefulness>>,
    /// Whether the page is put away, and could not answer.
    is_resting: Cell<bool>,
}

/// One underlying WebSocket with everything that listens to it.
struct Line {
    socket: WebSocket,
    _listeners: [Listener; 3],
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.socket.close();
    }
}

impl<Out: Serialize + 'static, In: FromServer> Socket<Out, In> {
    /// Opens a socket to `path` on the page's own host and keeps it open. `hello` is asked at every opening; its message is
    /// always the first. Call it in the browser only.
    pub fn connect(
        path: impl Into<String>,
        hello: impl Fn() -> Out + 'static,
        on_message: impl Fn(In) + 'static,
        on_state: impl Fn(&SocketState) + 'static,
    ) -> Self {
        let inner = Rc::new(Inner {
            path: path.into(),
            hello: Box::new(hello),
            on_message: Box::new(on_message),
            on_state: Box::new(on_state),
            state: ArcRwSignal::new(SocketState::Connecting),
            line: RefCell::new(None),
            backoff: Cell::default(),
            kept: RefCell::default(),
            refusal: RefCell::default(),
            timer: RefCell::default(),
            silence: RefCell::default(),
            wakefulness: RefCell::default(),
            is_resting: Cell::new(false),
        });
        inner.watch_the_page();
        inner.open();
        Self { inner }
    }

    /// How the line is; reactive.
    pub fn state(&self) -> ArcReadSignal<SocketState> {
        self.inner.state.read_only()
    }

    /// Sends a message. `false` when it was dropped: too large, or the socket is not open and it was not to be kept.
    pub fn send(&self, message: &Out, delivery: Delivery) -> bool {
        let Ok(text) = serde_json::to_string(message) else { return false };
        if text.len() > MAX_MESSAGE_BYTES {
            return false;
        }
        if self.inner.transmit(&text) {
            return true;
        }
        if delivery == Delivery::NowOrNever || self.inner.is_over() {
            return false;
        }
        let mut kept = self.inner.kept.borrow_mut();
        if kept.len() == MOST_KEPT {
            kept.pop_front();
        }
        kept.push_back(text);
        true
    }

    /// Closes for good.
    pub fn close(&self) {
        self.inner.end(SocketState::Closed);
    }
}

impl<Out: Serialize + 'static, In: FromServer> Inner<Out, In> {
    fn set_state(&self, state: SocketState) {
        if self.state.with_untracked(|current| *current != state) {
            self.state.set(state.clone());
            (self.on_state)(&state);
        }
    }

    fn is_over(&self) -> bool {
        self.state.with_untracked(|state| matches!(state, SocketState::Refused(_) | SocketState::Closed))
    }

    fn end(&self, state: SocketState) {
        self.timer.take();
        self.silence.take();
        self.wakefulness.take();
        self.kept.take();
        self.line.take();
        self.set_state(state);
    }

    /// Hands a text to the open socket.
    fn transmit(&self, text: &str) -> bool {
        let line = self.line.borrow();
        line.as_ref().is_some_and(|line| line.socket.ready_state() == WebSocket::OPEN && line.socket.send_with_str(text).is_ok())
    }

    fn open(self: &Rc<Self>) {
        self.timer.take();
        if self.is_resting.get() {
            return;
        }
        let Some(url) = address(&self.path) else { return };
        let Ok(socket) = WebSocket::new(&url) else { return self.lost() };
        let on = |event, handle: fn(&Rc<Self>, web_sys::Event)| {
            let inner = Rc::downgrade(self);
            Listener::new(&socket, event, move |event| {
                if let Some(inner) = inner.upgrade() {
                    handle(&inner, event);
                }
            })
        };
        let listeners = [on("open", |inner, _| inner.opened()), on("message", Self::received), on("close", |inner, _| inner.lost())];
        self.line.replace(Some(Line { socket, _listeners: listeners }));
        let inner = Rc::downgrade(self);
        self.timer.replace(Timer::once(OPEN_WITHIN, move || {
            if let Some(inner) = inner.upgrade() {
                inner.lost();
            }
        }));
    }

    fn opened(self: &Rc<Self>) {
        let Ok(hello) = serde_json::to_string(&(self.hello)()) else { return };
        self.transmit(&hello);
        for text in self.kept.take() {
            self.transmit(&text);
        }
        let inner = Rc::downgrade(self);
        self.timer.replace(Timer::once(STABLE_AFTER, move || {
            if let Some(inner) = inner.upgrade() {
                let mut backoff = inner.backoff.get();
                backoff.reset();
                inner.backoff.set(backoff);
            }
        }));
        self.set_state(SocketState::Open);
    }

    fn received(self: &Rc<Self>, event: web_sys::Event) {
        let Ok(event) = event.dyn_into::<MessageEvent>() else { return };
        let Some(text) = event.data().as_string() else { return };
        let message = match serde_json::from_str::<In>(&text) {
            Ok(message) => message,
            Err(error) => {
                leptos::logging::warn!("a message of the server could not be read: {error}");
                return;
            }
        };
        if message.is_beat() || self.silence.borrow().is_some() {
            self.wait_for_the_next();
        }
        if message.is_beat() {
            return;
        }
        if let Some(problem) = message.problem()
            && is_final(problem)
        {
            self.refusal.replace(Some(problem.clone()));
        }
        (self.on_message)(message);
        if let Some(problem) = self.refusal.take() {
            self.end(SocketState::Refused(problem));
        }
    }

    /// A line that a router forgot, or a network that is gone, closes nothing: it is only silent.
    fn wait_for_the_next(self: &Rc<Self>) {
        let inner = Rc::downgrade(self);
        self.silence.replace(Timer::once(In::GONE_AFTER, move || {
            if let Some(inner) = inner.upgrade() {
                inner.lost();
            }
        }));
    }

    fn lost(self: &Rc<Self>) {
        if self.is_over() {
            return;
        }
        self.line.take();
        self.silence.take();
        let mut backoff = self.backoff.get();
        let wait = backoff.next_wait(js_sys::Math::random());
        self.backoff.set(backoff);
        let since = self.state.with_untracked(|state| if let SocketState::Lost { since, .. } = state { Some(*since) } else { None });
        self.set_state(SocketState::Lost { since: since.unwrap_or_else(js_sys::Date::now), attempts: backoff.attempts() });
        let inner = Rc::downgrade(self);
        self.timer.replace(Timer::once(wait, move || {
            if let Some(inner) = inner.upgrade() {
                inner.open();
            }
        }));
    }
}

/// Whether trying again cannot help.
fn is_final(problem: &Problem) -> bool {
    matches!(problem, Problem::BadToken | Problem::SignedOut | Problem::Superseded | Problem::Upgrade)
}

fn address(path: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    Some(format!("{scheme}://{}{path}", location.host().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_heal_ends_the_trying() {
        for problem in [Problem::BadToken, Problem::SignedOut, Problem::Superseded, Problem::Upgrade] {
            assert!(is_final(&problem), "{problem:?}");
        }
        for problem in [Problem::BadMessage, Problem::TooFast, Problem::QueueClosed, Problem::Internal] {
            assert!(!is_final(&problem), "{problem:?}");
        }
    }
}
