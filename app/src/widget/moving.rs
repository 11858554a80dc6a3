//! When the merchant's page names another queue: before a ticket it is shown, in line the shopper is asked, and in a call it is kept
//! for the next one.

use domain::{
    locale::phrase,
    wire::{FromShopper, Problem, ShopperStage},
};
use leptos::prelude::*;

use super::{keeping, root::expect_visit, screen::Screen, visit::Visit};
use crate::{
    client::Delivery,
    frame::{PageLine, PageQueue, ToPage},
    ui::{Button, ButtonKind, Dialog, texts},
};

impl Visit {
    /// The page names a queue.
    pub(super) fn hear_queue(self, queue: PageQueue) {
        match self.screen.get_untracked() {
            Screen::Waiting if self.stands_in(&queue) => self.asked.set(None),
            Screen::Waiting => {
                self.refused_queue.set(None);
                self.asked.set(Some(queue));
                if self.is_small.get_untracked() {
                    self.restore();
                }
            }
            // Asked as soon as it is known that there is a line to stand in.
            Screen::Returning | Screen::CallBack { in_line: true } => self.asked.set(Some(queue)),
            Screen::Start if self.page.with_value(|page| keeping::read(&page.org)).is_some() => self.asked.set(Some(queue)),
            Screen::Call | Screen::CallBack { in_line: false } | Screen::Over(_) => self.next_queue.set_value(Some(queue.id)),
            Screen::Start | Screen::Before | Screen::Blocked(_) => self.show_queue(&queue.id),
        }
    }

    /// Loads this page anew if the next ticket belongs to another queue; whether it does.
    pub(super) fn show_next_queue(self) -> bool {
        let next = self.next_queue.get_value();
        if let Some(queue) = &next {
            self.show_queue(queue);
        }
        next.is_some()
    }

    fn show_queue(self, queue: &str) {
        self.frame.with_value(|frame| {
            if let Some(frame) = frame {
                frame.show_queue(queue);
            }
        });
    }

    fn stands_in(self, queue: &PageQueue) -> bool {
        self.view.with_untracked(|view| match view.as_ref().map(|view| &view.stage) {
            Some(ShopperStage::Waiting { queue: Some(now), .. }) => now.as_str() == queue.id,
            _ => false,
        })
    }

    /// The shopper would go to the end of the other line.
    pub(super) fn change_line(self) {
        let Some(queue) = self.asked.get_untracked() else { return };
        self.moving.set_value(Some(queue.clone()));
        self.asked.set(None);
        self.send(&FromShopper::Move { queue: queue.id }, Delivery::Keep);
    }

    /// The shopper stays; so does the page's queue.
    pub(super) fn stay_in_line(self) {
        if let Some(queue) = self.asked.get_untracked() {
            self.asked.set(None);
            self.tell_line(Some(queue.id));
        }
    }

    /// Whether the problem is that the other queue could not take the ticket, which then stands where it stood.
    pub(super) fn is_move_refused(self, problem: &Problem) -> bool {
        let is_answer = matches!(
            problem,
            Problem::UnknownQueue { .. } | Problem::QueueClosed | Problem::QueueFull | Problem::NobodyThere | Problem::Internal
        );
        match self.moving.get_value().filter(|_| is_answer) {
            Some(queue) => {
                self.moving.set_value(None);
                self.refused_queue.set(Some(queue.name));
                self.tell_line(Some(queue.id));
                true
            }
            None => false,
        }
    }

    /// What follows from a new view.
    pub(super) fn follow_queue(self, before: Screen, now: Screen) {
        if let Some(queue) = self.moving.get_value() {
            // Out of line, an agent was quicker.
            if self.stands_in(&queue) || now != Screen::Waiting {
                self.moving.set_value(None);
                self.next_queue.set_value(Some(queue.id));
            }
        }
        if now != Screen::Waiting
            && !matches!(now, Screen::Returning | Screen::CallBack { in_line: true })
            && let Some(queue) = self.asked.get_untracked()
        {
            self.asked.set(None);
            self.hear_queue(queue);
        }
        if now != before {
            self.refused_queue.set(None);
        }
        self.tell_line(None);
    }

    /// Tells the page where in line the shopper is, if that is news. `declined`: the queue that it shall not count on.
    fn tell_line(self, declined: Option<String>) {
        let is_waiting = self.screen.get_untracked() == Screen::Waiting;
        let line = self.view.with_untracked(|view| match view.as_ref().map(|view| (&view.stage, view.now)) {
            Some((ShopperStage::Waiting { queue, place, wait, .. }, now)) if is_waiting => Some(PageLine {
                queue_id: queue.clone(),
                place: *place,
                wait: wait.as_ref().map(|wait| wait.left(now).p50.ceil_secs()),
                declined,
            }),
            _ => None,
        });
        let is_answer = line.as_ref().is_some_and(|line| line.declined.is_some());
        if is_answer || self.told_line.with_value(|told| *told != line) {
            self.told_line.set_value(line.clone());
            self.post(ToPage::Line { line });
        }
    }
}

/// Asks a shopper in line whether to wait in another one. Closed without an answer, all stays as it is.
#[component]
pub fn Moving() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let open = RwSignal::new(false);
    let is_asked = Memo::new(move |_| visit.screen.get() == Screen::Waiting && visit.asked.with(Option::is_some));
    Effect::new(move |_| open.set(is_asked.get()));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            visit.stay_in_line();
        }
        is_open
    });
    // What was asked stays readable while the dialog goes.
    let more = Memo::new(move |before: Option<&String>| {
        let name = visit.asked.with(|asked| asked.as_ref().map(|queue| queue.name.clone()));
        name.map_or_else(|| before.cloned().unwrap_or_default(), |name| texts.with(phrase::Waiting::MoveMore, &name))
    });
    view! {
        <Dialog open heading=texts.text(phrase::Waiting::MoveHeading) id="moving-title">
            <p>{move || more.get()}</p>
            <div class="dialog-ways">
                <Button on:click=move |_| visit.stay_in_line()>{texts.text(phrase::Waiting::MoveNo)}</Button>
                <Button kind=ButtonKind::Primary on:click=move |_| visit.change_line()>{texts.text(phrase::Waiting::MoveYes)}</Button>
            </div>
        </Dialog>
    }
}
