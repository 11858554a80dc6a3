//! The page as the server sends it.

use domain::{
    locale::Locale,
    queue::Entrance,
    wire::{QueueGlance, WidgetPage, WidgetPageState},
};
use leptos::prelude::*;

use super::{StartPage, samples::page};
use crate::reading::{attributes, words};

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
