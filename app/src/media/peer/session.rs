//! Which connection of the other side a description is of.

/// The session of a description: the number after the user name in its `o=` line, which stays the same for the life of a peer
/// connection (RFC 8829, 5.2.1). Another one means that the other side has built its connection anew.
pub(super) fn session_of(sdp: &str) -> Option<&str> {
    sdp.lines().find_map(|line| line.strip_prefix("o="))?.split(' ').nth(1)
}

/// What is known of the other side's connections.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    current: Option<String>,
    retired: Vec<String>,
}

/// What to do with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfferFrom {
    /// The connection we are with, or the first one: take it.
    Current,
    /// A new connection of the other side: build ours anew, then take it.
    New,
    /// One that the other side, or we, have given up: leave it.
    Old,
    /// Both sides built anew and offered at once, and ours stands: leave it.
    Losing,
}

impl Sessions {
    /// Takes in an offer. `is_polite` is this side's manners; `has_offered` tells whether this side's connection began with an
    /// offer of its own.
    pub(super) fn offer(&mut self, sdp: &str, is_polite: bool, has_offered: bool) -> OfferFrom {
        let Some(session) = session_of(sdp) else { return OfferFrom::Current };
        if self.retired.iter().any(|retired| retired == session) {
            return OfferFrom::Old;
        }
        let from = match &self.current {
            Some(current) if current == session => OfferFrom::Current,
            Some(_) => OfferFrom::New,
            None if !has_offered => OfferFrom::Current,
            None if is_polite => OfferFrom::New,
            None => OfferFrom::Losing,
        };
        if from == OfferFrom::New {
            self.retire();
        }
        if from != OfferFrom::Losing {
            self.current = Some(session.to_owned());
        }
        from
    }

    /// Takes in an answer; whether it is of a connection that can answer ours.
    pub(super) fn answer(&mut self, sdp: &str) -> bool {
        let Some(session) = session_of(sdp) else { return true };
        if self.retired.iter().any(|retired| retired == session) {
            return false;
        }
        self.current = Some(session.to_owned());
        true
    }

    /// This side builds anew: the other side's connection cannot go on with the new one.
    pub(super) fn retire(&mut self) {
        self.retired.extend(self.current.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sdp(session: &str) -> String {
        format!("v=0\r\no=- {session} 2 IN IP4 127.0.0.1\r\ns=-\r\n")
    }

    #[test]
    fn the_session_is_read_from_the_origin_line() {
        assert_eq!(session_of(&sdp("4611731400430051336")), Some("4611731400430051336"));
        assert_eq!(session_of("v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 77 0 IN IP4 0.0.0.0\r\n"), Some("77"));
        assert_eq!(session_of("v=0\r\n"), None);
    }

    #[test]
    fn an_offer_of_a_new_connection_asks_for_a_new_one_here_and_the_old_is_not_heard_again() {
        let mut sessions = Sessions::default();
        assert_eq!(sessions.offer(&sdp("1"), true, false), OfferFrom::Current);
        assert_eq!(sessions.offer(&sdp("1"), true, false), OfferFrom::Current);
        assert_eq!(sessions.offer(&sdp("2"), true, false), OfferFrom::New);
        assert_eq!(sessions.offer(&sdp("1"), true, false), OfferFrom::Old);
        assert!(!sessions.answer(&sdp("1")));
    }

    #[test]
    fn a_late_answer_of_the_connection_before_does_not_answer_the_new_offer() {
        let mut sessions = Sessions::default();
        assert!(sessions.answer(&sdp("1")));
        sessions.retire();
        assert!(!sessions.answer(&sdp("1")));
        assert!(sessions.answer(&sdp("2")));
    }

    #[test]
    fn when_both_build_anew_at_once_the_impolite_offer_stands() {
        let mut impolite = Sessions::default();
        assert_eq!(impolite.offer(&sdp("9"), false, true), OfferFrom::Losing);
        let mut polite = Sessions::default();
        assert_eq!(polite.offer(&sdp("8"), true, true), OfferFrom::New);
        // The polite side's answer comes from the connection it built for the offer.
        assert!(impolite.answer(&sdp("10")));
    }
}
