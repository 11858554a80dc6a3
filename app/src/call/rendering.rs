//! Stage and preview, rendered as the server would: nothing of them needs a browser.

use domain::{
    CallId, ParticipantId, Timestamp,
    locale::{Locale, Phrases},
};
use leptos::prelude::*;

use super::{CallRoom, CallStage, Preview, Surroundings};
use crate::{
    client::Clock,
    media::{LocalMedia, Reach, Reserve},
    ui::provide_texts,
};

fn render<V: IntoView>(make: impl FnOnce(LocalMedia) -> V) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide_texts(Phrases::widget(Locale::English));
        make(LocalMedia::new()).to_html()
    });
    owner.cleanup();
    html
}

fn stage(media: LocalMedia) -> impl IntoView {
    let (signal, record) = (Box::new(|_| {}), Box::new(|_, _| true));
    let around = Surroundings { media, reserve: Reserve::new(), clock: Clock::new(), signal, record };
    let room = CallRoom::new(CallId::from_random([1; 20]), ParticipantId::from_random([2; 20]), Reach::default(), around);
    let on_end = UnsyncCallback::new(|()| {});
    view! { <CallStage room clock=Clock::new() started_at=Timestamp::default() on_end /> }
}

#[test]
fn every_control_of_the_stage_has_a_name() {
    let html = render(stage);
    for name in ["Turn microphone on", "Turn camera off", "Camera and sound", "Open chat", "End call"] {
        assert!(html.contains(&format!("aria-label=\"{name}\"")), "{name}: {html}");
    }
    assert!(!html.contains("aria-label=\"\""), "{html}");
}

#[test]
fn nothing_is_styled_in_place() {
    for html in [render(stage), render(|media| view! { <Preview media /> })] {
        assert!(!html.contains("style="), "{html}");
    }
}

#[test]
fn the_preview_opens_nothing_by_itself() {
    let html = render(|media| view! { <Preview media /> });
    assert!(html.contains("Your own picture"), "{html}");
    assert!(!html.contains("role=\"meter\""), "{html}");
}
