//! Tests: products and cart as the desk shows them.

use domain::{
    product::SearchResults,
    wire::{Abilities, DeskView, ItemState, Pointed, ProductFailure, Shopping, Spotlight},
};
use leptos::prelude::*;

use super::{
    super::{
        model::DeskModel,
        rendering::{buttons, html, page, words},
        samples as desk_samples,
    },
    Selling,
    found::{Found, Searched},
    picks::Picks,
    samples::{self, ALL, asked, fill, id, item, line, shown, with},
    scan::{Aim, Phase, Scan, ScanButton, ScanDialog},
    tray::CompareButton,
};
use crate::{
    call::SearchState,
    media::{CannotRead, MediaProblem},
    ui::provide_texts,
};

/// A part of a desk that holds a call with this shown and bought.
fn part<V: IntoView>(state: Shopping, part: impl FnOnce(DeskModel) -> V) -> String {
    of_desk(desk_samples::in_call(true), state, part)
}

fn of_desk<V: IntoView>(view: DeskView, state: Shopping, part: impl FnOnce(DeskModel) -> V) -> String {
    html(move || {
        let desk = DeskModel::new(&page(), provide_texts(page().phrases));
        desk.view.set(Some(view));
        fill(desk.shopping, state);
        part(desk)
    })
}

/// The whole section.
fn section(state: Shopping) -> String {
    part(state, |desk| view! { <Selling desk /> })
}

/// What is shown of a search.
fn found(state: SearchState) -> String {
    let search = Searched { term: "lamp & <more>".into(), page: 2, state, in_catalogue: false };
    part(with(vec![]), |desk| view! { <Found desk search=Signal::stored(Some(search)) /> })
}

/// The tags of one kind, as they are written.
fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!("<{name} ")).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

/// The tag of the button of this name.
fn button<'a>(html: &'a str, name: &str) -> &'a str {
    let place = buttons(html).iter().position(|button| button == name);
    assert!(place.is_some(), "no {name} in {:?}", buttons(html));
    html.split("<button").nth(place.unwrap_or_default() + 1).and_then(|rest| rest.split('>').next()).unwrap_or_default()
}

fn is_pressed(html: &str, name: &str) -> bool {
    button(html, name).contains("aria-pressed=\"true\"")
}

fn is_disabled(html: &str, name: &str) -> bool {
    button(html, name).contains("disabled")
}

#[test]
fn without_a_call_here_nothing_is_offered() {
    for view in [desk_samples::quiet(), desk_samples::ringing(), desk_samples::in_call(false), desk_samples::after_call()] {
        let html = of_desk(view, samples::many(2), |desk| view! { <Selling desk /> });
        assert_eq!(words(&html), "", "{html}");
    }
}

#[test]
fn a_page_that_does_nothing_about_products_gets_one_quiet_line() {
    let html = section(Shopping::default());
    assert!(words(&html).starts_with("Products The shop's page shows no products here."), "{html}");
    assert!(buttons(&html).is_empty() && tags(&html, "input").is_empty(), "{html}");
    let cart_alone = section(Shopping { can: Abilities { products: false, search: false, ..ALL }, ..Shopping::default() });
    assert!(!cart_alone.contains("shows no products") && cart_alone.contains("Nothing is in the cart yet."), "{cart_alone}");
}

#[test]
fn what_is_in_the_tray_stays_when_the_shopper_goes_to_a_page_without_products() {
    let html = section(Shopping { can: Abilities::default(), ..samples::many(1) });
    assert!(html.contains("shows no products here") && html.contains("Reading &lt;lamp"), "{html}");
    assert!(!html.contains("data-field"), "{html}");
}

#[test]
fn only_what_the_page_can_is_offered_at_the_field() {
    let of = |products, search| {
        let html = section(Shopping { can: Abilities { products, search, ..Abilities::default() }, ..Shopping::default() });
        let has = |name: &str| buttons(&html).contains(&name.to_owned());
        (has("Add"), has("Search"), words(&html))
    };
    let (add, search, says) = of(true, false);
    assert!(add && !search && says.contains("SKU or address of a product") && says.contains("paste the address"), "{says}");
    let (add, search, says) = of(true, true);
    assert!(add && search && says.contains("Search, SKU or address") && says.contains("Enter searches"), "{says}");
    let (add, search, says) = of(false, true);
    assert!(!add && search && says.contains("Words to search for"), "{says}");
}

