//! Waits as people say them.

use serde::{Deserialize, Serialize};

use crate::Duration;

/// The minutes that are said: close together where a minute matters.
const LADDER: [u16; 11] = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60];

/// A wait in coarse numbers: under a minute, 1 to 3 minutes, up to 5 minutes, over an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coarse {
    /// At least so many minutes; 0 says nothing.
    pub from_minutes: u16,
    /// At most so many minutes, always more than `from_minutes`; `None` for over an hour.
    pub to_minutes: Option<u16>,
}

impl Coarse {
    /// Says a range: its lower end rounded down, its upper end rounded up, so that what is said holds at least as often as the range.
    pub fn of(lower: Duration, upper: Duration) -> Self {
        let minutes = |count: u16| Duration::from_secs(i64::from(count) * 60);
        let from_minutes = LADDER.into_iter().rfind(|rung| minutes(*rung) <= lower).unwrap_or(0);
        let to_minutes = LADDER.into_iter().find(|rung| *rung > from_minutes && minutes(*rung) >= upper);
        Self { from_minutes, to_minutes }
    }

    /// Whether either end is later than the other's.
    pub fn is_longer_than(self, other: Self) -> bool {
        let upper = |coarse: Self| coarse.to_minutes.unwrap_or(u16::MAX);
        self.from_minutes > other.from_minutes || upper(self) > upper(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lower: i64, upper: i64) -> (u16, Option<u16>) {
        let coarse = Coarse::of(Duration::from_secs(lower), Duration::from_secs(upper));
        (coarse.from_minutes, coarse.to_minutes)
    }

    #[test]
    fn a_wait_is_said_in_the_numbers_people_use() {
        assert_eq!(of(4, 20), (0, Some(1)));
        assert_eq!(of(70, 170), (1, Some(3)));
        assert_eq!(of(320, 590), (5, Some(10)));
        assert_eq!(of(50, 290), (0, Some(5)));
        assert_eq!(of(4_000, 9_000), (60, None));
        assert_eq!(of(1_900, 4_000), (30, None));
    }

    #[test]
    fn the_two_ends_are_never_the_same_number() {
        assert_eq!(of(300, 300), (5, Some(7)));
        assert_eq!(of(3_600, 3_600), (60, None));
    }
}
