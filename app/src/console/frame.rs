//! What is around every page of the console: the way past it, the bar, the ways to the other pages.

use domain::{
    locale::phrase,
    wire::console::{ConsoleFrame, Section},
};
use leptos::prelude::*;

use super::ConsoleBar;
use crate::{
    client::mark_hydrated,
    ui::{Texts, provide_texts},
};

/// The id of the page's own part, which the skip link leads to.
const CONTENT: &str = "content";

/// A page of the console. `children` are made with the page's texts in reach.
#[component]
pub fn Frame(
    /// What is around the page.
    frame: ConsoleFrame,
    /// Its heading.
    heading: String,
    /// A sentence under the heading.
    #[prop(optional, into)]
    lead: String,
    /// What is beside the heading: the page's main action.
    #[prop(optional)]
    action: Option<AnyView>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let texts = provide_texts(frame.phrases.clone());
    let lead = (!lead.is_empty()).then(|| view! { <p class="console-lead">{lead}</p> });
    let view = view! {
        <div class="console">
            <a class="skip-link" href=format!("#{CONTENT}")>{texts.text(phrase::Console::SkipToContent)}</a>
            <ConsoleBar org=frame.org.clone() org_name=frame.org_name.clone() person_name=frame.person_name.clone() />
            <div class="console-columns">
                <Navigation frame texts />
                <main class="console-main" id=CONTENT tabindex="-1">
                    <header class="console-head">
                        <div class="console-words">
                            <h1>{heading}</h1>
                            {lead}
                        </div>
                        {action}
                    </header>
                    {children()}
                </main>
            </div>
        </div>
    };
    mark_hydrated();
    view
}

#[component]
fn Navigation(frame: ConsoleFrame, texts: Texts) -> impl IntoView {
    use phrase::Console;
    let org = frame.org.clone();
    let here = frame.section;
    let link = move |path: &str, words: Console, section: Option<Section>| {
        let is_here = section == Some(here);
        view! {
            <li>
                <a class="console-link" href=format!("/o/{org}/{path}") aria-current=is_here.then_some("page")>{texts.text(words)}</a>
            </li>
        }
    };
    let group = move |id: &'static str, words: Console, links: Vec<AnyView>| {
        (!links.is_empty()).then(|| {
            view! {
                <div class="console-group">
                    <p class="console-group-name" id=id>{texts.text(words)}</p>
                    <ul role="list" aria-labelledby=id>{links}</ul>
                </div>
            }
        })
    };
    let to = |section: Section, words| link(section.path(), words, Some(section)).into_any();
    let desk = frame.takes_calls.then(|| link("desk", Console::Desk, None).into_any());
    let today = std::iter::once(to(Section::Board, Console::Board)).chain(desk).collect();
    let blocks = frame.may_configure.then(|| to(Section::Blocks, Console::Blocks));
    let calls = std::iter::once(to(Section::History, Console::History)).chain(blocks).collect();
    let set_up = [(Section::Queues, Console::Queues), (Section::Hours, Console::Hours), (Section::Catalogue, Console::Catalogue)];
    let set_up = set_up.into_iter().filter(|_| frame.may_configure).map(|(section, words)| to(section, words)).collect();
    let people = frame.may_configure.then(|| to(Section::People, Console::People));
    let face = frame.takes_calls.then(|| to(Section::Face, Console::Face));
    let organisation = people.into_iter().chain(face).collect();
    view! {
        <nav class="console-nav" aria-label=texts.text(Console::Navigation)>
            {group("nav-today", Console::GroupToday, today)}
            {group("nav-calls", Console::GroupCalls, calls)}
            {group("nav-set-up", Console::GroupSetUp, set_up)}
            {group("nav-organisation", Console::GroupOrganisation, organisation)}
        </nav>
    }
}
