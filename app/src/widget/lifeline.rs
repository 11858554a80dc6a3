//! What keeps a visit going: the socket, the merchant's page around it, and what follows from a new view. Only in the browser.

use std::time::Duration;

use domain::{
    tracking::Tags,
    wire::{CallBackReply, FromShopper, Press, Problem, ShopperCall, ShopperStage, ShopperView, ToShopper, VERSION, WidgetPageState},
};
use leptos::prelude::*;

use super::{
    call_back::Phase,
    keeping,
    screen::Screen,
    visit::{ShopperSocket, Visit},
};
use crate::{
    call::{CallPhase, CallRoom, Surroundings},
    client::{Delivery, SocketState, page_name},
    frame::{Carried, Frame, FromPage, PageEvent, ToPage},
    media::Reach,
};

/// How long the page that removes the widget waits for the server to hear of it.
const LEAVE_WITHIN: Duration = Duration::from_millis(500);

impl Visit {
    /// Begins: meets the merchant's page, comes back to a ticket of an earlier load, and does what was pressed meanwhile.
    pub fn begin(self) {
        let frame = Frame::find();
        self.is_embedded.set(frame.is_embedded());
        frame.connect(move |message| self.hear_page(message));
        self.frame.set_value(Some(frame.clone()));

        let (org, token) = self.page.with_value(|page| {
            let (WidgetPageState::Ready { token, .. } | WidgetPageState::UnknownQueue { token, .. }) = &page.state;
            (page.org.clone(), token.clone())
        });
        let resume = keeping::read(&org);
        self.local.update(|local| local.is_returning = resume.is_some());
        self.has_returned.set_value(resume.is_some());
        self.resume.set_value(resume);

        let former = keeping::read_visit(&org);
        let path = ["/widget/", org.as_str(), "/socket"].concat();
        let queue = untrack(|| self.queue()).slug;
        let hello = move || FromShopper::Hello {
            version: VERSION,
            token: token.clone(),
            resume: self.resume.get_value(),
            queue: Some(queue.clone()),
            page: Some(page_name()),
            former: former.clone(),
        };
        let socket = ShopperSocket::connect(path, hello, move |message| self.hear(message), move |state| self.line.set(state.clone()));
        self.socket.set_value(Some(socket));

        frame.hear_presses(move |press| match press {
            Press::DropIn => self.prepare(),
            Press::CallBack => self.ask_back(),
            Press::Chat => self.go_to_chat(),
            Press::Close => self.close(),
            Press::Reload => self.reload(),
        });
    }

    /// Watches what happens to the call between the participants themselves.
    pub fn watch_call(self) {
        Effect::new(move |told: Option<Option<CallPhase>>| {
            let before = told.flatten();
            let phase = self.room.with(|room| room.as_ref().map(CallRoom::phase));
            if phase == Some(CallPhase::Connected) && !matches!(before, Some(CallPhase::Connected | CallPhase::Reconnecting)) {
                self.tell(PageEvent::CallStarted);
            }
            // The agent said goodbye over the direct line: the server may be down, the call is over all the same.
            if let Some(CallPhase::Ended { by_other: true }) = phase {
                self.end_here();
            }
            phase
        });
    }

    fn hear_page(self, message: FromPage) {
        match message {
            FromPage::Init { place, language, may_store } => {
                self.place.set_value(place);
                self.language.set_value(language);
                self.may_store.set_value(may_store);
                if !may_store {
                    self.forget_stored();
                    self.page.with_value(|page| keeping::forget_visit(&page.org));
                    self.is_kept.set(false);
                }
            }
            FromPage::Show => {
                if self.is_small.get_untracked() {
                    self.restore();
                }
            }
            FromPage::Leave => self.leave_for_good(),
            FromPage::Notify(permission) => self.notifications.set(Some(permission)),
            FromPage::Queue(queue) => self.hear_queue(queue),
            FromPage::Data(data) => {
                self.data.set_value(data.clone());
                self.tell_server_if_ticketed(&FromShopper::Data { data });
            }
            FromPage::Cards(cards) => self.cards.set(cards),
            FromPage::Listens(listens) => self.listens.set(listens),
            FromPage::Answer(answer) => self.hear_answer(answer),
            FromPage::Carried(carried) => self.hear_carried(*carried),
            FromPage::Shop(news) => self.hear_of_shop(news),
            FromPage::Tags(tags) => {
                self.tags.set_value(tags.clone());
                self.tell_server_if_ticketed(&FromShopper::Tags { tags });
            }
            FromPage::Moved(place) => {
                self.place.set_value(place.clone());
                self.tell_server_if_ticketed(&FromShopper::Page { url: place.url, title: place.title });
            }
        }
    }

