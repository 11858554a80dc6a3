//! What a queue does, as its organisation set it up, and whom it takes in.

use serde::{Deserialize, Serialize};

use super::Preference;

/// The most that a limit on the line can be set to.
pub const MOST_WAITING_LIMIT: u32 = 10_000;

/// The longest time after a call for which an agent can be left alone.
pub const LONGEST_WRAP_UP_SECONDS: u32 = 1_800;

/// How a queue treats its tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Whom a ticket rings.
    pub routing: Routing,
    /// Outside its hours.
    pub when_closed: Otherwise,
    /// While none of its agents is online.
    pub when_nobody: Otherwise,
    /// How many may wait at a time, 1 to [`MOST_WAITING_LIMIT`]; `None` for any number.
    pub most_waiting: Option<u32>,
    /// How long an agent is left alone after a call, to write down how it went; 0 to [`LONGEST_WRAP_UP_SECONDS`].
    pub wrap_up_seconds: u32,
    /// Whether a shopper whom nobody can serve may ask to be called back.
    pub call_backs: bool,
    /// Who of its agents is asked first.
    pub asked_first: Preference,
}

/// Whom a ticket rings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Routing {
    /// Every free agent at once.
    #[default]
    All,
    /// One, ten seconds later three, then five, then all; in an order that is new for each ticket.
    Widening,
    /// The one who has been free for longest, then the next.
    LongestIdle,
}

/// What a queue does with who comes when it would rather have nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// Nobody is taken in: the card says so, and says when it opens.
    Refuse,
    /// Everybody may get in line and wait.
    Wait,
}

/// A queue at one moment, as its entrance sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Floor {
    /// Whether it is within its hours.
    pub is_open: bool,
    /// Agents who are online.
    pub agents_online: u32,
    /// Tickets in line.
    pub waiting: u32,
}

/// Whether a shopper can get in line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entrance {
    /// Yes.
    #[default]
    Open,
    /// No: it is closed.
    Closed,
    /// No: none of its agents is online.
    Nobody,
    /// No: as many wait as may.
    Full,
}

impl Entrance {
    /// Whether a shopper can get in line.
    pub fn is_open(self) -> bool {
        self == Self::Open
    }
}

impl Default for Rules {
    /// Everybody rings; nobody gets in line at night, and everybody by day; call-backs are taken.
    fn default() -> Self {
        Self {
            routing: Routing::All,
            when_closed: Otherwise::Refuse,
            when_nobody: Otherwise::Wait,
            most_waiting: None,
            wrap_up_seconds: 0,
            call_backs: true,
            asked_first: Preference::default(),
        }
    }
}

impl Rules {
    /// Whether a shopper can get in line of a queue that is like this now. The reason that lasts longest is the one given.
    pub fn entrance(&self, now: Floor) -> Entrance {
        if !now.is_open && self.when_closed == Otherwise::Refuse {
            Entrance::Closed
        } else if now.agents_online == 0 && self.when_nobody == Otherwise::Refuse && now.is_open {
            Entrance::Nobody
        } else if self.most_waiting.is_some_and(|most| now.waiting >= most) {
            Entrance::Full
        } else {
            Entrance::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLOOR: Floor = Floor { is_open: true, agents_online: 1, waiting: 3 };
    const LENIENT: Rules = Rules {
        routing: Routing::All,
        when_closed: Otherwise::Wait,
        when_nobody: Otherwise::Wait,
        most_waiting: None,
        wrap_up_seconds: 0,
        call_backs: true,
        asked_first: Preference { first: super::super::First::Anybody, only: false, seconds: 30 },
    };

    #[test]
    fn a_closed_queue_refuses_unless_it_lets_people_wait() {
        let closed = Floor { is_open: false, ..FLOOR };
        assert_eq!(Rules::default().entrance(closed), Entrance::Closed);
        assert_eq!(LENIENT.entrance(closed), Entrance::Open);
    }

    #[test]
    fn without_an_agent_an_open_queue_refuses_unless_it_lets_people_wait() {
        let deserted = Floor { agents_online: 0, ..FLOOR };
        assert_eq!(Rules { when_nobody: Otherwise::Refuse, ..LENIENT }.entrance(deserted), Entrance::Nobody);
        assert_eq!(LENIENT.entrance(deserted), Entrance::Open);
    }

    #[test]
    fn who_may_wait_until_it_opens_is_not_refused_because_nobody_is_there_yet() {
        let at_night = Floor { is_open: false, agents_online: 0, ..FLOOR };
        assert_eq!(Rules { when_nobody: Otherwise::Refuse, ..LENIENT }.entrance(at_night), Entrance::Open);
    }

    #[test]
    fn a_full_line_takes_nobody() {
        let rules = |most| Rules { most_waiting: Some(most), ..LENIENT };
        assert_eq!(rules(4).entrance(FLOOR), Entrance::Open);
        assert_eq!(rules(3).entrance(FLOOR), Entrance::Full);
    }
}
