//! How far a scan is, in words.

use domain::locale::phrase::Scanning as Words;

use crate::{
    call::how_to_allow,
    media::{Browser, CannotRead, MediaProblem},
    ui::Texts,
};

/// How far a scan is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The browser is asked for a camera.
    Asking,
    /// There is one, and no picture yet, or nothing yet that reads codes.
    Opening,
    /// Codes are looked for.
    Looking,
    /// This code is in the tray already; others are looked for.
    Known(String),
    /// This code was found, and is added.
    Found(String),
    /// There is no camera.
    NoCamera(MediaProblem),
    /// No codes can be read.
    CannotRead(CannotRead),
}

impl Phase {
    /// Whether it goes no further by itself.
    pub const fn is_problem(&self) -> bool {
        matches!(self, Self::NoCamera(_) | Self::CannotRead(_))
    }

    /// What is said of it.
    pub fn words(&self, texts: Texts) -> String {
        match self {
            Self::Asking => texts.text(Words::Asking),
            Self::Opening => texts.text(Words::Opening),
            Self::Looking => texts.text(Words::Looking),
            Self::Known(code) => texts.with(Words::Known, code),
            Self::Found(code) => texts.with(Words::Found, code),
            Self::NoCamera(problem) => texts.text(camera(*problem)),
            Self::CannotRead(CannotRead::NotLoaded) => texts.text(Words::NotLoaded),
            Self::CannotRead(CannotRead::NotHere) => texts.text(Words::CannotRead),
        }
    }

    /// What can be done about it in this browser.
    pub fn advice(&self, texts: Texts, browser: impl Fn() -> Browser) -> Option<String> {
        matches!(self, Self::NoCamera(MediaProblem::Denied)).then(|| texts.text(how_to_allow(browser())))
    }
}

const fn camera(problem: MediaProblem) -> Words {
    match problem {
        MediaProblem::Denied => Words::Denied,
        MediaProblem::Missing => Words::Missing,
        MediaProblem::InUse => Words::InUse,
        MediaProblem::NotDelegated | MediaProblem::Insecure | MediaProblem::InAppBrowser | MediaProblem::Unsupported => Words::NoCamera,
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::{Locale, Phrases};
    use leptos::prelude::Owner;

    use super::*;
    use crate::ui::provide_texts;

    #[test]
    fn each_phase_says_something_else_and_only_a_refusal_can_be_undone() {
        let owner = Owner::new_root(None);
        owner.with(|| {
            let texts = provide_texts(Phrases::desk(Locale::English));
            let phases = [
                Phase::Asking,
                Phase::Opening,
                Phase::Looking,
                Phase::Known("4006381333931".into()),
                Phase::Found("4006381333931".into()),
                Phase::NoCamera(MediaProblem::Denied),
                Phase::NoCamera(MediaProblem::Missing),
                Phase::NoCamera(MediaProblem::InUse),
                Phase::NoCamera(MediaProblem::Unsupported),
                Phase::CannotRead(CannotRead::NotLoaded),
                Phase::CannotRead(CannotRead::NotHere),
            ];
            let mut said: Vec<_> = phases.iter().map(|phase| phase.words(texts)).collect();
            said.sort();
            said.dedup();
            assert_eq!(said.len(), phases.len(), "{said:?}");
            assert_eq!(phases.iter().filter(|phase| phase.is_problem()).count(), 6);
            let advised: Vec<_> = phases.iter().filter(|phase| phase.advice(texts, || Browser::Chrome).is_some()).collect();
            assert_eq!(advised, [&Phase::NoCamera(MediaProblem::Denied)]);
        });
        owner.cleanup();
    }
}