#[test]
fn a_page_that_tells_no_products_has_the_catalogue_instead_and_no_cart() {
    let html = section(Shopping { has_catalogue: true, ..Shopping::default() });
    assert!(buttons(&html).contains(&"Add".into()) && buttons(&html).contains(&"Search".into()), "{html}");
    assert!(html.contains("Search, SKU or address") && !html.contains("shows no products"), "{html}");
    assert!(!html.contains("cart-heading"), "{html}");
}

#[test]
fn a_search_in_the_catalogue_does_not_speak_of_the_page() {
    for (state, says) in [(SearchState::Asked, "Searching the catalogue…"), (SearchState::NoAnswer, "The catalogue did not answer.")] {
        let html = part(Shopping { has_catalogue: true, ..Shopping::default() }, |desk| {
            let search = Searched { term: "lamp".into(), page: 1, state, in_catalogue: true };
            view! { <Found desk search=Signal::stored(Some(search)) /> }
        });
        assert!(html.contains(says), "{html}");
    }
}

#[test]
fn a_search_says_how_far_it_is() {
    let none = SearchState::Found(SearchResults { page: 1, pages: 1, ..SearchResults::default() });
    let states = [
        (SearchState::Asked, "The shop's page is searching…"),
        (none, "The shop has nothing for “lamp &amp; &lt;more&gt;”."),
        (SearchState::Failed(None), "The shop's page could not search."),
        (SearchState::Failed(Some("Down <b>".into())), "The shop's page says: Down &lt;b&gt;"),
        (SearchState::NoAnswer, "The shop's page did not answer."),
    ];
    for (state, says) in states {
        let may_try_again = matches!(state, SearchState::Failed(_) | SearchState::NoAnswer);
        let html = found(state);
        assert!(html.contains(says), "{says}: {html}");
        assert!(html.contains("Found for “lamp &amp; &lt;more"), "{html}");
        assert_eq!(buttons(&html).contains(&"Try again".into()), may_try_again, "{says}");
        assert!(buttons(&html).contains(&"Close the results".into()), "{says}");
        assert!(!html.contains("<more") && !html.contains("<b>"), "{html}");
    }
}

#[test]
fn what_was_found_is_told_with_price_and_place_and_can_be_added_once() {
    let html = found(SearchState::Found(samples::results()));
    assert!(html.contains("25 matches · Page 2 of 3"), "{html}");
    assert!(html.contains("EUR 149.00") && html.contains("EUR 99.00") && html.contains("EUR 199.00"), "{html}");
    assert!(!is_disabled(&html, "Add Floor lamp to the tray"));
    assert!(!is_disabled(&html, "Previous page") && !is_disabled(&html, "Next page"));
    let last = SearchResults { page: 3, ..samples::results() };
    let html = part(samples::many(1), |desk| {
        let search = Searched { term: "lamp".into(), page: 3, state: SearchState::Found(last), in_catalogue: false };
        view! { <Found desk search=Signal::stored(Some(search)) /> }
    });
    assert!(is_disabled(&html, "Next page") && !is_disabled(&html, "Previous page"));
    assert!(is_disabled(&html, "Reading &lt;lamp&gt; is in the tray"));
}

#[test]
fn results_that_cannot_be_shown_have_no_button_and_one_page_has_no_ways_to_others() {
    let state = Shopping { can: Abilities { search: true, ..Abilities::default() }, ..Shopping::default() };
    let html = part(state, |desk| {
        let results = SearchResults { page: 1, pages: 1, matches: None, ..samples::results() };
        let search = Searched { term: "lamp".into(), page: 1, state: SearchState::Found(results), in_catalogue: false };
        view! { <Found desk search=Signal::stored(Some(search)) /> }
    });
    assert_eq!(buttons(&html), ["Close the results"]);
    assert!(html.contains("2 matches"), "{html}");
}

/// The inside of the dialog of a scan that is so far, with a lamp that is on or off or not there.
fn scan(phase: Phase, torch: Option<bool>) -> String {
    part(with(vec![]), move |desk| {
        let scan = Scan::new(desk, RwSignal::new(true));
        scan.phase.set(phase);
        scan.torch.set(torch);
        view! { <Aim scan /> }
    })
}

