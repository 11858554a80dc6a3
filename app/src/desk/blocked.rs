//! This tab cannot go on by itself: what happened, and the way on.

use domain::locale::phrase::Desk;
use leptos::prelude::*;

use super::{
    keys::Action,
    model::DeskModel,
    state::{Blocked, running},
};
use crate::ui::{Button, ButtonKind, Glyph, texts};

/// Why the server will not have this tab, and what to press.
#[component]
pub fn BlockedPanel(
    /// The desk.
    desk: DeskModel,
    /// Why.
    blocked: Blocked,
) -> impl IntoView {
    let texts = texts();
    let (heading, more, way_on) = match blocked {
        Blocked::SignedOut => (Desk::SignedOutHeading, Desk::SignedOutMore, Desk::SignInAgain),
        Blocked::Superseded => (Desk::SupersededHeading, Desk::SupersededMore, Desk::UseHere),
        Blocked::Upgrade => (Desk::UpgradeHeading, Desk::UpgradeMore, Desk::Reload),
        Blocked::Broken => (Desk::BrokenHeading, Desk::BrokenMore, Desk::Reload),
    };
    // Loading the desk without a session leads to the sign-in page and from there back.
    let go_on = move |_| if blocked == Blocked::Superseded { desk.use_here() } else { reload() };
    view! {
        <div class="desk-panel" role="alert">
            <h2 class="desk-panel-heading">{texts.text(heading)}</h2>
            <p class="desk-panel-more">{texts.text(more)}</p>
            <div class="desk-panel-actions">
                <Button kind=ButtonKind::Primary on:click=go_on>{texts.text(way_on)}</Button>
            </div>
        </div>
    }
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // Nothing can be done about a browser that will not load.
        let _ = window.location().reload();
    }
}

/// The call is in another tab or on another device of this agent.
#[component]
pub fn Elsewhere(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let with = move || {
        let name = desk.view.with(|view| running(view.as_ref(), &Default::default()).and_then(|call| call.shopper.name.clone()));
        texts.with(Desk::ElsewhereWith, &name.unwrap_or_else(|| texts.text(Desk::SomeShopper)))
    };
    view! {
        <div class="desk-panel">
            <h2 class="desk-panel-heading">{texts.text(Desk::ElsewhereHeading)}</h2>
            <p class="desk-panel-more">{texts.text(Desk::ElsewhereMore)}</p>
            <p>{with}</p>
            <div class="desk-panel-actions">
                <Button kind=ButtonKind::Primary icon=Glyph::Phone attr:aria-keyshortcuts=Action::BringHere.key() on:click=move |_| desk.take_over()>
                    {texts.text(Desk::BringHere)}
                </Button>
            </div>
        </div>
    }
}