    /// Keeps what is for the widget alone and what comes with later parts. What this release does not know is told the page, whose script may be a newer one.
    fn hear_carried(self, carried: Carried) {
        if !carried.unknown.is_empty() {
            self.post(ToPage::Note { about: "carried", details: carried.unknown.clone() });
        }
        self.carried.set(carried);
    }

    fn tell_server_if_ticketed(self, message: &FromShopper) {
        if self.screen.get_untracked().has_ticket() {
            self.send(message, Delivery::Keep);
        }
    }

    /// What this page said before it was known that there is a ticket: the one on which the ticket was drawn may have said something else.
    fn tell_what_came_early(self) {
        let (data, tags) = (self.data.get_value(), self.tags.get_value());
        if !data.is_null() {
            self.tell_server_if_ticketed(&FromShopper::Data { data });
        }
        if tags != Tags::default() {
            self.tell_server_if_ticketed(&FromShopper::Tags { tags });
        }
    }

    /// The page removes the widget. `left` is answered when the server has heard of it, or soon.
    fn leave_for_good(self) {
        let has_ticket = self.screen.get_untracked().has_ticket();
        self.is_leaving.set_value(true);
        self.forget_stored();
        if has_ticket {
            self.leave();
            if set_timeout(move || self.left(), LEAVE_WITHIN).is_err() {
                self.left();
            }
        } else {
            self.media.release();
            self.left();
        }
    }

    fn left(self) {
        if self.is_leaving.try_get_value() == Some(true) {
            self.is_leaving.set_value(false);
            self.post(ToPage::Left);
        }
    }

    fn hear(self, message: ToShopper) {
        match message {
            ToShopper::View(view) => self.hear_view(*view),
            ToShopper::Resume(resume) => {
                if self.may_store.get_value() {
                    self.page.with_value(|page| keeping::keep_visit(&page.org, page.state.token()));
                }
                let is_stored = self.may_store.get_value() && self.page.with_value(|page| keeping::write(&page.org, &resume));
                self.is_kept.set(is_stored);
                self.resume.set_value(Some(resume));
            }
            ToShopper::Signal(signal) => {
                let room = self.room.get_untracked();
                self.early.update_value(|early| early.receive(signal, room.as_ref()));
            }
            ToShopper::Problem(problem) => self.hear_problem(problem),
            ToShopper::CallBack(reply) => self.hear_call_back(reply),
            message @ (ToShopper::Shopping(_) | ToShopper::Product(_) | ToShopper::Ask(_)) => self.hear_shopping(message),
            // For the socket alone.
            ToShopper::Beat => {}
        }
    }

    fn hear_problem(self, problem: Problem) {
        if self.is_move_refused(&problem) {
            return;
        }
        self.is_joining.set(false);
        if self.call_back.phase.get_untracked() == Phase::Sending && !matches!(problem, Problem::Superseded) {
            self.call_back.phase.set(Phase::Refused(CallBackReply::Failed));
        }
        if matches!(problem, Problem::BadToken | Problem::SignedOut | Problem::Superseded | Problem::Upgrade) {
            if problem == Problem::Superseded {
                // The call goes on in the other window: a goodbye from here would end it there.
                if let Some(room) = self.room.get_untracked() {
                    room.close();
                    self.room.set(None);
                }
                self.forget();
            } else {
                self.drop_room();
            }
            self.reserve.keep(None);
            self.media.release();
            self.local.update(|local| local.refused = Some(problem.clone()));
        }
        self.problem.set(Some(problem));
    }