#[test]
fn a_scan_says_how_far_it_is_and_a_problem_has_a_way_on() {
    for (phase, says) in [
        (Phase::Asking, "Your browser is asking"),
        (Phase::Looking, "Hold the bars"),
        (Phase::Known("<4006>".into()), "&lt;4006&gt; is in the tray already."),
        (Phase::Found("<4006>".into()), "Found: &lt;4006&gt;"),
    ] {
        let html = scan(phase, None);
        assert!(html.contains(says) && buttons(&html).is_empty() && !html.contains("is-off"), "{says}: {html}");
    }
    for (phase, says) in [
        (Phase::NoCamera(MediaProblem::Missing), "We found no camera."),
        (Phase::NoCamera(MediaProblem::InUse), "Another program may be using it."),
        (Phase::CannotRead(CannotRead::NotLoaded), "could not be loaded"),
        (Phase::CannotRead(CannotRead::NotHere), "This browser cannot read codes."),
    ] {
        let html = scan(phase, None);
        assert!(html.contains(says) && html.contains("type the number") && html.contains("is-off"), "{says}: {html}");
        assert_eq!(buttons(&html), ["Try again"], "{says}");
    }
}

#[test]
fn a_lamp_can_be_switched_where_there_is_one() {
    assert!(buttons(&scan(Phase::Looking, None)).is_empty());
    assert!(!is_pressed(&scan(Phase::Looking, Some(false)), "Light"));
    assert!(is_pressed(&scan(Phase::Looking, Some(true)), "Light"));
}

#[test]
fn the_dialog_of_a_scan_is_closed_at_first_and_opens_no_camera() {
    let html = part(with(vec![]), |desk| {
        let is_open = RwSignal::new(false);
        view! {
            <ScanButton is_open />
            <ScanDialog desk is_open />
        }
    });
    assert_eq!(buttons(&html), ["Scan", "Close"]);
    assert!(!html.contains("<video"), "{html}");
}

#[test]
fn what_was_shown_lately_can_be_added_unless_it_is_in_the_tray() {
    let with_recent = |state| {
        part(state, |desk| {
            desk.recent.set(samples::recent());
            view! { <Selling desk /> }
        })
    };
    let html = with_recent(with(vec![item(1, "LC-W", asked())]));
    assert!(is_disabled(&html, "Reading lamp is in the tray") && !is_disabled(&html, "Add Chair &amp; stool to the tray"), "{html}");
    let failed = with_recent(with(vec![item(1, "LC-W", ItemState::Failed(ProductFailure::NoAnswer))]));
    assert!(!is_disabled(&failed, "Add Reading lamp to the tray"));
    assert!(!with_recent(Shopping { can: Abilities { search: true, ..ALL }, ..with(vec![]) }).is_empty());
    assert!(!with_recent(Shopping { can: Abilities { products: false, ..ALL }, ..with(vec![]) }).contains("Shown lately"));
    assert!(!section(with(vec![])).contains("Shown lately"));
}

#[test]
fn what_was_asked_for_is_waited_for_and_can_be_removed() {
    let html = section(with(vec![item(1, "https://shop.example/<x>", asked())]));
    assert!(html.contains("https://shop.example/&lt;x&gt;") && html.contains("Waiting for the shop's page…"), "{html}");
    assert!(html.contains("class=\"spinner\""));
    button(&html, "Take https://shop.example/&lt;x&gt; out of the tray");
    // A clock that knows nothing stands at the epoch.
    let late = section(with(vec![item(1, "LC-W", ItemState::Asked { due_at: domain::Timestamp::from_micros(-1) })]));
    assert!(late.contains("takes longer than usual") && !late.contains("Waiting for"), "{late}");
}

#[test]
fn what_the_shopper_looks_at_says_so_and_is_a_number_where_the_page_tells_nothing() {
    let looked_at = |state| domain::wire::TrayItem { is_shoppers: true, ..item(1, "LC-9", state) };
    let html = section(Shopping {
        can: Abilities::default(),
        items: vec![looked_at(ItemState::Failed(ProductFailure::NotAsked))],
        ..with(vec![])
    });
    for says in ["LC-9", "The shopper looked at this", "The shop's page tells no more about it."] {
        assert!(html.contains(says), "{says}: {html}");
    }
    assert!(!html.contains("Ask again"), "there is nobody to ask: {html}");
    assert!(section(with(vec![looked_at(shown())])).contains("The shopper looked at this"));
    assert!(!section(with(vec![item(1, "LC-9", shown())])).contains("The shopper looked at this"));
}

#[test]
fn what_does_not_come_says_why_and_can_be_asked_for_again() {
    let failures = [
        (ProductFailure::NoAnswer, "The shop's page did not answer."),
        (ProductFailure::Page("Not <i>ours".into()), "The shop's page says: Not &lt;i&gt;ours"),
        (ProductFailure::Page(String::new()), "The shop's page has no such product."),
        (ProductFailure::Unusable("price: a number".into()), "cannot be shown. price: a number"),
        (ProductFailure::NotInCatalogue, "The shop's catalogue has no such product."),
    ];
    for (failure, says) in failures {
        let html = section(with(vec![item(1, "LC-9", ItemState::Failed(failure))]));
        assert!(html.contains(says), "{says}: {html}");
        button(&html, "Ask again for LC-9");
        button(&html, "Take LC-9 out of the tray");
        assert!(!html.contains("<i>"));
    }
}

