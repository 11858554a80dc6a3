//! Queues: how a page names one, when it takes somebody in, and what a place in it means.

mod allowance;
mod hours;
mod preference;
mod routing;
mod rules;
mod skills;
mod term;

pub use allowance::{COUNTED_FOR, Drawn, Exceeded, PER_NETWORK, PER_ORGANISATION, PER_VISIT};
pub use hours::OpeningHours;
pub use preference::{Candidate, Circle, First, LONGEST_FIRST_SECONDS, Preference};
pub use routing::{WIDENS_EVERY, lot};
pub use rules::{Entrance, Floor, LONGEST_WRAP_UP_SECONDS, MOST_WAITING_LIMIT, Otherwise, Routing, Rules};
pub use skills::{AGENT_KEY, Asks, InvalidTag, MAX_TAG_CHARS, MOST_LANGUAGES, MOST_TAGS, Skills, TAGS_KEY, Tag};
pub use term::{Named, QueueTerm};

/// Whether a ticket at this place (1 is next) gets ready for its call: devices stay open, and ways to reach each other are looked
/// for. The next two for each agent who serves do, and whoever rings; never the whole line, because each holds relays.
pub fn is_warm(place: u32, serving: u32, is_ringing: bool) -> bool {
    is_ringing || place <= serving.saturating_mul(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_for_each_serving_agent_and_whoever_rings_get_ready_and_nobody_else() {
        let warm = |serving| (1..=9).filter(|place| is_warm(*place, serving, false)).count();
        assert_eq!([0, 1, 3].map(warm), [0, 2, 6]);
        assert!(is_warm(9, 0, true));
    }
}
