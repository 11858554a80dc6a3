//! The page as the server sends it.

use domain::{
    locale::{Locale, Phrases},
    queue::Entrance,
    wire::{QueueGlance, WidgetPage, WidgetPageState},
};
use leptos::prelude::*;

use super::{
    Start, StartPage,
    samples::{glance, page},
};
use crate::{
    frame::{Card, Cards, Listens},
    reading::{attributes, words},
    ui::provide_texts,
};

fn render(page: WidgetPage) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view! { <StartPage page /> }.to_html());
    owner.cleanup();
    html
}

/// The page with other figures, and with a queue that stands in for one that does not exist.
fn variants(locale: Locale) -> [WidgetPage; 3] {
    let ready = page(locale);
    let queue = QueueGlance { agents_online: 0, waiting: 3, ..ready.state.queue().clone() };
    let token = "token".to_owned();
    let nobody = WidgetPage { state: WidgetPageState::Ready { token: token.clone(), queue: queue.clone() }, ..ready.clone() };
    let unknown = WidgetPage { state: WidgetPageState::UnknownQueue { token, term: "attic".into(), queue }, ..ready.clone() };
    [ready, nobody, unknown]
}

#[test]
fn the_page_is_complete_before_anything_runs_in_the_browser() {
    let html = render(page(Locale::English));
    for text in ["See it before you buy it", "Start a video call", "2 of us are here for you", "No waiting"] {
        assert!(html.contains(text), "{text}");
    }
    let (widget, unsupported) = html.split_once("class=\"unsupported\"").expect("the panel is always there");
    for press in ["data-press=\"drop-in\"", "data-press=\"close\""] {
        assert_eq!(widget.matches(press).count(), 1, "{press}");
    }
    assert!(unsupported.contains("data-press=\"close\""));
    for part in [widget, unsupported] {
        assert_eq!(part.matches("<h1").count(), 1);
    }
}

#[test]
fn it_says_no_word_that_is_no_phrase_and_fills_every_blank() {
    for page in variants(Locale::Pseudo) {
        let html = render(page);
        for text in words(&html).iter().map(String::as_str).chain(attributes(&html, "aria-label")).filter(|text| *text != "Shop floor") {
            assert!(text.contains('\u{202e}'), "{text:?} is the same in every language");
        }
    }
    for page in variants(Locale::English) {
        let html = render(page);
        assert!(words(&html).iter().all(|text| !text.contains(['{', '}'])), "{:?}", words(&html));
    }
}

#[test]
fn a_queue_that_stands_in_is_named() {
    let [_, nobody, unknown] = variants(Locale::English).map(render);
    assert!(unknown.contains("Shop floor") && !nobody.contains("Shop floor"));
}

#[test]
fn a_call_back_is_offered_where_nobody_can_serve_and_the_queue_takes_one() {
    let [ready, nobody, _] = variants(Locale::English);
    let press = "data-press=\"call-back\"";
    assert!(!render(ready.clone()).contains(press) && render(nobody).contains(press));
    let with = |entrance, call_backs| {
        let queue = QueueGlance { entrance, call_backs, ..ready.state.queue().clone() };
        render(WidgetPage { state: WidgetPageState::Ready { token: "token".into(), queue }, ..ready.clone() })
    };
    for entrance in [Entrance::Closed, Entrance::Nobody, Entrance::Full] {
        assert!(with(entrance, true).contains(press), "{entrance:?}");
        assert!(!with(entrance, false).contains(press), "{entrance:?}");
    }
}

#[test]
fn where_no_call_is_offered_there_is_a_way_to_be_called_back_or_a_word_of_it() {
    let ready = page(Locale::English);
    let with = |call_backs| {
        let queue = QueueGlance { call_backs, ..ready.state.queue().clone() };
        let state = WidgetPageState::Ready { token: "token".into(), queue };
        render(WidgetPage { drop_in: false, state, ..ready.clone() })
    };
    let (taken, not_taken) = (with(true), with(false));
    for html in [&taken, &not_taken] {
        assert!(!html.contains("data-press=\"drop-in\"") && !html.contains("Talk to us now"), "{html}");
    }
    assert!(taken.contains("data-press=\"call-back\"") && taken.contains("one of us calls you back"));
    assert!(!not_taken.contains("data-press=\"call-back\"") && not_taken.contains("not offered here right now"));
}

#[test]
fn a_card_says_what_the_page_wants_as_text_and_its_button_can_be_kept_from_being_pressed() {
    let owner = Owner::new_root(None);
    let html = |card: Card| {
        let cards = Signal::derive(move || Cards { drop_in: card.clone() });
        owner.with(|| {
            provide_texts(Phrases::widget(Locale::English));
            let listens = Signal::derive(Listens::default);
            view! { <Start queue=Signal::derive(|| glance(2)) stands_in=false drop_in=true cards listens /> }.to_html()
        })
    };
    let plain = html(Card::default());
    assert!(plain.contains("Talk to us now") && !plain.contains(" disabled"));
    let changed = html(Card {
        disabled: true,
        title: Some("<b>Ask us</b>".into()),
        subtitle: Some(String::new()),
        button_text: Some("Ring & wait".into()),
    });
    owner.cleanup();
    assert!(
        changed.contains("&lt;b&gt;Ask us&lt;/b&gt;") && changed.contains("Ring &amp; wait") && changed.contains(" disabled"),
        "{changed}"
    );
    assert!(!changed.contains("A video call, right here") && !changed.contains("Talk to us now"));
}

#[test]
fn nothing_on_it_breaks_the_content_security_policy() {
    for page in variants(Locale::English) {
        let html = render(page);
        for refused in [" style=", " onclick=", "javascript:", "<script", "<style"] {
            assert!(!html.contains(refused), "{refused}");
        }
    }
}

#[test]
fn what_an_organisation_calls_itself_is_text_and_never_markup() {
    let html = render(page(Locale::English));
    assert!(html.contains("Linnea &amp; &lt;Co&gt;") && !html.contains("<Co>"), "{html}");
}
