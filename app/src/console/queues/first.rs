//! Who of a queue's agents is asked first.

use domain::{locale::phrase::Queues, queue::First};
use leptos::prelude::*;

use super::{
    super::form::{Choices, Line, OneOf, Tick},
    form::option,
};
use crate::ui::{Texts, texts};

/// The choice, whether it is the last word, and for how long it holds.
#[component]
pub fn AskedFirst(
    /// Who.
    first: First,
    /// Whether nobody else may answer.
    is_strict: bool,
    /// For how long they alone are asked, as it was typed.
    seconds: String,
) -> impl IntoView {
    let texts = texts();
    let legend = texts.text(Queues::FirstLegend);
    view! {
        <Choices legend name="first" options=options(texts) chosen=first.as_str() />
        <Tick name="first-only" value="1" label=texts.text(Queues::FirstOnly) help=texts.text(Queues::FirstOnlyHelp) checked=is_strict />
        <Line
            label=texts.text(Queues::FirstSeconds)
            name="first-seconds"
            value=seconds
            help=texts.text(Queues::FirstSecondsHelp)
            inputmode="numeric"
            short=true
        />
    }
}

fn options(texts: Texts) -> Vec<OneOf> {
    vec![
        option(texts, "anybody", Queues::FirstAnybody, Queues::FirstAnybodyHelp),
        option(texts, "language", Queues::FirstLanguage, Queues::FirstLanguageHelp),
        option(texts, "tags", Queues::FirstTags, Queues::FirstTagsHelp),
    ]
}
