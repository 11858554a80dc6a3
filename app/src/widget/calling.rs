//! In the call.

use domain::{Timestamp, locale::phrase, wire::ShopperStage};
use leptos::prelude::*;

use super::{
    root::expect_visit,
    shopping::Shop,
    still::{StillQuestion, StillsInCall},
};
use crate::{
    call::CallStage,
    ui::{ScreenHeading, texts},
};

/// The call.
#[component]
pub fn Calling() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let started_at = Memo::new(move |before: Option<&Timestamp>| {
        let started_at = visit.view.with(|view| match view.as_ref().map(|view| &view.stage) {
            Some(ShopperStage::InCall(call)) => Some(call.started_at),
            _ => None,
        });
        started_at.or(before.copied()).unwrap_or_default()
    });
    let stage = move || {
        let room = visit.room.get()?;
        let on_end = UnsyncCallback::new(move |()| visit.leave());
        Some(view! { <CallStage room clock=visit.clock started_at=started_at.get_untracked() on_end /> })
    };
    let heading = Signal::derive(move || match visit.agent_name() {
        Some(name) => texts.with(phrase::Waiting::CallWith, &name),
        None => texts.text(phrase::Waiting::InCall),
    });
    view! {
        <div class="calling">
            <ScreenHeading hidden=true text=heading />
            {stage}
            <Shop />
            <StillsInCall />
            <StillQuestion />
        </div>
    }
}
