//! Calls a shopper who looks at another tab: by a tone, and through the merchant's page by its title and a notification.

use domain::{CallId, locale::phrase, wire::ShopperStage};
use leptos::prelude::*;

use super::visit::Visit;
use crate::{
    client::Listener,
    frame::{Notifications, PageCall, ToPage},
    media::Speaker,
    ui::Texts,
};

/// How long the tone goes on, in seconds, for a shopper who does not come.
const SOUNDS_FOR: i64 = 20;

/// What to call for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    /// An agent is being rung.
    Turn,
    /// An agent has answered this call.
    Answered(CallId),
}

/// Why a shopper who looks elsewhere should come; never for a call that was looked at before.
fn reason(stage: &ShopperStage, seen: Option<&CallId>) -> Option<Reason> {
    match stage {
        ShopperStage::Waiting { is_ringing: true, .. } => Some(Reason::Turn),
        ShopperStage::InCall(call) if seen != Some(&call.call) => Some(Reason::Answered(call.call.clone())),
        _ => None,
    }
}

fn call_of(stage: &ShopperStage) -> Option<CallId> {
    match stage {
        ShopperStage::InCall(call) => Some(call.call.clone()),
        _ => None,
    }
}

/// Calls as long as there is a reason and the shopper looks at another tab.
pub fn call_the_absent(visit: Visit, texts: Texts) {
    let is_away = RwSignal::new(false);
    let listener = StoredValue::new_local(None);
    let speaker = StoredValue::new_local(None::<Speaker>);
    let seen = RwSignal::new(None::<CallId>);
    Effect::new(move |_| {
        let look = move || is_away.set(web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden()));
        look();
        listener.set_value(Listener::document("visibilitychange", move |_| look()));
    });
    Effect::new(move |_| {
        if !is_away.get()
            && let Some(call) = visit.view.with(|view| call_of(&view.as_ref()?.stage))
        {
            seen.set(Some(call));
        }
    });
    let wanted = Memo::new(move |_| {
        let reason = visit.view.with(|view| reason(&view.as_ref()?.stage, seen.get().as_ref()));
        reason.filter(|_| is_away.get())
    });
    Effect::new(move |was_calling: Option<bool>| {
        let wanted = wanted.get();
        if wanted.is_some() || was_calling == Some(true) {
            let call = wanted.as_ref().map(|reason| words(reason, visit, texts));
            visit.post(ToPage::Call { payload: call });
        }
        match wanted {
            // Made for the first call: a widget that is looked at all the time needs none.
            Some(_) => speaker.update_value(|speaker| {
                if speaker.is_none() {
                    *speaker = Speaker::new();
                }
                if let Some(speaker) = speaker {
                    speaker.ring(SOUNDS_FOR);
                }
            }),
            None => speaker.update_value(|speaker| {
                if let Some(speaker) = speaker {
                    speaker.hush();
                }
            }),
        }
        wanted.is_some()
    });
    on_cleanup(move || {
        let _ = speaker.try_update_value(Option::take);
    });
}

fn words(reason: &Reason, visit: Visit, texts: Texts) -> PageCall {
    let text = match reason {
        Reason::Turn => texts.text(phrase::Waiting::RingingShort),
        Reason::Answered(_) => match untrack(|| visit.agent_name()) {
            Some(name) => texts.with(phrase::Waiting::IsHere, &name),
            None => texts.text(phrase::Waiting::RingingShort),
        },
    };
    PageCall { text: Some(text), body: Some(visit.page.with_value(|page| page.org_name.clone())), ask: false }
}

impl Visit {
    /// Asks the merchant's page whether it can show notifications, without asking the shopper.
    pub(super) fn look_for_notifications(self) {
        self.post(ToPage::Call { payload: Some(PageCall::default()) });
    }

    /// Asks the shopper, through the merchant's page, whether a notification may say when it is time. Works from a press.
    pub(super) fn ask_for_notifications(self) {
        self.post(ToPage::Call { payload: Some(PageCall { ask: true, ..PageCall::default() }) });
    }

    /// What was decided about notifications; reactive.
    pub fn notifications(self) -> Option<Notifications> {
        self.notifications.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::samples;

    #[test]
    fn a_shopper_is_called_when_an_agent_is_rung_and_when_one_has_answered() {
        assert_eq!(reason(&samples::ringing(), None), Some(Reason::Turn));
        assert!(matches!(reason(&samples::in_call(), None), Some(Reason::Answered(_))));
    }

    #[test]
    fn who_merely_waits_or_has_looked_at_the_call_is_left_alone() {
        assert_eq!(reason(&samples::waiting(2), None), None);
        let stage = samples::in_call();
        assert_eq!(reason(&stage, call_of(&stage).as_ref()), None);
        assert!(reason(&stage, Some(&CallId::from_random([99; 20]))).is_some());
    }
}
