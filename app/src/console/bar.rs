//! The bar over every page of the console.

use domain::{OrgId, locale::phrase::Desk};
use leptos::prelude::*;

use crate::ui::{Glyph, Icon, texts};

/// The organisation, who is signed in, the way out, and what the page adds at the end of the line.
#[component]
pub fn ConsoleBar(
    /// The organisation.
    org: OrgId,
    /// Its name.
    org_name: String,
    /// Who is signed in.
    person_name: String,
    /// What the page adds.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let texts = texts();
    let action = format!("/o/{org}/sign-out");
    view! {
        <header class="bar">
            <p class="bar-org">{org_name}</p>
            <p class="bar-person">
                <span class="visually-hidden">{texts.with(Desk::SignedInAs, &person_name)}</span>
                <span aria-hidden="true">{person_name}</span>
            </p>
            <form class="bar-sign-out" method="post" action=action>
                <button type="submit" class="button button-quiet">
                    <Icon glyph=Glyph::SignOut />
                    <span class="bar-sign-out-words">{texts.text(Desk::SignOut)}</span>
                </button>
            </form>
            {children.map(|children| children())}
        </header>
    }
}
