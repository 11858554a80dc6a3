//! A page that cannot go on, and the way on.

use domain::locale::phrase;
use leptos::prelude::*;

use super::{root::expect_visit, screen::Block};
use crate::ui::{Button, ButtonKind, ScreenHeading, texts};

/// Why this page cannot go on.
#[component]
pub fn Blocked(
    /// Why.
    block: Block,
) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let (heading, more) = match block {
        Block::Superseded => (phrase::Problems::SupersededHeading, phrase::Problems::SupersededMore),
        Block::Stale => (phrase::Problems::BadTokenHeading, phrase::Problems::BadTokenMore),
        Block::Upgrade => (phrase::Problems::UpgradeHeading, phrase::Problems::UpgradeMore),
    };
    view! {
        <div class="over">
            <div class="over-words">
                <ScreenHeading text=texts.text(heading) />
                <p class="muted">{texts.text(more)}</p>
            </div>
            <div class="over-ways">
                <Button kind=ButtonKind::Primary on:click=move |_| visit.reload()>{texts.text(phrase::Problems::Reload)}</Button>
            </div>
        </div>
    }
}
