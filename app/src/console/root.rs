//! Which page it is.

use domain::wire::ConsolePage;
use leptos::prelude::*;

use super::SignIn;
use crate::desk::Desk;

/// A page of the console bundle.
#[component]
pub fn ConsoleRoot(
    /// What the page is made of.
    page: ConsolePage,
) -> impl IntoView {
    match page {
        ConsolePage::SignIn(page) => view! { <SignIn page /> }.into_any(),
        ConsolePage::Desk(page) => view! { <Desk page /> }.into_any(),
    }
}
