//! For browsers in which the widget cannot run. Always in the page, so that it needs nothing of what is missing: the inline
//! script marks the document with the reason, and the style sheet shows this instead of the widget.

use domain::{locale::phrase, wire::Press};
use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, texts};

/// Why, and the way on.
#[component]
pub fn Unsupported() -> impl IntoView {
    let texts = texts();
    view! {
        <section class="unsupported" aria-labelledby="unsupported-title">
            <div class="card">
                <h1 id="unsupported-title">
                    <span class="unsupported-browser">{texts.text(phrase::Problems::UnsupportedHeading)}</span>
                    <span class="unsupported-load">{texts.text(phrase::Problems::UnsupportedLoadHeading)}</span>
                </h1>
                <p class="unsupported-browser">{texts.text(phrase::Problems::UnsupportedBrowser)}</p>
                <p class="unsupported-load">{texts.text(phrase::Problems::UnsupportedLoad)}</p>
                <div class="unsupported-ways">
                    // What is pressed here, the inline script hears alone.
                    <span class="unsupported-load">
                        <Button kind=ButtonKind::Primary attr:data-press=Press::Reload.as_str()>{texts.text(phrase::Problems::Reload)}</Button>
                    </span>
                    // An empty address is this page's own, without the fragment: alone in its window it has no page to speak with.
                    <a class="button" href="" target="_blank" rel="noopener">{texts.text(phrase::Problems::OpenInBrowser)}</a>
                    <Button kind=ButtonKind::Quiet attr:data-press=Press::Close.as_str()>
                        {texts.text(phrase::Start::Close)}
                    </Button>
                </div>
                <p class="muted small unsupported-browser">{texts.text(phrase::Problems::UnsupportedInApp)}</p>
            </div>
        </section>
    }
}
