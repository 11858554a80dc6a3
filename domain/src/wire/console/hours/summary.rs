//! A week in a few lines.

use serde::{Deserialize, Serialize};

use crate::schedule::{Draft, Schedule};

/// Consecutive days with the same hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekLine {
    /// The first day: 0 for Monday to 6 for Sunday.
    pub first: u8,
    /// The last.
    pub last: u8,
    /// Such as `09:00-12:00, 13:00-17:00`.
    pub hours: String,
}

impl WeekLine {
    /// The open days of a week; none when it never opens.
    pub fn of(schedule: &Schedule) -> Vec<Self> {
        let week = Draft::from(schedule.clone()).weekly;
        let days = [week.monday, week.tuesday, week.wednesday, week.thursday, week.friday, week.saturday, week.sunday];
        let mut lines: Vec<Self> = vec![];
        for (day, hours) in (0_u8..).zip(days) {
            let hours = hours.join(", ");
            match lines.last_mut() {
                Some(line) if line.last + 1 == day && line.hours == hours => line.last = day,
                _ if hours.is_empty() => {}
                _ => lines.push(Self { first: day, last: day, hours }),
            }
        }
        lines
    }
}
