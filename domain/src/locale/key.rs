//! What names a text.

/// The screens that texts belong to; a page carries the groups it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Group {
    /// What every page may say.
    Common,
    /// The widget before anything happens.
    Start,
    /// Camera and microphone before the call.
    Preview,
    /// In line.
    Waiting,
    /// The call, for shopper and agent.
    Call,
    /// After the call.
    Thanks,
    /// What went wrong.
    Problems,
    /// The agent's desk.
    Desk,
    /// The sign-in page.
    SignIn,
    /// Days and hours to come.
    Times,
    /// Around every page of the console.
    Console,
    /// The console's pages of queues.
    Queues,
    /// The console's fields for opening hours.
    Hours,
    /// The console's pages of people.
    People,
    /// The widget's form for a call-back.
    CallBack,
    /// Call-backs as agents see them.
    CallBacks,
    /// The live board.
    Board,
    /// The history of tickets.
    History,
    /// A guest's page, who comes by a link.
    Guest,
    /// Blocking shoppers.
    Blocks,
    /// The earlier calls of a shopper.
    Earlier,
    /// Products and the shared cart in a call.
    Shopping,
    /// Showing products and filling the cart, for agents.
    Selling,
    /// The card in a shop's page.
    ShopCard,
    /// The console's page of the catalogue.
    Catalogue,
    /// Scanning codes of goods, for agents.
    Scanning,
}

impl Group {
    /// How many there are.
    pub const COUNT: usize = 26;

    /// The group's place in [`super::Phrases`].
    #[expect(clippy::as_conversions, reason = "the discriminant of a repr(usize) enum is that usize")]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A typed key of a text.
pub trait Key: Copy + 'static {
    /// The screen it belongs to.
    const GROUP: Group;

    /// Its place in the group.
    fn index(self) -> usize;

    /// All keys of the group.
    fn all() -> &'static [Self];

    /// The English forms of all keys of the group: one, or two where a number decides ("one", "other").
    fn english() -> &'static [&'static [&'static str]];
}

/// Makes the keys of one screen together with their English texts.
///
/// `Key = "text"` is a text, perhaps with one blank in braces; `Key = "{count} shopper" | "{count} shoppers"` has a form for
/// one and a form for every other number.
macro_rules! phrases {
    ($(#[$doc:meta])* $group:ident { $($name:ident = $($form:literal)|+,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum $group {
            $(
                $(#[doc = $form])+
                $name,
            )*
        }

        impl $crate::locale::Key for $group {
            const GROUP: $crate::locale::Group = $crate::locale::Group::$group;

            #[expect(clippy::as_conversions, reason = "the discriminant of a repr(usize) enum is that usize")]
            fn index(self) -> usize {
                self as usize
            }

            fn all() -> &'static [Self] {
                &[$(Self::$name),*]
            }

            fn english() -> &'static [&'static [&'static str]] {
                &[$(&[$($form),+]),*]
            }
        }
    };
}

pub(super) use phrases;
