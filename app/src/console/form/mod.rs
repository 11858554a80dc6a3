//! Parts of the console's forms. They work without script: a form is sent, and comes back with what was typed and what is wrong.

mod comforts;
mod fields;
mod notices;
mod words;

pub use comforts::{Unsaved, live_form};
pub use fields::{Choices, Line, OneOf, Problem, Tick};
pub use notices::{ChangedNotice, ProblemsNotice, SaveBar};
pub use words::wrong_words;

use domain::wire::console::FormProblem;
use leptos::prelude::*;

use crate::ui::Texts;

/// What is wrong with the page's form, within reach of its fields. A copy is the same.
#[derive(Clone, Copy, Debug)]
pub struct Problems(StoredValue<Vec<FormProblem>>);

impl Problems {
    /// Makes the problems known to everything below.
    pub fn provide(problems: Vec<FormProblem>) -> Self {
        let problems = Self(StoredValue::new(problems));
        provide_context(problems);
        problems
    }

    /// Those of the page. Ask for them while a component is made.
    pub fn of_page() -> Self {
        use_context().unwrap_or_else(|| Self(StoredValue::new(vec![])))
    }

    /// What is wrong with a field, in words.
    pub fn words(self, texts: Texts, field: &str) -> Option<String> {
        self.0.with_value(|problems| {
            let problem = problems.iter().find(|problem| problem.field == field)?;
            Some(wrong_words(texts, &problem.wrong))
        })
    }

    /// Whether this field is the first with a problem: it has the focus when the form comes back.
    pub fn is_first(self, field: &str) -> bool {
        self.0.with_value(|problems| problems.first().is_some_and(|problem| problem.field == field))
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.0.with_value(|problems| u32::try_from(problems.len()).unwrap_or(u32::MAX))
    }
}