#[test]
fn a_product_is_shown_as_the_variation_that_was_asked_for() {
    let html = section(with(vec![item(1, "LC-G", shown())]));
    for part in ["Reading &lt;lamp&gt;", "Reading lamp, green", "EUR 99.00", "EUR 149.00", "Sold out", "Bends where you like."] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // Of the button for green the helper hears the last words only.
    assert!(is_pressed(&html, "(Sold out)") && !is_pressed(&html, "white"));
    assert!(!is_disabled(&html, "Add Warm &lt;bulb&gt; to the tray"));
    let white = section(with(vec![item(1, "LC-W", shown())]));
    assert!(is_pressed(&white, "white") && !white.contains("EUR 99.00"), "{white}");
    button(&white, "Add to cart");
}

#[test]
fn what_the_agent_points_at_is_pressed() {
    let point = |at: &[(u8, &str)]| {
        let at = at.iter().map(|(number, sku)| Pointed { item: id(*number), sku: sku.parse().expect("a SKU") }).collect();
        Shopping { spotlight: Some(Spotlight { turn: 1, at }), ..samples::many(1) }
    };
    let name = "Show to shopper: Reading &lt;lamp&gt;";
    assert!(is_pressed(&section(point(&[(1, "LC-W")])), name));
    for other in [point(&[(1, "LC-G")]), point(&[(2, "LC-W")]), point(&[(1, "LC-W"), (2, "LC-W")]), samples::many(1)] {
        assert!(!is_pressed(&section(other), name));
    }
}

#[test]
fn two_ticked_products_can_be_compared_and_one_cannot() {
    let compare = |ticked: u8, spotlight: Option<Spotlight>| {
        part(Shopping { spotlight, ..samples::many(3) }, |desk| {
            let picks = Picks::new();
            (1..=ticked).for_each(|number| picks.tick(&id(number), true));
            view! { <CompareButton desk picks /> }
        })
    };
    assert!(is_disabled(&compare(0, None), "Compare") && is_disabled(&compare(1, None), "Tick one more"));
    let html = compare(2, None);
    assert!(!is_disabled(&html, "Compare 2 products") && !is_pressed(&html, "Compare 2 products"));
    let at = [1, 2].map(|number| Pointed { item: id(number), sku: "LC-W".parse().expect("a SKU") }).to_vec();
    assert!(is_pressed(&compare(2, Some(Spotlight { turn: 1, at: at.clone() })), "Compare 2 products"));
    assert!(!is_pressed(&compare(3, Some(Spotlight { turn: 1, at })), "Compare 3 products"));
    assert!(!section(samples::many(1)).contains("aria-pressed=\"false\"><span>Compare"));
}

#[test]
fn the_cart_is_counted_and_the_agent_cannot_pay() {
    let html = section(Shopping { cart: vec![line("LC-W", 2), line("BULB", 1)], ..with(vec![]) });
    assert!(html.contains("3 items") && html.contains("Quantity of Reading lamp"), "{html}");
    assert!(!html.contains("checkout"), "{html}");
    let can = Abilities { products: true, ..Abilities::default() };
    assert!(!section(Shopping { can, ..Shopping::default() }).contains("cart-heading"));
    assert!(section(Shopping { can, cart: vec![line("LC-W", 1)], ..Shopping::default() }).contains("1 item<"));
}

#[test]
fn every_button_and_field_has_a_name() {
    let mut state = samples::many(2);
    state.items.push(item(3, "gone", ItemState::Failed(ProductFailure::NoAnswer)));
    state.items.push(item(4, "soon", asked()));
    state.cart = vec![line("LC-W", 2)];
    let html = part(state, |desk| {
        desk.recent.set(samples::recent());
        view! { <Selling desk /> }
    });
    let names = buttons(&html);
    assert!(names.len() > 12 && names.iter().all(|name| !name.is_empty()), "{names:?}");
    let [field, boxes @ ..] = &tags(&html, "input")[..] else { panic!("no field: {html}") };
    assert!(field.contains("data-field=\"products\"") && field.contains("aria-describedby=\"selling-help\""), "{field}");
    assert!(boxes.len() == 2 && boxes.iter().all(|tag| tag.contains("aria-label=\"Compare Reading &lt;lamp&gt;\"")), "{boxes:?}");
    assert!(!html.contains("<lamp") && !html.contains("<bulb"));
}
