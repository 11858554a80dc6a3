//! What a list of tickets is limited to: a plain form, whose fields stand in the address.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::super::{Fields, FormProblem, Wrong};
use crate::{
    PersonId, QueueId, TicketId, Timestamp,
    history::Sought,
    schedule::{Date, Zone},
    text,
};

/// The most characters that a date is shown with when it is none.
const SHOWN_CHARS: usize = 20;

/// The filter's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryFilter {
    /// Tickets of this queue.
    pub queue: Option<QueueId>,
    /// Tickets that rang this agent.
    pub agent: Option<PersonId>,
    /// Tickets of which this became.
    pub outcome: Option<Sought>,
    /// Drawn on this date or later, as `2026-11-22`.
    pub from: String,
    /// Drawn on this date or earlier.
    pub to: String,
    /// The page: tickets before this place.
    pub before: Option<Place>,
}

/// What the fields mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryQuery {
    /// Tickets of this queue.
    pub queue: Option<QueueId>,
    /// Tickets that rang this agent.
    pub agent: Option<PersonId>,
    /// Tickets of which this became.
    pub outcome: Option<Sought>,
    /// Drawn at this time or later.
    pub from: Timestamp,
    /// Drawn before this time.
    pub until: Timestamp,
    /// The page: tickets before this place.
    pub before: Option<Place>,
}

/// A ticket's place in the list. Its text is how addresses name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// When it was drawn.
    pub at: Timestamp,
    /// The ticket, which tells two of the same time apart.
    pub ticket: TicketId,
}

impl HistoryFilter {
    /// The fields as they were sent. What names nothing that could exist limits nothing.
    pub fn from_fields(fields: Fields<'_>) -> Self {
        Self {
            queue: fields.read("queue").next(),
            agent: fields.read("agent").next(),
            outcome: Sought::parse(fields.text("outcome")),
            from: fields.text("from").trim().to_owned(),
            to: fields.text("to").trim().to_owned(),
            before: fields.read("before").next(),
        }
    }

    /// What the fields mean in this zone, and what is wrong with the dates; a date that is none limits nothing.
    pub fn read(&self, zone: &Zone) -> (HistoryQuery, Vec<FormProblem>) {
        let mut problems = vec![];
        let mut date = |field, typed: &str| {
            let date = typed.parse::<Date>().ok();
            if date.is_none() && !typed.is_empty() {
                let shown = text::line(typed, SHOWN_CHARS).unwrap_or_default();
                problems.push(FormProblem::new(field, Wrong::NoDate(shown)));
            }
            date
        };
        let from = date("from", &self.from).and_then(|date| zone.start_of(date));
        let until = date("to", &self.to).and_then(|date| zone.start_of(date.tomorrow().ok()?));
        let Self { queue, agent, outcome, before, .. } = self.clone();
        let [first, last] = [i64::MIN, i64::MAX].map(Timestamp::from_micros);
        let query = HistoryQuery { queue, agent, outcome, from: from.unwrap_or(first), until: until.unwrap_or(last), before };
        (query, problems)
    }

    /// Whether it limits anything, the page aside.
    pub fn is_empty(&self) -> bool {
        Self { before: None, ..self.clone() } == Self::default()
    }

    /// The end of the address of such a list: nothing, or `?` with the fields. Dates that are none are left out.
    pub fn address(&self) -> String {
        let date = |typed: &str| typed.parse::<Date>().ok().map(|date| date.to_string());
        let fields = [
            ("queue", self.queue.as_ref().map(ToString::to_string)),
            ("agent", self.agent.as_ref().map(ToString::to_string)),
            ("outcome", self.outcome.map(|sought| sought.as_str().to_owned())),
            ("from", date(&self.from)),
            ("to", date(&self.to)),
            ("before", self.before.as_ref().map(ToString::to_string)),
        ];
        let pairs: Vec<_> = fields.into_iter().filter_map(|(name, value)| Some([name, "=", &value?].concat())).collect();
        if pairs.is_empty() { String::new() } else { ["?", &pairs.join("&")].concat() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.at.as_micros(), self.ticket)
    }
}

/// The text names no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this names no place in a list")]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let (at, ticket) = text.rsplit_once('-').ok_or(NoPlace)?;
        let at = at.parse().map(Timestamp::from_micros).map_err(|_| NoPlace)?;
        Ok(Self { at, ticket: ticket.parse().map_err(|_| NoPlace)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(pairs: &[(&str, &str)]) -> HistoryFilter {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        HistoryFilter::from_fields(Fields::new(&pairs))
    }

    #[test]
    fn an_address_means_the_list_it_was_made_from() {
        let pairs = [("queue", "aaaaaaaaaaaaaaaaaaaa"), ("outcome", "missed"), ("to", "2026-11-22"), ("before", "-7-bbbbbbbbbbbbbbbbbbbb")];
        let address = "?queue=aaaaaaaaaaaaaaaaaaaa&outcome=missed&to=2026-11-22&before=-7-bbbbbbbbbbbbbbbbbbbb";
        assert_eq!(filter(&pairs).address(), address);
        assert_eq!(HistoryFilter::default().address(), "");
        assert_eq!(filter(&[("from", "&x=<b>"), ("queue", "?")]).address(), "", "what was typed does not get into addresses");
    }

    #[test]
    fn dates_are_of_the_zone_and_the_last_one_counts_in_full() {
        let zone: Zone = "Europe/Stockholm".parse().expect("a zone");
        let (query, problems) = filter(&[("from", "2026-03-29"), ("to", "2026-03-29")]).read(&zone);
        // The clock is put forward on that date.
        assert_eq!(((query.until - query.from).as_secs(), problems.len()), (23 * 3_600, 0));
        let (query, _) = HistoryFilter::default().read(&zone);
        assert!(query.from < query.until);
    }

    #[test]
    fn a_date_that_is_none_is_named_and_limits_nothing() {
        let (query, problems) = filter(&[("from", "yesterday"), ("to", " ")]).read(&"UTC".parse().expect("a zone"));
        assert_eq!(problems, [FormProblem::new("from", Wrong::NoDate("yesterday".into()))]);
        assert_eq!(query.from.as_micros(), i64::MIN);
    }

    #[test]
    fn only_the_page_limits_nothing() {
        assert!(filter(&[("before", "7-bbbbbbbbbbbbbbbbbbbb")]).is_empty());
        assert!(!filter(&[("from", "x")]).is_empty());
    }
}
