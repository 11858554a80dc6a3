//! A call-back instead of a call: what the shopper has written so far, and what became of it. What is written stays while the line
//! to the server is away and while other screens are shown.

mod form;

pub use form::CallBackScreen;

use domain::{
    call_back::{AskCallBack, WrongField},
    shopper_data,
    wire::{CallBackReply, FromShopper},
};
use leptos::prelude::*;

use super::{keeping, visit::Visit};
use crate::client::{Delivery, SocketState, fresh_name};

/// How far the wish has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// It is being written.
    #[default]
    Writing,
    /// It is sent, or goes out as soon as the server can be reached.
    Sending,
    /// It is on the agents' list.
    Kept,
    /// It was not taken; what was written is still there.
    Refused(CallBackReply),
}

/// The form. A copy is the same form.
#[derive(Clone, Copy, Debug)]
pub struct CallBackModel {
    /// What is written, as it goes to the server.
    pub form: RwSignal<AskCallBack>,
    /// What is wrong with it.
    pub wrong: RwSignal<Vec<WrongField>>,
    /// How far the wish has come.
    pub phase: RwSignal<Phase>,
    /// What puts the shopper at the front on coming back.
    secret: StoredValue<Option<String>>,
}

impl CallBackModel {
    /// An empty form.
    pub fn new() -> Self {
        Self {
            form: RwSignal::new(AskCallBack::default()),
            wrong: RwSignal::new(vec![]),
            phase: RwSignal::new(Phase::Writing),
            secret: StoredValue::new(None),
        }
    }
}

impl Visit {
    /// From the start, or out of the line, to the form.
    pub fn ask_back(&self) {
        self.problem.set(None);
        let data = self.data.get_value();
        self.call_back.form.update(|form| fill_in(form, &data));
        self.local.update(|local| local.is_asking_back = true);
    }

    /// Back to where the shopper was: the start, or the place in line.
    pub fn leave_call_back(&self) {
        let is_done = self.call_back.phase.get_untracked() == Phase::Kept;
        self.forget_form();
        if is_done && !self.show_next_queue() {
            self.dismiss();
        }
    }

    /// The form is closed; what was written stays, unless it has been sent.
    pub(super) fn forget_form(&self) {
        if self.call_back.phase.get_untracked() == Phase::Kept {
            self.call_back.form.set(AskCallBack::default());
        }
        self.call_back.wrong.set(vec![]);
        self.call_back.phase.set(Phase::Writing);
        self.local.update(|local| local.is_asking_back = false);
    }

    /// Sends the form, if it is in order.
    pub fn send_call_back(&self) {
        let model = self.call_back;
        match model.form.with_untracked(AskCallBack::read) {
            Err(wrong) => model.wrong.set(wrong),
            Ok(_) => {
                model.wrong.set(vec![]);
                model.form.update(|form| {
                    if form.secret.is_empty() {
                        form.secret = fresh_name();
                    }
                });
                model.phase.set(Phase::Sending);
            }
        }
    }

    /// Sends what is to be sent, now and each time the line is back before the server has answered: the same form twice counts once.
    pub fn watch_call_back(self) {
        Effect::new(move |_| {
            let is_due = self.call_back.phase.get() == Phase::Sending && self.line.with(|line| *line == SocketState::Open);
            if is_due {
                let place = self.place.get_value();
                let language = self.page.with_value(|page| page.language.clone());
                let queue = untrack(|| self.queue()).slug;
                let form = AskCallBack {
                    queue: Some(queue),
                    language,
                    page_url: Some(place.url).filter(|url| !url.is_empty()),
                    page_title: Some(place.title).filter(|title| !title.is_empty()),
                    ..self.call_back.form.get_untracked()
                };
                self.send(&FromShopper::AskCallBack(Box::new(form)), Delivery::NowOrNever);
            }
        });
    }

    /// What became of the wish.
    pub(super) fn hear_call_back(&self, reply: CallBackReply) {
        let model = self.call_back;
        match reply {
            CallBackReply::Kept => {
                let secret = model.form.with_untracked(|form| form.secret.clone());
                if self.may_store.get_value() {
                    self.page.with_value(|page| keeping::write_call_back(&page.org, &secret));
                }
                model.secret.set_value(Some(secret));
                model.phase.set(Phase::Kept);
                self.reserve.keep(None);
                self.media.release();
            }
            CallBackReply::Wrong(wrong) => {
                model.wrong.set(wrong);
                model.phase.set(Phase::Writing);
            }
            reply => model.phase.set(Phase::Refused(reply)),
        }
    }

    /// The secret of a call-back that was asked for in this window.
    pub(super) fn call_back_secret(&self) -> Option<String> {
        self.call_back.secret.get_value().or_else(|| self.page.with_value(|page| keeping::read_call_back(&page.org)))
    }
}

/// What the page told of its shopper need not be written again.
fn fill_in(form: &mut AskCallBack, data: &serde_json::Value) {
    let (claims, _) = shopper_data::claims(data);
    let told = |key: &str| claims.iter().find(|claim| claim.key == key).map(|claim| claim.value.clone()).unwrap_or_default();
    if form.name.is_empty() {
        form.name = shopper_data::name(&claims).unwrap_or_default();
    }
    if form.email.is_empty() {
        form.email = told("email");
    }
    if form.phone.is_empty() {
        form.phone = told("phone");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_page_told_is_filled_in_and_what_was_written_stays() {
        let data = json!({ "firstName": "Joe", "lastName": "Doe", "email": "joe@shop.example", "phone": "12345" });
        let mut form = AskCallBack { phone: "67890".into(), ..AskCallBack::default() };
        fill_in(&mut form, &data);
        assert_eq!((form.name.as_str(), form.email.as_str(), form.phone.as_str()), ("Joe Doe", "joe@shop.example", "67890"));
    }
}
