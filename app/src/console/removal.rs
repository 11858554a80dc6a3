//! Whether to remove something: a page of its own, so that it works without script and can be thought over.

use domain::{
    locale::phrase::{Catalogue, Console, People, Queues},
    wire::console::{Removal, RemovalPage, Wrong},
};
use leptos::prelude::*;

use super::{Frame, form::wrong_words};
use crate::ui::{Button, ButtonKind, Notice, Tone, texts};

/// Asks whether to remove something, or tells why that cannot be.
#[component]
pub fn AskRemoval(
    /// What the page is made of.
    page: RemovalPage,
) -> impl IntoView {
    let RemovalPage { frame, what, name, problem } = page;
    let list = format!("/o/{}/{}", frame.org, frame.section.path());
    let with = |key: Queues| frame.phrases.with(key, &name);
    let text = |key: Queues| frame.phrases.text(key).to_owned();
    let person_text = |key: People| frame.phrases.text(key).to_owned();
    let (heading, more, yes, warning, action) = match &what {
        Removal::Queue(queue) => {
            let action = format!("{list}/{queue}/remove");
            (with(Queues::DeleteHeading), text(Queues::DeleteMore), text(Queues::DeleteYes), None, action)
        }
        Removal::Person { person, is_me } => {
            let warning = is_me.then(|| person_text(People::RemoveMe));
            let heading = frame.phrases.with(People::RemoveHeading, &name);
            let action = format!("{list}/{person}/remove");
            (heading, person_text(People::RemoveMore), person_text(People::RemoveYes), warning, action)
        }
        Removal::Catalogue { version } => {
            let text = |key: Catalogue| frame.phrases.text(key).to_owned();
            let action = format!("{list}/remove?version={version}");
            (text(Catalogue::RemoveHeading), text(Catalogue::RemoveMore), text(Catalogue::RemoveYes), None, action)
        }
    };
    let content = move || match problem {
        Some(wrong) => view! { <Blocked wrong list /> }.into_any(),
        None => view! { <Question warning action yes list /> }.into_any(),
    };
    view! { <Frame frame heading lead=more>{content()}</Frame> }
}

#[component]
fn Blocked(wrong: Wrong, list: String) -> impl IntoView {
    let texts = texts();
    let words = match wrong {
        Wrong::DefaultStays => texts.text(Queues::DeleteDefault),
        wrong => wrong_words(texts, &wrong),
    };
    view! {
        <div role="alert"><Notice tone=Tone::Warning>{words}</Notice></div>
        <p class="console-actions"><a class="button" href=list>{texts.text(Console::Back)}</a></p>
    }
}

#[component]
fn Question(warning: Option<String>, action: String, yes: String, list: String) -> impl IntoView {
    let texts = texts();
    view! {
        {warning.map(|words| view! { <Notice tone=Tone::Warning>{words}</Notice> })}
        <form class="console-actions" method="post" action=action>
            <Button kind=ButtonKind::Danger submit=true>{yes}</Button>
            <a class="button" href=list>{texts.text(Console::Cancel)}</a>
        </form>
    }
}
