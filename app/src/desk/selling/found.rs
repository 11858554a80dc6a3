//! What the shopper's page found, or the catalogue has.

use domain::{
    locale::phrase::Selling as Words,
    product::{Hit, SearchResults},
};
use leptos::prelude::*;

use super::{super::model::DeskModel, by_sku};
use crate::{
    call::{Search, SearchState},
    shopping::{Picture, PriceLine},
    ui::{Button, ButtonKind, Glyph, Icon, IconButton, Texts, texts},
};

/// The last search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// What is looked for.
    pub term: String,
    /// Which page of results was asked for.
    pub page: u32,
    /// How far it is.
    pub state: SearchState,
    /// Whether the catalogue is looked into, and not the shopper's page asked.
    pub in_catalogue: bool,
}

impl From<Search> for Searched {
    fn from(Search { term, page, state, in_catalogue, .. }: Search) -> Self {
        Self { term, page, state, in_catalogue }
    }
}

/// The results of the last search of this call.
#[component]
pub fn LastSearch(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let last = Memo::new(move |_| desk.room.with(|room| room.as_ref().and_then(crate::call::CallRoom::searched)).map(Searched::from));
    view! { <Found desk search=last /> }
}

/// What was found, or why nothing was. Its height is the same however far the search is, so that nothing moves when the answer comes.
#[component]
pub(super) fn Found(desk: DeskModel, #[prop(into)] search: Signal<Option<Searched>>) -> impl IntoView {
    let texts = texts();
    let heading = move || search.with(|search| search.as_ref().map(|search| texts.with(Words::FoundFor, &search.term)));
    let body = move || search.get().map(|search| body(desk, search, texts));
    view! {
        <Show when=move || search.with(Option::is_some)>
            <section class="found" aria-label=texts.text(Words::Found)>
                <div class="found-head">
                    <h3 dir="auto">{heading}</h3>
                    <IconButton
                        label=texts.text(Words::CloseFound)
                        icon=Glyph::Close
                        kind=ButtonKind::Quiet
                        on:click=move |_| desk.close_search()
                    />
                </div>
                <div class="found-body">{body}</div>
                <Pages desk search />
            </section>
        </Show>
    }
}

fn body(desk: DeskModel, search: Searched, texts: Texts) -> AnyView {
    let Searched { term, page, state, .. } = search;
    let again = move || {
        let term = term.clone();
        view! { <Button on:click=move |_| desk.search(&term, page)>{texts.text(Words::TryAgain)}</Button> }
    };
    match state {
        SearchState::Asked => view! { <p class="found-none"><span class="spinner" aria-hidden="true"></span></p> }.into_any(),
        SearchState::Found(results) if results.hits.is_empty() => {
            view! { <p class="found-none" aria-hidden="true"><Icon glyph=Glyph::Search /></p> }.into_any()
        }
        SearchState::Found(SearchResults { hits, locale, .. }) => {
            let locale = locale.map(|locale| locale.to_string());
            let rows: Vec<_> = hits.into_iter().map(|hit| view! { <Row desk hit locale=locale.clone() /> }).collect();
            view! { <ul class="selling-rows" role="list">{rows}</ul> }.into_any()
        }
        SearchState::Failed(_) | SearchState::NoAnswer => view! { <div class="found-none">{again()}</div> }.into_any(),
    }
}

/// How far the search is, in words.
fn says(search: &Searched, texts: Texts) -> String {
    match &search.state {
        SearchState::Asked => texts.text(if search.in_catalogue { Words::SearchingCatalogue } else { Words::Searching }),
        SearchState::Found(results) if results.hits.is_empty() => texts.with(Words::NothingFound, &search.term),
        SearchState::Found(results) => {
            // A page that does not say how many there are has told all of them when it has but one page.
            let alone = || u32::try_from(results.hits.len()).ok().filter(|_| results.pages == 1);
            let matches = results.matches.or_else(alone).map(|count| texts.count(Words::Matches, count));
            matches.into_iter().chain((results.pages > 1).then(|| place(results, texts))).collect::<Vec<_>>().join(" · ")
        }
        SearchState::Failed(Some(words)) => texts.with(Words::PageSays, words),
        SearchState::Failed(None) => texts.text(Words::SearchFailed),
        SearchState::NoAnswer => texts.text(if search.in_catalogue { Words::NoCatalogue } else { Words::NoAnswer }),
    }
}

