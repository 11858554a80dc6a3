//! The terms of the call, and their acceptance.

use domain::locale::phrase;
use leptos::prelude::*;

use super::root::expect_visit;
use crate::ui::{Checkbox, texts};

/// The id of what is said when the box is not ticked.
const PROBLEM_ID: &str = "terms-problem";

/// A box to tick, and the terms themselves: the organisation's own page, or ours in a fold.
#[component]
pub fn Terms(
    /// Whether the box is ticked.
    accepted: RwSignal<bool>,
    /// Whether to say that it must be.
    is_missing: Signal<bool>,
) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let url = visit.page.with_value(|page| page.terms_url.clone());
    let terms = match url {
        Some(url) => view! {
            <a class="terms-link" href=url target="_blank" rel="noopener noreferrer">{texts.text(phrase::Preview::TermsReadNewTab)}</a>
        }
        .into_any(),
        None => view! {
            <details class="terms-fold">
                <summary>{texts.text(phrase::Preview::TermsRead)}</summary>
                <p>{texts.text(phrase::Preview::TermsText)}</p>
            </details>
        }
        .into_any(),
    };
    view! {
        <div class="terms">
            <Checkbox name="terms" checked=accepted described_by=PROBLEM_ID invalid=is_missing>
                {texts.text(phrase::Preview::TermsAccept)}
            </Checkbox>
            <p class="terms-problem" id=PROBLEM_ID role="alert">
                {move || is_missing.get().then(|| texts.text(phrase::Preview::TermsMissing))}
            </p>
            {terms}
        </div>
    }
}