    fn hear_view(self, view: ShopperView) {
        let before = self.screen.get_untracked();
        self.clock.observe(view.now);
        let call = if let ShopperStage::InCall(call) = &view.stage { Some(call.clone()) } else { None };
        let warm_up = if let ShopperStage::Waiting { warm_up, .. } = &view.stage { warm_up.clone() } else { None };
        if !matches!(view.stage, ShopperStage::Outside { .. }) {
            self.is_joining.set(false);
        }
        let tracks = self.tracker.try_update_value(|tracker| tracker.follow(&view.stage, view.now, before == Screen::Returning));
        tracks.into_iter().flatten().for_each(|track| self.post(ToPage::Track(track)));
        self.view.set(Some(view));
        self.local.update(|local| {
            local.is_returning = false;
            // Who was writing is served; the form is still there afterwards.
            local.is_asking_back &= call.is_none();
        });
        let now = self.screen.get_untracked();

        match call.filter(|_| now == Screen::Call) {
            Some(call) => self.enter(*call),
            // The agent was lost, and somebody else comes.
            None if now == Screen::Waiting => self.let_go(),
            None => self.drop_room(),
        }
        self.follow_queue(before, now);
        // After the room, which takes it.
        self.reserve.keep(warm_up.filter(|_| matches!(now, Screen::Waiting | Screen::CallBack { in_line: true })).map(Reach::from));
        if before == Screen::Returning {
            self.tell_what_came_early();
        }
        if now != before {
            self.move_on(before, now);
        }
    }

    /// What follows from a new screen.
    fn move_on(self, before: Screen, now: Screen) {
        match now {
            Screen::Waiting => {
                self.tell(PageEvent::WaitingInQueue);
                self.look_for_notifications();
                self.media.open();
            }
            Screen::Call => {
                self.tell(PageEvent::CallStarting);
                self.media.open();
                if self.is_small.get_untracked() {
                    self.restore();
                }
            }
            Screen::Start | Screen::CallBack { in_line: false } | Screen::Returning | Screen::Over(_) | Screen::Blocked(_) => {
                self.media.release()
            }
            Screen::Before | Screen::CallBack { in_line: true } => {}
        }
        if before == Screen::Returning && now == Screen::Start {
            self.forget();
        }
    }

    /// Tells the merchant's page where a ticket begins and ends, whoever ended it.
    pub fn watch_screen(self) {
        Effect::new(move |before: Option<Screen>| {
            let now = self.screen.get();
            let before = before.unwrap_or(Screen::Start);
            if now.has_ticket() != before.has_ticket() && now != Screen::Returning {
                self.post(ToPage::Keep { open: now.has_ticket() });
            }
            if before == Screen::Call && now != Screen::Call {
                self.tell(PageEvent::CallEnded);
            }
            if before.has_ticket() && !now.has_ticket() {
                // In memory the way back stays: a rating or a goodbye may still have to reach the server.
                self.forget_stored();
                if self.is_leaving.get_value() {
                    self.left();
                } else if self.is_small.get_untracked() {
                    self.restore();
                }
            }
            now
        });
    }

    fn enter(self, call: ShopperCall) {
        let ShopperCall { call, me, participants, ice, relay_only, hold, .. } = call;
        let reach = Reach { ice, relay_only };
        let room = self.room.get_untracked().filter(|room| room.call() == call);
        let room = room.unwrap_or_else(|| {
            self.let_go();
            let room = CallRoom::new(call, me, reach.clone(), self.surroundings());
            self.room.set(Some(room.clone()));
            room
        });
        room.update(&participants, &hold, reach);
        self.early.update_value(|early| early.flush(&room));
    }

    fn surroundings(self) -> Surroundings {
        let socket = self.socket.get_value();
        let send = move |message, delivery| socket.as_ref().is_some_and(|socket| socket.send(&message, delivery));
        let signal = send.clone();
        Surroundings {
            media: self.media,
            reserve: self.reserve,
            clock: self.clock,
            signal: Box::new(move |message| {
                signal(FromShopper::Signal(message), Delivery::NowOrNever);
            }),
            record: Box::new(move |flight, delivery| send(FromShopper::Flight(flight), delivery)),
        }
    }

    fn forget(self) {
        self.resume.set_value(None);
        self.forget_stored();
    }

    fn forget_stored(self) {
        self.page.with_value(|page| keeping::forget(&page.org));
    }

    /// Whether the line to the server is down.
    pub fn is_line_lost(self) -> bool {
        self.line.with(|line| matches!(line, SocketState::Lost { .. }))
    }
}
