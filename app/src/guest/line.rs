//! What keeps a guest's visit going: the socket, and what follows from a new view. Only in the browser.

use domain::{
    call::GuestEnd,
    wire::{FromGuest, GuestCall, GuestStage, GuestView, Problem, ToGuest, VERSION},
};
use leptos::prelude::*;

use super::{
    model::{GuestModel, GuestSocket},
    screen::Screen,
};
use crate::{
    call::{CallPhase, CallRoom, Surroundings},
    client::{Delivery, page_name},
    media::Reach,
};

impl GuestModel {
    /// Opens the socket with the pass that the link was used for.
    pub(super) fn connect(self) {
        let Some(pass) = self.kept.with_value(|kept| kept.pass.clone()) else { return };
        let path = self.org.with_value(|org| ["/guest/", org.as_str(), "/socket"].concat());
        let hello = move || FromGuest::Hello { version: VERSION, pass: pass.clone(), page: page_name() };
        let socket = GuestSocket::connect(path, hello, move |message| self.hear(message), move |state| self.line.set(state.clone()));
        self.socket.set_value(Some(socket));
    }

    /// Watches what happens to the call between the participants themselves.
    pub(super) fn watch_call(self) {
        Effect::new(move |_| {
            let phase = self.room.with(|room| room.as_ref().map(CallRoom::phase));
            // The shopper said goodbye over the direct line: the server may be down, the call is over all the same.
            if let Some(CallPhase::Ended { by_other: true }) = phase {
                self.end_here(GuestEnd::CallOver);
            }
        });
    }

    fn hear(self, message: ToGuest) {
        match message {
            ToGuest::View(view) => self.hear_view(*view),
            ToGuest::Signal(signal) => {
                let room = self.room.get_untracked();
                self.early.update_value(|early| early.receive(signal, room.as_ref()));
            }
            ToGuest::Problem(problem) => self.hear_problem(problem),
            // For the socket alone.
            ToGuest::Beat => {}
        }
    }

    fn hear_problem(self, problem: Problem) {
        if matches!(problem, Problem::BadToken | Problem::SignedOut | Problem::Superseded | Problem::Upgrade) {
            self.drop_room();
            self.media.release();
            self.local.update(|local| local.refused = Some(problem));
        }
    }

    fn hear_view(self, view: GuestView) {
        self.clock.observe(view.now);
        let call = if let GuestStage::InCall(call) = &view.stage { Some(call.clone()) } else { None };
        let before = self.screen.get_untracked();
        self.view.set(Some(view));
        let now = self.screen.get_untracked();
        match call.filter(|_| now == Screen::Call) {
            Some(call) => self.enter(*call),
            None => self.drop_room(),
        }
        if now != before {
            match now {
                Screen::Knocking | Screen::Call => self.media.open(),
                Screen::Over(_) => self.media.release(),
                Screen::Before | Screen::Returning => {}
            }
        }
    }

    fn enter(self, call: GuestCall) {
        let GuestCall { call, me, participants, ice, relay_only, hold, .. } = call;
        let reach = Reach { ice, relay_only };
        let room = self.room.get_untracked().filter(|room| room.call() == call);
        let room = room.unwrap_or_else(|| {
            let room = CallRoom::new(call, me, reach.clone(), self.surroundings());
            self.room.set(Some(room.clone()));
            room
        });
        room.update(&participants, &hold, reach);
        self.early.update_value(|early| early.flush(&room));
    }

    fn surroundings(self) -> Surroundings {
        Surroundings {
            media: self.media,
            reserve: self.reserve,
            clock: self.clock,
            signal: Box::new(move |signal| {
                self.send(&FromGuest::Signal(signal), Delivery::NowOrNever);
            }),
            record: Box::new(move |flight, delivery| self.send(&FromGuest::Flight(flight), delivery)),
        }
    }
}
