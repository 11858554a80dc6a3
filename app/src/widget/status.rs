//! How things are, for those who hear the page, and how the line to the server is, for everybody.

use domain::locale::phrase;
use leptos::prelude::*;

use super::{
    root::expect_visit,
    screen::Screen,
    waiting::{Line, loss},
};
use crate::ui::{LiveRegion, Notice, Tone, texts};

/// Says politely what changed in line. Other screens say what they are by their heading, which takes the focus.
#[component]
pub fn Status() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let was_lost = StoredValue::new(false);
    let first = StoredValue::new(None::<String>);
    let message = Memo::new(move |said: Option<&String>| {
        if visit.is_line_lost() {
            was_lost.set_value(true);
            return texts.text(lost(visit.screen.get()));
        }
        let headline = visit.view.with(|view| view.as_ref().and_then(|view| Line::of(&view.stage))).map(|line| line.spoken(texts));
        let has_news = said.is_some_and(|said| !said.is_empty()) || first.get_value().is_some_and(|first| Some(first) != headline);
        match headline {
            Some(headline) if has_news => headline,
            // The heading has just taken the focus and said it; why one is here again it does not say.
            Some(headline) => {
                first.set_value(Some(headline));
                visit.view.with(|view| view.as_ref().and_then(|view| loss(&view.stage, texts))).unwrap_or_default()
            }
            None => {
                first.set_value(None);
                if was_lost.get_value() { texts.text(phrase::Problems::ConnectionBack) } else { String::new() }
            }
        }
    });
    view! { <LiveRegion message /> }
}

/// Tells that the server cannot be reached, and what that means here.
#[component]
pub fn LineNotice() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let is_lost = Memo::new(move |_| visit.is_line_lost() && !matches!(visit.screen.get(), Screen::Blocked(_)));
    view! {
        <Show when=move || is_lost.get()>
            <div class="line-notice">
                <Notice tone=Tone::Warning><p>{move || texts.text(lost(visit.screen.get()))}</p></Notice>
            </div>
        </Show>
    }
}

const fn lost(screen: Screen) -> phrase::Problems {
    match screen {
        Screen::Call => phrase::Problems::ConnectionLostInCall,
        Screen::Waiting | Screen::CallBack { in_line: true } => phrase::Problems::ConnectionLost,
        _ => phrase::Problems::ConnectionLostOutside,
    }
}
