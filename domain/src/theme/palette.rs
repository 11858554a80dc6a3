//! The tokens and their default colours.

use std::fmt;

use super::Colour;

macro_rules! tokens {
    ($($(#[$doc:meta])* $token:ident $property:literal $light:literal $dark:literal;)*) => {
        /// A colour that a theme may change, named by what it is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub enum Token {
            $($(#[$doc])* $token,)*
        }

        impl Token {
            /// All there are.
            pub const ALL: [Self; [$(stringify!($token)),*].len()] = [$(Self::$token),*];

            /// The custom property's name in the style sheets.
            pub const fn property(self) -> &'static str {
                match self {
                    $(Self::$token => concat!("--", $property),)*
                }
            }
        }

        impl Palette {
            /// The default colours by day.
            pub const fn light() -> Self {
                Self([$(hex($light)),*])
            }

            /// The default colours by night.
            pub const fn dark() -> Self {
                Self([$(hex($dark)),*])
            }
        }
    };
}

const fn hex(rgb: u32) -> Colour {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Colour::new(red, green, blue)
}

/// A colour for each token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette([Colour; Token::ALL.len()]);

tokens! {
    /// Behind everything.
    Background "background" 0xf7f6f3 0x131414;
    /// Cards and panels.
    Surface "surface" 0xffffff 0x1c1d1d;
    /// What lies in a panel: a chip, a field that cannot be edited, a pressed row.
    Sunken "sunken" 0xf0eeea 0x282a29;
    /// Text.
    Text "text" 0x1b1d1c 0xf2f2ef;
    /// Text that matters less.
    Muted "muted" 0x595c5a 0xb2b5b2;
    /// Hairlines that carry no meaning.
    Line "line" 0xe2e0da 0x363938;
    /// The outline of a control.
    Outline "outline" 0x838782 0x7e837f;
    /// The one accent: the primary button, what is chosen.
    Accent "accent" 0x17614f 0x7fd6bd;
    /// The accent under the pointer.
    AccentHover "accent-hover" 0x0f4b3d 0xa0e3cf;
    /// Text on the accent.
    OnAccent "on-accent" 0xffffff 0x06231c;
    /// A quiet ground in the accent's tone.
    AccentSoft "accent-soft" 0xe4f0ec 0x17352d;
    /// Text and icons in the accent's tone, on a panel or its quiet ground.
    AccentText "accent-text" 0x14574a 0x93deca;
    /// All is well.
    Good "good" 0x1b6e3c 0x7bd69b;
    /// A quiet ground for it.
    GoodSoft "good-soft" 0xe3f2e8 0x17331f;
    /// Be careful.
    Warning "warning" 0x8a4b00 0xf0bb6c;
    /// A quiet ground for it.
    WarningSoft "warning-soft" 0xfbeedb 0x3a2a12;
    /// Something ends or is wrong.
    Danger "danger" 0xb3261e 0xff9f96;
    /// A quiet ground for it.
    DangerSoft "danger-soft" 0xfbe6e4 0x431a17;
    /// The button that ends something.
    DangerFill "danger-fill" 0xb3261e 0xc8372e;
    /// Text on that button.
    OnDanger "on-danger" 0xffffff 0xffffff;
    /// The ring around what has the focus.
    Focus "focus" 0x0b57d0 0xa8c7fa;
    /// Behind video.
    Stage "stage" 0x161817 0x0b0c0c;
    /// Buttons on the stage.
    StageControl "stage-control" 0x2f3332 0x2b2e2d;
    /// Text on the stage and on its buttons.
    OnStage "on-stage" 0xf6f6f3 0xf2f2ef;
    /// Text on the stage that matters less.
    StageMuted "stage-muted" 0xbfc3c0 0xb8bcb9;
}

impl Palette {
    /// The colour of a token.
    #[expect(clippy::as_conversions, reason = "the discriminant of a repr(usize) enum is that usize")]
    pub const fn get(&self, token: Token) -> Colour {
        self.0[token as usize]
    }

    /// Gives a token another colour.
    #[expect(clippy::as_conversions, reason = "the discriminant of a repr(usize) enum is that usize")]
    pub const fn set(&mut self, token: Token, colour: Colour) {
        self.0[token as usize] = colour;
    }
}

/// As declarations of custom properties.
impl fmt::Display for Palette {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        Token::ALL.into_iter().try_for_each(|token| write!(formatter, "{}:{};", token.property(), self.get(token)))
    }
}
