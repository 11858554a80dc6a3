//! Blocking the shopper of a ticket, from its story: a form that works without script and asks before it acts.

use domain::{
    OrgId, TicketId,
    locale::phrase::Blocks,
    wire::{MAX_BLOCK_REASON_CHARS, console::TicketBlock},
};
use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, texts};

/// Whether the shopper is blocked, and the way to do so.
#[component]
pub fn Blocking(
    /// The organisation.
    org: OrgId,
    /// The ticket.
    ticket: TicketId,
    /// Whether its shopper is blocked.
    block: TicketBlock,
    /// Whether the reader may see the list of blocks.
    may_configure: bool,
) -> impl IntoView {
    let texts = texts();
    let content = match block {
        TicketBlock::Forgotten => view! { <p class="muted">{texts.text(Blocks::IsForgotten)}</p> }.into_any(),
        TicketBlock::Blocked => {
            let list = may_configure.then(|| {
                view! { <p><a href=format!("/o/{org}/blocks")>{texts.text(Blocks::SeeList)}</a></p> }
            });
            view! { <p>{texts.text(Blocks::IsBlocked)}</p> {list} }.into_any()
        }
        TicketBlock::Open => view! {
            <details class="story-block">
                <summary class="button">{texts.text(Blocks::Block)}</summary>
                <form class="block-question" method="post" action=format!("/o/{org}/history/{ticket}/block")>
                    <p>{texts.text(Blocks::AskMore)}</p>
                    <label class="field">
                        <span class="field-label">{texts.text(Blocks::ReasonLabel)}</span>
                        <textarea
                            class="input"
                            name="reason"
                            rows="2"
                            maxlength=MAX_BLOCK_REASON_CHARS.to_string()
                            aria-describedby="block-reason-help"
                        ></textarea>
                    </label>
                    <p class="field-help" id="block-reason-help">{texts.text(Blocks::ReasonHelp)}</p>
                    <p><Button kind=ButtonKind::Danger submit=true>{texts.text(Blocks::Yes)}</Button></p>
                </form>
            </details>
        }
        .into_any(),
    };
    view! {
        <section class="card history-part" aria-labelledby="blocking-heading">
            <h2 id="blocking-heading">{texts.text(Blocks::StoryHeading)}</h2>
            {content}
        </section>
    }
}
