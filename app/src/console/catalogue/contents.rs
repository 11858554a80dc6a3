//! What is in a catalogue, and the search through it.

use domain::{
    OrgId,
    locale::phrase::Catalogue,
    product::{Hit, Money, Price, SearchResults},
    wire::console::Contents,
};
use leptos::prelude::*;

use super::super::form::Line;
use crate::{shopping::Picture, ui::texts};

/// A search, and a page of what it found.
#[component]
pub fn InIt(
    /// Whose it is.
    org: OrgId,
    /// What was looked for and found.
    contents: Contents,
) -> impl IntoView {
    let texts = texts();
    let Contents { term, results } = contents;
    let here = format!("/o/{org}/catalogue");
    let matches = results.matches.unwrap_or_default();
    let found = if results.hits.is_empty() {
        view! { <p class="catalogue-none" dir="auto">{texts.with(Catalogue::NothingFound, &term)}</p> }.into_any()
    } else {
        let row = |hit| view! { <Row hit /> };
        let rows = results.hits.iter().cloned().map(row).collect::<Vec<_>>();
        view! {
            <p class="muted small">{texts.count(Catalogue::Matches, matches)}</p>
            <ul class="catalogue-rows" role="list">{rows}</ul>
        }
        .into_any()
    };
    view! {
        <section class="card form-card">
            <form class="catalogue-search" method="get" action=here.clone() role="search">
                <Line label=texts.text(Catalogue::Search) name="q" kind="search" value=term.clone() />
                <button type="submit" class="button">{texts.text(Catalogue::SearchButton)}</button>
            </form>
            {found}
            <Pages here term results />
        </section>
    }
}

#[component]
fn Row(hit: Hit) -> impl IntoView {
    let texts = texts();
    let Hit { sku, name, image, url, price } = hit;
    let name = match url {
        Some(url) => view! { <a class="link" href=url target="_blank" rel="noopener noreferrer" dir="auto">{name}</a> }.into_any(),
        None => view! { <span dir="auto">{name}</span> }.into_any(),
    };
    let price = price.map(|Price { current, original }| {
        let before = original.map(|original| view! { <s>{amount(original)}</s> });
        view! { <div><dt>{texts.text(Catalogue::Price)}</dt><dd>{amount(current)} " " {before}</dd></div> }
    });
    view! {
        <li class="catalogue-row">
            <Picture source=Signal::derive(move || image.clone()) alt=String::new() />
            <span class="catalogue-name">{name}</span>
            <dl class="console-facts">
                <div><dt>{texts.text(Catalogue::Sku)}</dt><dd><code>{sku.to_string()}</code></dd></div>
                {price}
            </dl>
        </li>
    }
}

#[component]
fn Pages(here: String, term: String, results: SearchResults) -> impl IntoView {
    let texts = texts();
    let SearchResults { page, pages, .. } = results;
    let to = move |page: u32, words: Catalogue, rel: &'static str| {
        let href = format!("{here}?q={}&page={page}", encoded(&term));
        view! { <a class="button" href=href rel=rel>{texts.text(words)}</a> }
    };
    let place = [texts.with(Catalogue::Page, &page.to_string()), texts.with(Catalogue::OfPages, &pages.to_string())].join(" ");
    (pages > 1).then(move || {
        let before = (page > 1).then(|| to(page - 1, Catalogue::Previous, "prev"));
        let after = (page < pages).then(|| to(page + 1, Catalogue::Next, "next"));
        view! { <nav class="console-actions" aria-label=texts.text(Catalogue::Pages)>{before}{after}<span class="muted small">{place}</span></nav> }
    })
}

/// As the server and the browser both write it: what only browsers can write would not be what was rendered.
fn amount(money: Money) -> String {
    [money.currency.as_str(), &money.decimal()].join(" ")
}

/// A text as an address holds it.
fn encoded(text: &str) -> String {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    text.bytes().map(|byte| if is_plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_stands_in_an_address_as_it_is_read_again() {
        assert_eq!(encoded("a-1_z. &ä"), "a-1_z.%20%26%C3%A4");
    }
}
