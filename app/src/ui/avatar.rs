//! A person as a round picture of initials.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// The first letters of the first and the last word of a name, in capitals; empty for a name without letters.
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let first = letters.next();
    let last = letters.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A person as a round picture of initials, or a figure for somebody without a name. Silent: the name stands beside it.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
    /// Larger than a line of text.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    view! {
        <span class=if large { "avatar avatar-large" } else { "avatar" } aria-hidden="true">
            {move || {
                let initials = initials(&name.get());
                if initials.is_empty() { view! { <Icon glyph=Glyph::Person /> }.into_any() } else { view! { <span>{initials}</span> }.into_any() }
            }}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        for (name, letters) in [
            ("anna", "A"),
            ("Anna Lind", "AL"),
            ("Jean (Luc) de Broglie", "JB"),
            ("  ", ""),
            ("élodie ß", "ÉSS"),
            ("李 小龙", "李小"),
            ("- -", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
