//! The page of the catalogue.

use domain::{
    Timestamp,
    catalogue::{Defaults, FeedProblem, LineProblem, Tally},
    product::{SearchResults, read_results},
    schedule::Zone,
    wire::{
        ConsolePage,
        console::{CatalogueForm, CataloguePage, CatalogueState, Contents, FormProblem, Section, Wrong},
    },
};
use serde_json::json;

use super::{frame, html, ids_are_told_apart_and_found, tags};

fn page() -> CataloguePage {
    let defaults = Defaults { locale: domain::locale::Language::english(), currency: None };
    CataloguePage {
        frame: frame(Section::Catalogue),
        state: CatalogueState::default(),
        contents: None,
        form: CatalogueForm::of(None, &defaults),
        version: 3,
        opened_at: Timestamp::default(),
        year: 2026,
        zone: "UTC".into(),
        problems: vec![],
        changed: None,
        is_saved: false,
        is_asked: false,
        is_removed: false,
        is_unsaved: false,
    }
}

fn tally(problems: usize) -> Tally {
    let problem = |line| LineProblem { line, words: format!("row <{line}>") };
    Tally { taken: 1, products: 1, left_out: 30, problems: (1..).take(problems).map(problem).collect() }
}

fn results(count: u32, pages: u32) -> SearchResults {
    let products: Vec<_> = (0..count)
        .map(|number| json!({ "sku": format!("S{number}"), "name": "Lamp <1>", "price": { "current": 1, "original": 2, "currency": "EUR" } }))
        .collect();
    let built = json!({ "products": products, "pagination": { "totalPages": pages, "totalMatches": 45, "currentPageIndex": 2 } });
    read_results(&built, 2, None).unwrap_or_default()
}

fn shown(page: CataloguePage) -> String {
    html(ConsolePage::Catalogue(Box::new(page)))
}

#[test]
fn an_empty_catalogue_teaches_how_one_begins() {
    let html = shown(CataloguePage { is_removed: true, ..page() });
    assert!(html.contains("There is no catalogue yet") && html.contains("The catalogue is empty now."), "{html}");
    assert!(!html.contains("Remove everything") && !html.contains("role=\"search\""));
    let form = tags(&html, "console-form").next().unwrap_or_default();
    assert!(form.contains("enctype=\"multipart/form-data\""), "{form}");
    ids_are_told_apart_and_found(&html);
}

#[test]
fn what_was_read_is_told_in_numbers_and_problems_by_line() {
    let stamp = "UTC".parse::<Zone>().ok().map(|zone| zone.stamp(Timestamp::from_micros(1_795_341_600_000_000)));
    let address = Some(("https://shop.example/<feed>".to_owned(), 6));
    let state = CatalogueState { address, read_at: stamp, next_at: stamp, tally: tally(20), ..CatalogueState::default() };
    let html = shown(CataloguePage { state: state.clone(), ..page() });
    for words in [
        "From https://shop.example/&lt;feed&gt;",
        "Read every 6 hours",
        "Last read 22 November, 10:00",
        "1 row taken",
        "30 rows left out",
        "Line 20",
        "row &lt;20&gt;",
        "The first 20 are listed.",
        "Read it now",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let failure = Some(FeedProblem::Unread("the server does not answer".into()));
    let failed = shown(CataloguePage { state: CatalogueState { failure, tried_at: stamp, ..state }, ..page() });
    assert!(failed.contains("so what was read before still counts.") && failed.contains("the server does not answer"), "{failed}");
    ids_are_told_apart_and_found(&html);
}

#[test]
fn what_is_in_it_has_names_prices_and_ways_to_other_pages() {
    let contents = Contents { term: "a&b".into(), results: results(2, 3) };
    let html = shown(CataloguePage { contents: Some(contents), ..page() });
    assert!(html.contains("Lamp &lt;1&gt;") && html.contains("EUR 2.00") && html.contains("45 products"), "{html}");
    assert!(html.contains("q=a%26b&amp;page=1") && html.contains("q=a%26b&amp;page=3"), "{html}");
    let nothing = Contents { term: "<x>".into(), results: SearchResults { page: 1, pages: 1, ..SearchResults::default() } };
    let html = shown(CataloguePage { contents: Some(nothing), ..page() });
    assert!(html.contains("The catalogue has nothing for “&lt;x&gt;”.") && !html.contains("page=2"), "{html}");
}

#[test]
fn a_file_of_no_use_is_told_with_its_lines_at_its_field() {
    let problems = vec![FormProblem::new("file", Wrong::NoFeed(FeedProblem::NothingFits(tally(2))))];
    let html = shown(CataloguePage { problems, is_unsaved: true, ..page() });
    assert!(html.contains("None of its rows is of use.") && html.contains("Line 2"), "{html}");
    assert!(tags(&html, "name=\"file\"").all(|tag| tag.contains("aria-invalid=\"true\"") && tag.contains(" autofocus")), "{html}");
    ids_are_told_apart_and_found(&html);
}
