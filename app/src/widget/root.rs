//! The widget's root: the frame around the screens.

use domain::wire::{WidgetPage, WidgetPageState};
use leptos::prelude::*;

use super::{
    attention::call_the_absent,
    before::Before,
    blocked::Blocked,
    call_back::CallBackScreen,
    calling::Calling,
    header::Header,
    moving::Moving,
    over::Over,
    screen::Screen,
    small::Small,
    status::{LineNotice, Status},
    visit::Visit,
    waiting::{Returning, Waiting},
};
use crate::{
    client::{Listener, mark_hydrated},
    start::Start,
    ui::{Focusing, provide_texts},
};

/// The widget, from the start screen to the thank-you.
#[component]
pub fn Widget(
    /// What the page is made of.
    page: WidgetPage,
) -> impl IntoView {
    let texts = provide_texts(page.phrases.clone());
    let visit = Visit::new(page);
    provide_context(visit);
    provide_context(Focusing::new(visit.is_small));
    Effect::new(move |_| visit.begin());
    visit.watch_screen();
    visit.watch_call();
    visit.watch_shopping();
    call_the_absent(visit, texts);
    visit.watch_call_back();
    close_on_escape(visit);
    mark_hydrated();
    view! { <WidgetFrame /> }
}

/// Everything the widget shows, around a visit that is in context.
#[component]
pub fn WidgetFrame() -> impl IntoView {
    let visit = expect_visit();
    let queue = Memo::new(move |_| visit.queue());
    let (stands_in, drop_in) = visit.page.with_value(|page| (matches!(page.state, WidgetPageState::UnknownQueue { .. }), page.drop_in));
    let screen = move || match visit.screen.get() {
        Screen::Start => view! { <Start queue stands_in drop_in cards=visit.cards listens=visit.listens /> }.into_any(),
        Screen::Before => view! { <Before /> }.into_any(),
        Screen::CallBack { in_line } => view! { <CallBackScreen in_line /> }.into_any(),
        Screen::Returning => view! { <Returning /> }.into_any(),
        Screen::Waiting => view! { <Waiting /> }.into_any(),
        Screen::Call => view! { <Calling /> }.into_any(),
        Screen::Over(ending) => view! { <Over ending /> }.into_any(),
        Screen::Blocked(block) => view! { <Blocked block /> }.into_any(),
    };
    view! {
        <div
            class="widget"
            class:widget-small=move || visit.is_small.get()
            class:widget-stage=move || visit.screen.get() == Screen::Call
        >
            <Header />
            <LineNotice />
            <main class="screen" inert=move || visit.is_small.get()>{screen}</main>
            <Small />
            <Status />
            <Moving />
        </div>
    }
}

/// The visit in context.
///
/// The root provides it before anything else is made; a component cannot be shown without it.
#[expect(clippy::expect_used, reason = "every component of this module stands below the root, which provides the visit")]
pub(super) fn expect_visit() -> Visit {
    use_context().expect("the root provides the visit")
}

/// Escape closes, or makes small; an open menu or question takes the key first.
fn close_on_escape(visit: Visit) {
    let listener = StoredValue::new_local(None);
    Effect::new(move |_| {
        listener.set_value(Listener::document("keydown", move |event| {
            use wasm_bindgen::JsCast;
            let is_escape = event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            let is_asked = visit.asked.with_untracked(Option::is_some);
            if is_escape && !is_asked && !event.default_prevented() && visit.is_embedded.get_untracked() {
                visit.close();
            }
        }));
    });
}
