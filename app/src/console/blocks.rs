//! The blocked shoppers, and the way to lift a block.

use domain::{
    OrgId,
    locale::phrase::{Blocks, Console},
    wire::console::{BlockLine, BlocksPage},
};
use leptos::prelude::*;

use super::{Frame, history::zone_words};
use crate::ui::{Button, Notice, Tone, stamp, stamp_datetime, texts};

/// The list of blocked shoppers.
#[component]
pub fn ListBlocks(
    /// What the page is made of.
    page: BlocksPage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let (heading, lead) = (frame.phrases.text(Console::Blocks).to_owned(), frame.phrases.text(Blocks::Lead).to_owned());
    view! { <Frame frame heading lead><List page /></Frame> }
}

#[component]
fn List(page: BlocksPage) -> impl IntoView {
    let texts = texts();
    let BlocksPage { frame, blocks, more, year, zone, is_lifted } = page;
    let lifted = is_lifted.then(|| view! { <div role="status"><Notice tone=Tone::Good>{texts.text(Blocks::Lifted)}</Notice></div> });
    let list = if blocks.is_empty() {
        view! {
            <section class="card console-empty">
                <h2>{texts.text(Blocks::EmptyHeading)}</h2>
                <p>{texts.text(Blocks::EmptyMore)}</p>
            </section>
        }
        .into_any()
    } else {
        let line = |line| view! { <Line org=frame.org.clone() line year /> };
        view! { <ul class="console-list" role="list">{blocks.into_iter().map(line).collect::<Vec<_>>()}</ul> }.into_any()
    };
    let more = (more > 0).then(|| view! { <p class="muted">{texts.count(Blocks::More, more)}</p> });
    view! {
        {lifted}
        {list}
        {more}
        <p class="muted small">{texts.text(Blocks::Limits)} " " {zone_words(texts, &zone)}</p>
    }
}

#[component]
fn Line(org: OrgId, line: BlockLine, year: i16) -> impl IntoView {
    let texts = texts();
    let BlockLine { id, ticket, queue, by, reason, at, until } = line;
    let when = stamp(texts, &at, year);
    let name = texts.with(Blocks::LiftOf, &when);
    let reason = reason.unwrap_or_else(|| texts.text(Blocks::NoReason));
    view! {
        <li class="card console-item">
            <div class="console-item-words">
                <h2 class="console-item-name"><time datetime=stamp_datetime(&at)>{when.clone()}</time></h2>
                <dl class="console-facts">
                    <div><dt>{texts.text(Blocks::By)}</dt><dd dir="auto">{by}</dd></div>
                    <div><dt>{texts.text(Blocks::Reason)}</dt><dd dir="auto">{reason}</dd></div>
                    <div><dt>{texts.text(Blocks::Until)}</dt><dd>{stamp(texts, &until, year)}</dd></div>
                    <div>
                        <dt>{texts.text(Blocks::Ticket)}</dt>
                        <dd><a href=format!("/o/{org}/history/{ticket}")>{texts.text(Blocks::TicketLink)}</a> " " {queue}</dd>
                    </div>
                </dl>
                <form method="post" action=format!("/o/{org}/blocks/{id}/lift")>
                    <Button submit=true attr:aria-label=name>{texts.text(Blocks::Lift)}</Button>
                </form>
            </div>
        </li>
    }
}
