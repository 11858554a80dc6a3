//! The flight recorder of a room.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use domain::wire::{Flight, FlightEvent};

use super::Inner;
use crate::{
    client::{Delivery, Timer},
    media::{counters::whole, flight::Recorder},
};

const SENT_EVERY: Duration = Duration::from_secs(20);

/// What has been noted.
#[derive(Debug, Default)]
pub(super) struct Log {
    recorder: RefCell<Recorder>,
    /// When this browser learned of the call, in its milliseconds.
    began: Cell<Option<f64>>,
    has_media: Cell<bool>,
    timer: RefCell<Option<Timer>>,
}

impl Inner {
    /// The call is known from now on; once.
    pub(super) fn begin_log(self: &Rc<Self>) {
        if self.log.began.get().is_some() {
            return;
        }
        self.log.began.set(Some(js_sys::Date::now()));
        let weak = Rc::downgrade(self);
        self.log.timer.replace(Timer::every(SENT_EVERY, move || {
            if let Some(inner) = weak.upgrade() {
                inner.flush_log(Delivery::NowOrNever);
            }
        }));
    }

    pub(super) fn note(&self, event: FlightEvent) {
        self.log.recorder.borrow_mut().note(self.around.clock.exact_now(), event);
    }

    /// Something of another participant was seen or heard.
    pub(super) fn note_first_media(&self) {
        if let Some(began) = self.log.began.get().filter(|_| !self.log.has_media.replace(true)) {
            self.note(FlightEvent::FirstFrame { after_ms: whole(js_sys::Date::now() - began) });
        }
    }

    /// Sends what is noted. While the server is away it stays here, where it is bounded, and does not push anything out of the
    /// socket's own memory; at the end it has to be left there.
    pub(super) fn flush_log(&self, delivery: Delivery) {
        let send = |notes| (self.around.record)(Flight { call: self.call.clone(), notes }, delivery);
        self.log.recorder.borrow_mut().flush(send);
    }
}
