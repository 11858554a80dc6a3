//! Which tokens meet on a screen, and how far apart they must be (WCAG 2.2, 1.4.3 and 1.4.11).

use super::{
    Colour, Palette, Token,
    Token::{
        Accent, AccentHover, AccentSoft, AccentText, Background, Danger, DangerFill, DangerSoft, Focus, Good, GoodSoft, Muted, OnAccent,
        OnDanger, OnStage, Outline, Stage, StageControl, StageMuted, Sunken, Surface, Text, Warning, WarningSoft,
    },
};

/// Text on a ground.
const TEXT: f64 = 4.5;
/// A control or a sign on a ground.
const CONTROL: f64 = 3.0;

/// Two tokens that meet on a screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// What is read.
    pub front: Token,
    /// What it stands on.
    pub back: Token,
    /// The contrast they must have.
    pub at_least: f64,
}

/// Two tokens that are too close.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LowContrast {
    /// Which two.
    pub pair: Pair,
    /// Whether by night.
    pub is_dark: bool,
    /// The contrast they have.
    pub ratio: f64,
}

impl Pair {
    const fn text(front: Token, back: Token) -> Self {
        Self { front, back, at_least: TEXT }
    }

    const fn control(front: Token, back: Token) -> Self {
        Self { front, back, at_least: CONTROL }
    }

    /// What is wrong with this pair in a palette, if anything.
    pub fn check(self, palette: &Palette, is_dark: bool) -> Option<LowContrast> {
        let ratio = Colour::contrast(palette.get(self.front), palette.get(self.back));
        (ratio < self.at_least).then_some(LowContrast { pair: self, is_dark, ratio })
    }
}

/// All pairs that the style sheets bring together.
pub const PAIRS: &[Pair] = &[
    Pair::text(Text, Background),
    Pair::text(Text, Surface),
    Pair::text(Text, Sunken),
    Pair::text(Muted, Background),
    Pair::text(Muted, Surface),
    Pair::text(Muted, Sunken),
    Pair::text(Text, AccentSoft),
    Pair::text(Text, GoodSoft),
    Pair::text(Text, WarningSoft),
    Pair::text(Text, DangerSoft),
    Pair::text(OnAccent, Accent),
    Pair::text(OnAccent, AccentHover),
    Pair::text(AccentText, Background),
    Pair::text(AccentText, Surface),
    Pair::text(AccentText, AccentSoft),
    Pair::text(AccentText, Sunken),
    Pair::text(Good, Surface),
    Pair::text(Good, GoodSoft),
    Pair::text(Warning, Surface),
    Pair::text(Warning, WarningSoft),
    Pair::text(Danger, Background),
    Pair::text(Danger, Surface),
    Pair::text(Danger, DangerSoft),
    Pair::text(OnDanger, DangerFill),
    Pair::text(OnStage, Stage),
    Pair::text(OnStage, StageControl),
    Pair::text(StageMuted, Stage),
    Pair::control(Outline, Background),
    Pair::control(Outline, Surface),
    Pair::control(Outline, Sunken),
    Pair::control(Accent, Background),
    Pair::control(Accent, Surface),
    Pair::control(DangerFill, Surface),
    Pair::control(Focus, Background),
    Pair::control(Focus, Surface),
];
