//! The page of the catalogue: what there is, what is in it, and where it comes from.

use domain::{
    locale::phrase::{Catalogue, Console},
    wire::console::CataloguePage,
};
use leptos::prelude::*;

use super::{
    super::{Frame, form::Problems, history::zone_words},
    contents::InIt,
    form::SourceForm,
    state::State,
};
use crate::ui::{Notice, Tone, texts};

/// The page of the organisation's catalogue.
#[component]
pub fn CatalogueOfOrganisation(
    /// What the page is made of.
    page: CataloguePage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let heading = frame.phrases.text(Console::Catalogue).to_owned();
    let lead = frame.phrases.text(Catalogue::Lead).to_owned();
    view! { <Frame frame heading lead><Parts page /></Frame> }
}

#[component]
fn Parts(page: CataloguePage) -> impl IntoView {
    let texts = texts();
    let CataloguePage { frame, state, contents, zone, year, is_saved, is_asked, is_removed, .. } = page.clone();
    Problems::provide(page.problems.clone());
    let done = [(is_saved, Catalogue::Saved), (is_asked, Catalogue::ReadSoon), (is_removed, Catalogue::Removed)];
    let done = done.into_iter().find(|(is_done, _)| *is_done);
    let done = done.map(|(_, words)| view! { <div role="status"><Notice tone=Tone::Good>{texts.text(words)}</Notice></div> });
    let contents = contents.map(|contents| view! { <InIt org=frame.org.clone() contents /> });
    view! {
        <div class="catalogue">
            {done}
            <State org=frame.org.clone() state year />
            {contents}
            <SourceForm page />
            <p class="muted small">{zone_words(texts, &zone)}" "{texts.text(Catalogue::Pictures)}</p>
        </div>
    }
}
