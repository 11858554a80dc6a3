//! What a person knows and speaks, and how a page asks for him.

use domain::{PersonId, locale::phrase::People};
use leptos::prelude::*;

use super::super::form::Line;
use crate::ui::texts;

/// The fields, as they were typed.
#[component]
pub fn SkillsFields(
    /// Who; `None` for somebody new.
    person: Option<PersonId>,
    /// Tags with commas between.
    tags: String,
    /// Language tags with commas between.
    languages: String,
    /// Whether nothing can be changed.
    is_locked: bool,
) -> impl IntoView {
    let texts = texts();
    let id = person.map(|person| view! { <p class="field-help">{texts.with(People::PageId, person.as_str())}</p> });
    view! {
        <section class="card form-card" aria-labelledby="skills-heading">
            <h2 id="skills-heading">{texts.text(People::SkillsHeading)}</h2>
            <p class="field-help">{texts.text(People::SkillsMore)}</p>
            <Line label=texts.text(People::Tags) name="tags" value=tags help=texts.text(People::TagsHelp) readonly=is_locked />
            <Line
                label=texts.text(People::Languages)
                name="languages"
                value=languages
                help=texts.text(People::LanguagesHelp)
                readonly=is_locked
            />
            {id}
        </section>
    }
}
