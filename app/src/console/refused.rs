//! In place of a page that is not shown.

use domain::{
    locale::phrase::Console,
    wire::console::{Refusal, RefusedPage, Section},
};
use leptos::prelude::*;

use super::Frame;

/// Why a page is not shown, in words.
#[component]
pub fn Refused(
    /// What the page is made of.
    page: RefusedPage,
) -> impl IntoView {
    let (heading, more) = match page.why {
        Refusal::NotAllowed => (Console::NotAllowedHeading, Console::NotAllowedMore),
        Refusal::OwnersOnly => (Console::OwnersOnlyHeading, Console::OwnersOnlyMore),
        Refusal::NoSuchQueue => (Console::NoQueueHeading, Console::NoQueueMore),
        Refusal::NoSuchTicket => (Console::NoTicketHeading, Console::NoTicketMore),
        Refusal::NoSuchPerson => (Console::NoPersonHeading, Console::NoPersonMore),
        Refusal::NoSuchBlock => (Console::NoBlockHeading, Console::NoBlockMore),
        Refusal::Raced => (Console::RacedHeading, Console::RacedMore),
    };
    let text = |key| page.frame.phrases.text(key).to_owned();
    let (heading, more, back) = (text(heading), text(more), text(Console::Back));
    let list = format!("/o/{}/{}", page.frame.org, page.frame.section.path());
    let may_go_back = page.frame.may_configure || matches!(page.frame.section, Section::Board | Section::History);
    let back = may_go_back.then(|| view! { <p><a class="button" href=list>{back}</a></p> });
    view! { <Frame frame=page.frame heading lead=more>{back}</Frame> }
}
