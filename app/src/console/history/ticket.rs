//! The page of one ticket.

use domain::{
    locale::phrase::{Desk, History},
    shopper_data::Claim,
    tracking::{Tag, Tags},
    wire::console::{TicketPage, ToldByPage},
};
use leptos::prelude::*;

use super::{
    super::Frame,
    blocking::Blocking,
    calls::Calls,
    list::{Became, zone_words},
    timeline::Timeline,
};
use crate::{
    desk::{claim_label, vouched, web_address},
    ui::{Glyph, Icon, Texts, length, provide_texts, stamp, texts},
};

/// The story of one ticket.
#[component]
pub fn TellOfTicket(
    /// What the page is made of.
    page: TicketPage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let words = provide_texts(frame.phrases.clone());
    let heading = words.with(History::TicketHeading, &stamp(words, &page.at, page.year));
    let back = view! { <a class="button" href=format!("/o/{}/history", frame.org)>{words.text(History::BackToList)}</a> };
    view! { <Frame frame heading action=back.into_any()><Story page /></Frame> }
}

#[component]
fn Story(page: TicketPage) -> impl IntoView {
    let texts = texts();
    let TicketPage { id, queue, at, year, zone, outcome, waited, entries, are_rings_cut, calls, tags, told, block, frame } = page;
    let stills = format!("/o/{}/history/{id}/snapshots/", frame.org);
    let (org, may_configure, ticket) = (frame.org, frame.may_configure, id.clone());
    view! {
        <div class="history">
            <section class="card">
                <dl class="console-facts">
                    <div><dt>{texts.text(History::Queue)}</dt><dd>{queue}</dd></div>
                    <div><dt>{texts.text(History::Outcome)}</dt><dd><Became outcome /></dd></div>
                    <div><dt>{texts.text(History::Waited)}</dt><dd>{length(waited)}</dd></div>
                    <div><dt>{texts.text(History::Id)}</dt><dd><code>{id.to_string()}</code></dd></div>
                </dl>
            </section>
            <Timeline entries are_rings_cut drawn=at year />
            <Calls calls stills />
            <Counted tags />
            <ToldOfShopper told year />
            <Blocking org ticket block may_configure />
            <p class="muted small">{zone_words(texts, &zone)}</p>
        </div>
    }
}

/// What the page wanted the ticket counted by, if anything.
#[component]
fn Counted(tags: Tags) -> impl IntoView {
    let texts = texts();
    let tag = |tag: &Tag| view! { <div><dt dir="auto">{tag.key().to_owned()}</dt><dd dir="auto">{tag.value().to_string()}</dd></div> };
    let tags: Vec<_> = tags.iter().map(tag).collect();
    (!tags.is_empty()).then(|| {
        view! {
            <section class="card history-part" aria-labelledby="tags-heading">
                <h2 id="tags-heading">{texts.text(History::Tags)}</h2>
                <p class="muted small">{texts.text(History::TagsHelp)}</p>
                <dl class="facts">{tags}</dl>
            </section>
        }
    })
}

/// What the page told of the shopper, while it is kept.
#[component]
fn ToldOfShopper(told: Option<ToldByPage>, year: i16) -> impl IntoView {
    let texts = texts();
    let content = match told {
        None => view! { <p class="muted">{texts.text(History::ToldDeleted)}</p> }.into_any(),
        Some(ToldByPage { identity, claims, page_url, page_title, until }) => {
            let nothing = (identity.is_none() && claims.is_empty() && page_url.is_none())
                .then(|| view! { <p>{texts.text(History::ToldNothing)}</p> });
            let page =
                page_url.map(|url| view! { <div><dt>{texts.text(History::ToldPage)}</dt><dd>{link(texts, url, page_title)}</dd></div> });
            let claim = |Claim { key, value }: Claim| {
                let label = claim_label(&key).map_or(key, |known| texts.text(known));
                view! { <div><dt dir="auto">{label}</dt><dd dir="auto">{value}</dd></div> }
            };
            view! {
                <p class="muted small">
                    {texts.text(History::ToldHelp)} " " {texts.with(History::ToldUntil, &stamp(texts, &until, year))}
                </p>
                {identity.map(|identity| vouched(identity, texts))}
                {nothing}
                <dl class="facts">{claims.into_iter().map(claim).collect::<Vec<_>>()} {page}</dl>
            }
            .into_any()
        }
    };
    view! {
        <section class="card history-part" aria-labelledby="told-heading">
            <h2 id="told-heading">{texts.text(History::Told)}</h2>
            {content}
        </section>
    }
}

fn link(texts: Texts, url: String, title: Option<String>) -> AnyView {
    let words = title.unwrap_or_else(|| url.clone());
    match web_address(&url) {
        Some(_) => view! {
            <a class="link" href=url target="_blank" rel="noopener noreferrer">
                <span>{words}</span>
                <Icon glyph=Glyph::External />
                <span class="visually-hidden">{[" (", &texts.text(Desk::OpensNewTab), ")"].concat()}</span>
            </a>
        }
        .into_any(),
        None => words.into_any(),
    }
}
