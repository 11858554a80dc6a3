//! The texts of another language.

use super::{Group, Key};

/// The texts of one screen in one language, in the order of its keys; each in the forms of the language's number categories.
pub(super) type Translated = (Group, Vec<&'static [&'static str]>);

/// Puts the texts of a screen into the order of its keys.
pub(super) fn in_order<K: Key>(text: fn(K) -> &'static [&'static str]) -> Translated {
    (K::GROUP, K::all().iter().map(|key| text(*key)).collect())
}

/// Makes the texts of one screen in another language: `Key = "text"`, or a form for each category of the language's numbers. A key
/// without a text does not compile.
macro_rules! translated {
    ($group:ident { $($name:ident = $($form:literal)|+,)* }) => {
        /// The texts of this screen.
        pub(super) fn texts() -> $crate::locale::translation::Translated {
            use $crate::locale::phrase::$group;
            #[expect(clippy::allow_attributes, reason = "not every screen says the same twice")]
            #[allow(clippy::match_same_arms, reason = "two keys may have one text in this language")]
            $crate::locale::translation::in_order(|key| match key {
                $($group::$name => &[$($form),+],)*
            })
        }
    };
}

pub(super) use translated;