fn place(results: &SearchResults, texts: Texts) -> String {
    [texts.with(Words::PageNumber, &results.page.to_string()), texts.with(Words::OfPages, &results.pages.to_string())].join(" ")
}

/// How far it is, and the way to the other pages. The buttons stay while another page is on its way, for one of them has the focus.
#[component]
fn Pages(desk: DeskModel, search: Signal<Option<Searched>>) -> impl IntoView {
    let texts = texts();
    let says = move || search.with(|search| search.as_ref().map(|search| says(search, texts)));
    let is_paged = Memo::new(move |before: Option<&bool>| {
        search.with(|search| match search.as_ref().map(|search| &search.state) {
            Some(SearchState::Found(results)) => results.pages > 1,
            Some(SearchState::Asked) => before.copied().unwrap_or_default(),
            _ => false,
        })
    });
    // The page before and the one after, of what was found.
    let next_to = move |search: &Option<Searched>| match search.as_ref().map(|search| &search.state) {
        Some(SearchState::Found(SearchResults { page, pages, .. })) => {
            (page.checked_sub(1).filter(|page| *page > 0), page.checked_add(1).filter(|page| page <= pages))
        }
        _ => (None, None),
    };
    let beside = Memo::new(move |_| search.with(next_to));
    let go = move |page: Option<u32>| {
        let term = search.with_untracked(|search| search.as_ref().map(|search| search.term.clone()));
        if let Some((term, page)) = term.zip(page) {
            desk.search(&term, page);
        }
    };
    view! {
        <div class="found-pages">
            <p role="status" dir="auto">{says}</p>
            <Show when=move || is_paged.get()>
                <IconButton
                    label=texts.text(Words::PreviousPage)
                    icon=Glyph::Up
                    kind=ButtonKind::Quiet
                    disabled=Signal::derive(move || beside.get().0.is_none())
                    on:click=move |_| go(beside.get_untracked().0)
                />
                <IconButton
                    label=texts.text(Words::NextPage)
                    icon=Glyph::Down
                    kind=ButtonKind::Quiet
                    disabled=Signal::derive(move || beside.get().1.is_none())
                    on:click=move |_| go(beside.get_untracked().1)
                />
            </Show>
        </div>
    }
}

#[component]
fn Row(desk: DeskModel, hit: Hit, locale: Option<String>) -> impl IntoView {
    let Hit { sku, name, image, price, .. } = hit;
    let price = price.map(|price| view! { <PriceLine price locale /> });
    view! {
        <li class="selling-row">
            <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
            <span class="selling-row-words">
                <span class="selling-row-name" dir="auto">{name.clone()}</span>
                {price}
            </span>
            <AddSku desk sku name />
        </li>
    }
}

/// The button that puts what has a name and a SKU into the tray. Where nobody tells products, there is none.
#[component]
pub(super) fn AddSku(desk: DeskModel, sku: domain::product::Sku, name: String) -> impl IntoView {
    let texts = texts();
    let wanted = StoredValue::new(by_sku(&sku));
    let is_there = Memo::new(move |_| wanted.with_value(|wanted| wanted.as_ref().is_some_and(|wanted| desk.has_in_tray(wanted))));
    let can_show = Memo::new(move |_| desk.shopping.state.with(|state| state.offered().products));
    let name = StoredValue::new(name);
    let label = Signal::derive(move || {
        name.with_value(|name| texts.with(if is_there.get() { Words::NamedIsThere } else { Words::AddNamed }, name))
    });
    let add = move || {
        if let Some(wanted) = wanted.get_value() {
            desk.show_product(wanted);
        }
    };
    view! {
        <Show when=move || can_show.get()>
            <IconButton
                label
                icon=Signal::derive(move || if is_there.get() { Glyph::Check } else { Glyph::Plus })
                disabled=is_there
                on:click=move |_| add()
            />
        </Show>
    }
}
