//! There is no way in, or not any more.

use domain::{
    call::GuestEnd,
    locale::phrase::{self, Guest},
};
use leptos::prelude::*;

use super::{model::GuestModel, screen::Ending};
use crate::ui::{Button, ButtonKind, ScreenHeading, Texts, texts};

/// What an ending says: a heading and one more sentence.
fn words(ending: Ending, texts: Texts) -> (String, String) {
    let (heading, more) = match ending {
        Ending::NoLink => (Guest::NoLinkHeading, Guest::NoLinkMore),
        Ending::Used => (Guest::UsedHeading, Guest::UsedMore),
        Ending::Superseded => (Guest::SupersededHeading, Guest::SupersededMore),
        Ending::Upgrade => {
            return (texts.text(phrase::Problems::UpgradeHeading), texts.text(phrase::Problems::UpgradeMore));
        }
        Ending::Gone(GuestEnd::Refused) => (Guest::RefusedHeading, Guest::RefusedMore),
        Ending::Gone(GuestEnd::ShownOut) => (Guest::ShownOutHeading, Guest::ShownOutMore),
        Ending::Gone(GuestEnd::Left) => (Guest::LeftHeading, Guest::LeftMore),
        Ending::Gone(GuestEnd::Lost) => (Guest::LostHeading, Guest::LostMore),
        Ending::Gone(GuestEnd::CallOver) => (Guest::CallOverHeading, Guest::CallOverMore),
        Ending::Dead | Ending::Gone(GuestEnd::TakenBack | GuestEnd::Expired) => (Guest::DeadHeading, Guest::DeadMore),
    };
    (texts.text(heading), texts.text(more))
}

/// The ending.
#[component]
pub fn Over(
    /// The guest's visit.
    guest: GuestModel,
    /// Which.
    ending: Ending,
) -> impl IntoView {
    let texts = texts();
    let (heading, more) = words(ending, texts);
    let way_on = match ending {
        Ending::Superseded => Some(
            view! { <Button kind=ButtonKind::Primary on:click=move |_| guest.use_here()>{texts.text(Guest::BringHere)}</Button> }
                .into_any(),
        ),
        Ending::Upgrade => Some(
            view! { <Button kind=ButtonKind::Primary on:click=move |_| guest.reload()>{texts.text(phrase::Problems::Reload)}</Button> }
                .into_any(),
        ),
        _ => None,
    };
    view! {
        <div class="over">
            <div class="over-words">
                <ScreenHeading text=heading />
                <p class="muted">{more}</p>
            </div>
            <div class="over-ways">{way_on}</div>
        </div>
    }
}
