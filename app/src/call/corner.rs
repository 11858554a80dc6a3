//! Where the self view sits. The corners are those of the screen and not of the text: an arrow to the right moves to the right
//! in every language.

use domain::locale::phrase::Call;

/// A corner of the stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Corner {
    is_top: bool,
    is_left: bool,
}

impl Corner {
    /// As the style sheet calls it.
    pub(super) const fn as_str(self) -> &'static str {
        match (self.is_top, self.is_left) {
            (true, true) => "top-left",
            (true, false) => "top-right",
            (false, true) => "bottom-left",
            (false, false) => "bottom-right",
        }
    }

    /// The self view's name there.
    pub(super) const fn name(self) -> Call {
        match (self.is_top, self.is_left) {
            (true, true) => Call::SelfTopLeft,
            (true, false) => Call::SelfTopRight,
            (false, true) => Call::SelfBottomLeft,
            (false, false) => Call::SelfBottomRight,
        }
    }

    /// The corner in the direction of an arrow key; `None` for another key.
    pub(super) fn towards(self, key: &str) -> Option<Self> {
        match key {
            "ArrowUp" => Some(Self { is_top: true, ..self }),
            "ArrowDown" => Some(Self { is_top: false, ..self }),
            "ArrowLeft" => Some(Self { is_left: true, ..self }),
            "ArrowRight" => Some(Self { is_left: false, ..self }),
            _ => None,
        }
    }

    /// The next corner, clockwise: what a press does for those who can neither drag nor type.
    pub(super) const fn next(self) -> Self {
        match (self.is_top, self.is_left) {
            (true, true) => Self { is_top: true, is_left: false },
            (true, false) => Self { is_top: false, is_left: false },
            (false, false) => Self { is_top: false, is_left: true },
            (false, true) => Self { is_top: true, is_left: true },
        }
    }

    /// The corner nearest to a place, given as shares of the stage's width and height.
    pub(super) fn nearest(across: f64, down: f64) -> Self {
        Self { is_top: down < 0.5, is_left: across < 0.5 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_presses_lead_round_the_stage() {
        let start = Corner::default();
        let round = [start, start.next(), start.next().next(), start.next().next().next()];
        assert_eq!(round.map(Corner::as_str), ["bottom-right", "bottom-left", "top-left", "top-right"]);
        assert_eq!(round[3].next(), start);
    }

    #[test]
    fn arrows_move_along_the_edges_and_other_keys_do_not() {
        let moved = Corner::default().towards("ArrowUp").and_then(|corner| corner.towards("ArrowLeft"));
        assert_eq!(moved.map(Corner::as_str), Some("top-left"));
        assert_eq!(Corner::default().towards("ArrowDown"), Some(Corner::default()));
        assert_eq!(Corner::default().towards("Enter"), None);
    }

    #[test]
    fn a_dropped_picture_goes_to_the_nearest_corner() {
        assert_eq!(Corner::nearest(0.1, 0.9).as_str(), "bottom-left");
        assert_eq!(Corner::nearest(0.8, 0.2).as_str(), "top-right");
    }
}
