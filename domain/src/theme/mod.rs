//! How the pages look: one list of tokens, each a custom property, with a light and a dark value.
//!
//! The style sheets use the tokens and name no colour of their own; a theme's values reach a page as the text of one nonced
//! `<style>` ([`Theme::to_css`]). Contrast is computed here, so an unreadable theme is found before anybody sees it.

mod colour;
mod contrast;
mod palette;

pub use colour::{Colour, InvalidColour};
pub use contrast::{LowContrast, PAIRS, Pair};
pub use palette::{Palette, Token};

/// A look.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Colours by day.
    pub light: Palette,
    /// Colours by night.
    pub dark: Palette,
    /// How round the corners of controls are, in pixels.
    pub control_radius: u8,
    /// How round the corners of cards are, in pixels.
    pub card_radius: u8,
}

impl Default for Theme {
    fn default() -> Self {
        Self { light: Palette::light(), dark: Palette::dark(), control_radius: 12, card_radius: 20 }
    }
}

impl Theme {
    /// The theme as a style sheet that sets the custom properties.
    pub fn to_css(&self) -> String {
        format!(
            ":root{{color-scheme:light dark;--radius-control:{}px;--radius-card:{}px;{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}",
            self.control_radius, self.card_radius, self.light, self.dark
        )
    }

    /// The pairs of tokens that are too close to be read, by day and by night.
    pub fn problems(&self) -> Vec<LowContrast> {
        let of = |palette: &Palette, is_dark| PAIRS.iter().filter_map(|pair| pair.check(palette, is_dark)).collect::<Vec<_>>();
        [of(&self.light, false), of(&self.dark, true)].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_theme_can_be_read_by_day_and_by_night() {
        assert_eq!(Theme::default().problems(), []);
    }

    #[test]
    fn an_unreadable_pair_is_named() {
        let mut theme = Theme::default();
        theme.dark.set(Token::Text, "#1b1d1c".parse().expect("a colour"));
        let problems = theme.problems();
        assert!(problems.iter().any(|problem| problem.is_dark && problem.pair.front == Token::Text && problem.ratio < 1.2));
        assert!(problems.iter().all(|problem| problem.is_dark));
    }

    #[test]
    fn every_token_is_set_by_day_and_by_night() {
        let css = Theme::default().to_css();
        for token in Token::ALL {
            assert_eq!(css.matches(&format!("{}:#", token.property())).count(), 2, "{}", token.property());
        }
    }
}
