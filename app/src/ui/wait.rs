//! A wait in words.

use domain::{locale::phrase::Times, waiting::Coarse};

use super::Texts;

/// How long it takes, such as `about 1–3 minutes`.
pub fn wait(texts: Texts, wait: Coarse) -> String {
    match wait {
        Coarse { from_minutes: 0, to_minutes: Some(0 | 1) } => texts.text(Times::WaitShort),
        Coarse { from_minutes: 0, to_minutes: Some(most) } => texts.count(Times::WaitUpTo, u32::from(most)),
        Coarse { from_minutes, to_minutes: Some(most) } => {
            let range = [from_minutes.to_string().as_str(), "\u{2013}", most.to_string().as_str()].concat();
            texts.with(Times::WaitBetween, &range)
        }
        Coarse { to_minutes: None, .. } => texts.text(Times::WaitLong),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::locale::{Locale, Phrases};
    use leptos::prelude::*;

    use super::*;
    use crate::ui::provide_texts;

    #[test]
    fn a_wait_is_told_as_people_tell_it() {
        let owner = Owner::new_root(None);
        let told = owner.with(|| {
            let texts = provide_texts(Phrases::widget(Locale::English));
            [(0, Some(1)), (0, Some(5)), (1, Some(3)), (60, None)]
                .map(|(from_minutes, to_minutes)| wait(texts, Coarse { from_minutes, to_minutes }))
        });
        owner.cleanup();
        assert_eq!(told, ["less than a minute", "up to 5 minutes", "about 1\u{2013}3 minutes", "more than an hour"]);
    }
}
