//! The centre of the desk.

use domain::locale::phrase;
use leptos::{html, prelude::*};

use super::{
    blocked::{BlockedPanel, Elsewhere},
    call::Talk,
    idle::Rest,
    incoming::Incoming,
    model::DeskModel,
    ringing::Ringing,
    state::Stage,
};
use crate::ui::{Later, focus, texts};

/// What is going on now.
#[component]
pub fn StageRegion(
    /// The desk.
    desk: DeskModel,
    /// Tone and notifications.
    ringing: Ringing,
) -> impl IntoView {
    let texts = texts();
    // Rest changes its words in place: only another kind of centre is built anew.
    let kind = Memo::new(move |_| match desk.stage.get() {
        Stage::Idle(_) => None,
        stage => Some(stage),
    });
    let region = NodeRef::<html::Section>::new();
    keep_focus(desk, region);
    let centre = move || match kind.get() {
        None => Later(view! { <Rest desk ringing /> }).into_any(),
        Some(Stage::Call) => Later(view! { <Talk desk /> }).into_any(),
        Some(Stage::CallElsewhere) => Later(view! { <Elsewhere desk /> }).into_any(),
        Some(Stage::Incoming) => Later(view! { <Incoming desk /> }).into_any(),
        Some(Stage::Blocked(blocked)) => Later(view! { <BlockedPanel desk blocked /> }).into_any(),
        Some(Stage::Loading | Stage::Idle(_)) => view! {
            <div class="desk-panel" aria-busy="true">
                <span class="desk-loading" aria-hidden="true"></span>
                <p role="status">{texts.text(phrase::Desk::Connecting)}</p>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="desk-stage" aria-label=texts.text(phrase::Desk::StageRegion) tabindex="-1" node_ref=region>
            {centre}
        </section>
    }
}

/// Whoever pressed a button that is gone goes on from the centre, not from the page's start.
fn keep_focus(desk: DeskModel, region: NodeRef<html::Section>) {
    Effect::new(move |before: Option<Stage>| {
        let now = desk.stage.get();
        let document = web_sys::window().and_then(|window| window.document());
        let is_lost = document.is_some_and(|document| document.active_element().is_none_or(|element| element.tag_name() == "BODY"));
        if before.is_some_and(|before| before != now && before != Stage::Loading)
            && is_lost
            && let Some(region) = region.get_untracked()
        {
            focus(&region);
        }
        now
    });
}
