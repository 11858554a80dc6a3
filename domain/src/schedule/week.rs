//! The seven days.

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

/// What each weekday has: intervals as text in a [`Draft`](super::Draft), parsed ones in a [`Schedule`](super::Schedule).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Week<T> {
    /// Monday's.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub monday: Vec<T>,
    /// Tuesday's.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub tuesday: Vec<T>,
    /// Wednesday's.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub wednesday: Vec<T>,
    /// Thursday's.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub thursday: Vec<T>,
    /// Friday's.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub friday: Vec<T>,
    /// Saturday's.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub saturday: Vec<T>,
    /// Sunday's.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub sunday: Vec<T>,
}

impl<T> Default for Week<T> {
    fn default() -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = std::array::from_fn(|_| Vec::new());
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }
}

impl<T> Week<T> {
    /// A weekday's.
    pub fn on(&self, weekday: Weekday) -> &[T] {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// Each day, Monday first, made into something else; the day's English name is for telling where a mistake is.
    ///
    /// # Errors
    /// The first that the change gives.
    pub fn try_map<U, E>(self, mut change: impl FnMut(&'static str, Vec<T>) -> Result<Vec<U>, E>) -> Result<Week<U>, E> {
        Ok(Week {
            monday: change("Monday", self.monday)?,
            tuesday: change("Tuesday", self.tuesday)?,
            wednesday: change("Wednesday", self.wednesday)?,
            thursday: change("Thursday", self.thursday)?,
            friday: change("Friday", self.friday)?,
            saturday: change("Saturday", self.saturday)?,
            sunday: change("Sunday", self.sunday)?,
        })
    }
}
