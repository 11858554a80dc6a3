//! The chat lines of a call.

use std::collections::HashSet;

use domain::ParticipantId;

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatLine {
    /// Unique within the call.
    pub id: String,
    /// Who wrote it; `None` is oneself.
    pub from: Option<ParticipantId>,
    /// What.
    pub text: String,
    /// Whether everybody has it.
    pub is_delivered: bool,
}

/// What was written, and who still has to get it. A line may be lost with the connection it was sent over, so each is sent again
/// over the next until its arrival is told.
#[derive(Debug, Default)]
pub(super) struct Lines {
    all: Vec<ChatLine>,
    heard: HashSet<String>,
    /// Our lines that a participant has not confirmed.
    open: Vec<(ParticipantId, String)>,
}

impl Lines {
    /// All lines, the oldest first.
    pub(super) fn all(&self) -> Vec<ChatLine> {
        self.all.clone()
    }

    /// A line of our own to all `others`.
    pub(super) fn say(&mut self, id: String, text: String, others: impl IntoIterator<Item = ParticipantId>) {
        let before = self.open.len();
        self.open.extend(others.into_iter().map(|other| (other, id.clone())));
        self.all.push(ChatLine { id, from: None, text, is_delivered: self.open.len() == before });
    }

    /// A line of another; `false` when it is known already.
    pub(super) fn hear(&mut self, from: ParticipantId, id: String, text: String) -> bool {
        let is_new = self.heard.insert(id.clone());
        if is_new {
            self.all.push(ChatLine { id, from: Some(from), text, is_delivered: true });
        }
        is_new
    }

    /// `by` has our line.
    pub(super) fn confirm(&mut self, by: &ParticipantId, id: &str) {
        self.open.retain(|(other, open)| other != by || open != id);
        self.settle();
    }

    /// `who` has left and will never confirm.
    pub(super) fn forget(&mut self, who: &ParticipantId) {
        self.open.retain(|(other, _)| other != who);
        self.settle();
    }

    fn settle(&mut self) {
        for line in &mut self.all {
            line.is_delivered = !self.open.iter().any(|(_, open)| *open == line.id);
        }
    }

    /// Our lines that `who` has not confirmed, as id and text.
    pub(super) fn open_for(&self, who: &ParticipantId) -> Vec<(String, String)> {
        let is_open = |line: &&ChatLine| self.open.iter().any(|(other, open)| other == who && *open == line.id);
        self.all.iter().filter(is_open).map(|line| (line.id.clone(), line.text.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn participant(letter: u8) -> ParticipantId {
        ParticipantId::from_random([letter; 20])
    }

    #[test]
    fn a_line_is_delivered_when_everybody_has_confirmed_it() {
        let mut lines = Lines::default();
        lines.say("1".into(), "hello".into(), [participant(1), participant(2)]);
        lines.confirm(&participant(1), "1");
        assert!(!lines.all()[0].is_delivered);
        assert_eq!(lines.open_for(&participant(1)), []);
        assert_eq!(lines.open_for(&participant(2)), [("1".to_owned(), "hello".to_owned())]);
        lines.confirm(&participant(2), "1");
        assert!(lines.all()[0].is_delivered);
    }

    #[test]
    fn a_line_that_comes_twice_is_shown_once() {
        let mut lines = Lines::default();
        assert!(lines.hear(participant(1), "x".into(), "hi".into()));
        assert!(!lines.hear(participant(1), "x".into(), "hi".into()));
        assert_eq!(lines.all().len(), 1);
    }

    #[test]
    fn nobody_waits_for_somebody_who_left() {
        let mut lines = Lines::default();
        lines.say("1".into(), "hello".into(), [participant(1)]);
        lines.forget(&participant(1));
        assert!(lines.all()[0].is_delivered);
    }
}
