//! What the page around a socket does: a page that is put away, and so cannot answer, does not count as present, and one that
//! comes back is there again at once.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::WithUntracked;
use serde::Serialize;

use super::{FromServer, Inner, SocketState};
use crate::client::{Listener, Timer};

const BEAT: Duration = Duration::from_secs(5);
/// A beat that comes so many milliseconds late comes from a computer that was asleep. Browsers slow the timers of hidden pages
/// down to one a minute, which is no sleep.
const ASLEEP_FROM: f64 = 90_000.0;

/// Listens to the page.
#[derive(Debug)]
pub(super) struct Wakefulness {
    _listeners: Vec<Listener>,
    _pulse: Option<Timer>,
}

/// Notices that the computer was asleep.
#[derive(Clone, Copy, Debug)]
struct Pulse {
    last: f64,
}

impl Pulse {
    /// A beat, by the browser's milliseconds; whether there should have been many before it.
    const fn beat(&mut self, now: f64) -> bool {
        let was_asleep = now - self.last > ASLEEP_FROM;
        self.last = now;
        was_asleep
    }
}

impl<Out: Serialize + 'static, In: FromServer> Inner<Out, In> {
    /// A network that is back, or a page that is looked at again, is a reason not to wait out the backoff.
    pub(super) fn watch_the_page(self: &Rc<Self>) {
        let on = |happen: fn(&Rc<Self>)| {
            let inner = Rc::downgrade(self);
            move || {
                if let Some(inner) = inner.upgrade() {
                    happen(&inner);
                }
            }
        };
        let heard = |happen| {
            let happen = on(happen);
            move |_| happen()
        };
        let listeners = [
            Listener::window("online", heard(Self::back_online)),
            Listener::window("pageshow", heard(Self::wake)),
            Listener::window("pagehide", heard(Self::rest)),
            Listener::document("freeze", heard(Self::rest)),
            Listener::document("resume", heard(Self::wake)),
            Listener::document(
                "visibilitychange",
                heard(|inner| {
                    if is_visible() {
                        inner.wake();
                    }
                }),
            ),
        ];
        let pulse = Cell::new(Pulse { last: js_sys::Date::now() });
        let slept = on(Self::slept);
        let pulse = Timer::every(BEAT, move || {
            let mut now = pulse.get();
            if now.beat(js_sys::Date::now()) {
                slept();
            }
            pulse.set(now);
        });
        self.wakefulness.replace(Some(Wakefulness { _listeners: listeners.into_iter().flatten().collect(), _pulse: pulse }));
    }

    /// The page is frozen, or kept in the browser's memory: it cannot ring and cannot answer, and says so by its absence.
    fn rest(self: &Rc<Self>) {
        if self.is_over() || self.is_resting.replace(true) {
            return;
        }
        self.line.take();
        self.timer.take();
        self.set_state(SocketState::Lost { since: js_sys::Date::now(), attempts: 0 });
    }

    fn wake(self: &Rc<Self>) {
        self.is_resting.set(false);
        self.retry();
    }

    fn retry(self: &Rc<Self>) {
        let is_lost = self.state.with_untracked(|state| matches!(state, SocketState::Lost { .. }));
        if is_lost && self.line.borrow().is_none() {
            self.open();
        }
    }

    /// On another network the old line is dead, and what was written to it stays where it is.
    fn back_online(self: &Rc<Self>) {
        if self.line.borrow().as_ref().is_some_and(|line| line.socket.buffered_amount() > 0) {
            self.lost();
        }
        self.retry();
    }

    /// While the computer slept the server took this page for gone and closed the line; the word of it was lost.
    fn slept(self: &Rc<Self>) {
        let is_open = self.state.with_untracked(|state| *state == SocketState::Open);
        if is_open {
            self.lost();
        }
        self.retry();
    }
}

fn is_visible() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| !document.hidden())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_that_slept_is_told_from_a_page_that_is_hidden() {
        let mut pulse = Pulse { last: 0.0 };
        assert!(!pulse.beat(5_000.0));
        assert!(!pulse.beat(66_000.0), "timers of hidden pages come once a minute");
        assert!(pulse.beat(66_000.0 + 91_000.0));
        assert!(!pulse.beat(66_000.0 + 96_000.0));
    }

    #[test]
    fn a_clock_that_is_put_back_is_no_sleep() {
        let mut pulse = Pulse { last: 1e9 };
        assert!(!pulse.beat(1_000.0));
        assert!(!pulse.beat(6_000.0));
    }
}
