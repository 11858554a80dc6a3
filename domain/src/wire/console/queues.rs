//! Queues: the list, and the form of one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ConsoleFrame, Fields, FormProblem, HoursForm, LastChange, WeekLine, WhoseHours, Wrong};
use crate::{
    PersonId, QueueId, Slug, Timestamp,
    queue::{
        First, LONGEST_FIRST_SECONDS, LONGEST_WRAP_UP_SECONDS, MOST_WAITING_LIMIT, OpeningHours, Otherwise, Preference, Routing, Rules,
    },
    schedule::OpenDay,
    text,
};

/// The shortest and longest time that a call may ring for one agent, in seconds.
pub const RING_SECONDS: std::ops::RangeInclusive<i64> = 5..=120;
/// The most characters of a name; more are cut.
const NAME_CHARS: usize = 120;

/// The list of queues.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueuesPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// The queues in their order.
    pub queues: Vec<QueueLine>,
    /// The queue that was just saved.
    pub saved: Option<QueueId>,
    /// Whether one was just removed.
    pub is_removed: bool,
}

/// A queue of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    /// Its identifier.
    pub id: QueueId,
    /// Names it in addresses and on pages.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Whether it is meant when a page names none.
    pub is_default: bool,
    /// Whose opening hours it keeps.
    pub whose: WhoseHours,
    /// The week that counts; empty when it is always open.
    pub week: Vec<WeekLine>,
    /// Whether it has no schedule at all, and so is always open.
    pub is_always_open: bool,
    /// How many agents serve it.
    pub agents: u32,
    /// Whom a ticket rings.
    pub routing: Routing,
}

/// The page of one queue, new or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueuePage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// Which queue; `None` for a new one.
    pub id: Option<QueueId>,
    /// Its name as it is stored.
    pub stored_name: String,
    /// Whether it is the default queue now.
    pub is_default: bool,
    /// What the fields hold.
    pub form: QueueForm,
    /// The version that is changed; 0 for a new one.
    pub version: i64,
    /// When the form was opened.
    pub opened_at: Timestamp,
    /// Who can serve it.
    pub agents: Vec<AgentChoice>,
    /// How long a call rings where the queue says nothing; in seconds.
    pub organisation_ring_seconds: i64,
    /// The names of all time zones.
    pub zones: Vec<String>,
    /// The coming days with its own hours, when that was asked for.
    pub preview: Option<Vec<OpenDay>>,
    /// What is wrong.
    pub problems: Vec<FormProblem>,
    /// That somebody else saved meanwhile.
    pub changed: Option<LastChange>,
    /// Whether the fields hold what is not saved.
    pub is_unsaved: bool,
}

/// Somebody who takes calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentChoice {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The address, which tells two of one name apart.
    pub email: String,
}

/// What the fields of a queue hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueForm {
    /// Its name.
    pub name: String,
    /// Its slug; when it is empty, one is made from the name.
    pub slug: String,
    /// Whether it is to be the default.
    pub is_default: bool,
    /// How long a call rings, in seconds; empty for as long as the organisation says.
    pub ring_seconds: String,
    /// Whose opening hours it keeps.
    pub whose: WhoseHours,
    /// Its own, which count only when it keeps them.
    pub hours: HoursForm,
    /// Whom a ticket rings.
    pub routing: Routing,
    /// Outside its hours.
    pub when_closed: Otherwise,
    /// While none of its agents is online.
    pub when_nobody: Otherwise,
    /// How many may wait; empty for any number.
    pub most_waiting: String,
    /// How long an agent is left alone after a call, in seconds; empty for not at all.
    pub wrap_up_seconds: String,
    /// Whether it takes call-backs.
    pub call_backs: bool,
    /// Who is asked first.
    pub first: First,
    /// Whether nobody else may answer.
    pub first_only: bool,
    /// For how long they alone are asked, in seconds; empty for as long as usual.
    pub first_seconds: String,
    /// Who serves it.
    pub agents: BTreeSet<PersonId>,
}

/// A queue as a form describes it, with everything in order that can be told without the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueDraft {
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: Slug,
    /// Whether it is to be the default.
    pub is_default: bool,
    /// How long a call rings for one agent, in seconds; `None` for as long as the organisation says.
    pub ring_seconds: Option<i64>,
    /// When it is open.
    pub hours: OpeningHours,
    /// How it treats its tickets.
    pub rules: Rules,
    /// Who serves it.
    pub agents: BTreeSet<PersonId>,
}

impl QueueForm {
    /// A new queue in an organisation whose clocks are in this zone.
    pub fn new(zone: impl Into<String>) -> Self {
        let Rules { routing, when_closed, when_nobody, call_backs, .. } = Rules::default();
        Self {
            name: String::new(),
            slug: String::new(),
            is_default: false,
            ring_seconds: String::new(),
            whose: WhoseHours::default(),
            hours: HoursForm::usual(zone),
            routing,
            when_closed,
            when_nobody,
            most_waiting: String::new(),
            wrap_up_seconds: String::new(),
            call_backs,
            first: First::default(),
            first_only: false,
            first_seconds: String::new(),
            agents: BTreeSet::new(),
        }
    }

    /// The fields of a queue. `zone` is where its hours would be if it had some of its own.
    pub fn of(queue: QueueDraft, zone: impl Into<String>) -> Self {
        let QueueDraft { name, slug, is_default, ring_seconds, hours, rules, agents } = queue;
        let (whose, hours) = match hours {
            OpeningHours::Organisation => (WhoseHours::Organisation, HoursForm::usual(zone)),
            OpeningHours::Always => (WhoseHours::Always, HoursForm::usual(zone)),
            OpeningHours::Own(schedule) => (WhoseHours::Own, HoursForm::of(schedule)),
        };
        Self {
            name,
            slug: slug.into(),
            is_default,
            ring_seconds: ring_seconds.map(|seconds| seconds.to_string()).unwrap_or_default(),
            whose,
            hours,
            routing: rules.routing,
            when_closed: rules.when_closed,
            when_nobody: rules.when_nobody,
            most_waiting: rules.most_waiting.map(|most| most.to_string()).unwrap_or_default(),
            wrap_up_seconds: Some(rules.wrap_up_seconds)
                .filter(|seconds| *seconds > 0)
                .map(|seconds| seconds.to_string())
                .unwrap_or_default(),
            call_backs: rules.call_backs,
            first: rules.asked_first.first,
            first_only: rules.asked_first.only,
            first_seconds: Some(rules.asked_first.seconds)
                .filter(|seconds| *seconds != Preference::default().seconds)
                .map(|seconds| seconds.to_string())
                .unwrap_or_default(),
            agents,
        }
    }

    /// The fields as they were sent.
    pub fn from_fields(fields: Fields<'_>) -> Self {
        let otherwise = |name, usual| match fields.text(name) {
            "refuse" => Otherwise::Refuse,
            "wait" => Otherwise::Wait,
            _ => usual,
        };
        let usual = Rules::default();
        Self {
            name: fields.text("name").to_owned(),
            slug: fields.text("slug").to_owned(),
            is_default: fields.has("default"),
            ring_seconds: fields.text("ring").to_owned(),
            whose: match fields.text("whose") {
                "always" => WhoseHours::Always,
                "own" => WhoseHours::Own,
                _ => WhoseHours::Organisation,
            },
            hours: HoursForm::from_fields(fields),
            routing: match fields.text("routing") {
                "widening" => Routing::Widening,
                "longest_idle" => Routing::LongestIdle,
                _ => Routing::All,
            },
            when_closed: otherwise("closed", usual.when_closed),
            when_nobody: otherwise("nobody", usual.when_nobody),
            most_waiting: fields.text("most").to_owned(),
            wrap_up_seconds: fields.text("wrap-up").to_owned(),
            call_backs: fields.has("call-backs"),
            first: First::named(fields.text("first")),
            first_only: fields.has("first-only"),
            first_seconds: fields.text("first-seconds").to_owned(),
            agents: fields.read("agent").collect(),
        }
    }

    /// The queue, or what is wrong with each field.
    ///
    /// # Errors
    /// At least one problem, in the order of the page.
    pub fn read(&self) -> Result<QueueDraft, Vec<FormProblem>> {
        let mut problems = vec![];
        let mut wrong = |field: &str, wrong| problems.push(FormProblem::new(field, wrong));
        let name = text::line(&self.name, NAME_CHARS);
        if name.is_none() {
            wrong("name", Wrong::NameMissing);
        }
        let slug = match self.slug.trim() {
            "" => Slug::proposed(&self.name),
            typed => typed.parse().ok(),
        };
        // Without a name there is nothing to make a slug from, and that is one problem, not two.
        if slug.is_none() && (name.is_some() || !self.slug.trim().is_empty()) {
            wrong("slug", Wrong::NoSlug);
        }
        let ring_seconds = number(&self.ring_seconds, |seconds: &i64| RING_SECONDS.contains(seconds));
        if ring_seconds.is_none() {
            wrong("ring", Wrong::RingSeconds);
        }
        let most_waiting = number(&self.most_waiting, |most: &u32| (1..=MOST_WAITING_LIMIT).contains(most));
        if most_waiting.is_none() {
            wrong("most", Wrong::MostWaiting);
        }
        let wrap_up = number(&self.wrap_up_seconds, |seconds: &u32| *seconds <= LONGEST_WRAP_UP_SECONDS);
        if wrap_up.is_none() {
            wrong("wrap-up", Wrong::WrapUpSeconds);
        }
        let first_seconds = number(&self.first_seconds, |seconds: &u32| *seconds <= LONGEST_FIRST_SECONDS);
        if first_seconds.is_none() {
            wrong("first-seconds", Wrong::FirstSeconds);
        }
        let hours = match self.whose {
            WhoseHours::Organisation => Some(OpeningHours::Organisation),
            WhoseHours::Always => Some(OpeningHours::Always),
            WhoseHours::Own => self.hours.read().map_err(|more| problems.extend(more)).ok().map(OpeningHours::Own),
        };
        let limits = most_waiting.zip(wrap_up).zip(first_seconds);
        match (name, slug, ring_seconds, limits, hours) {
            (Some(name), Some(slug), Some(ring_seconds), Some(((most_waiting, wrap_up), first_seconds)), Some(hours))
                if problems.is_empty() =>
            {
                Ok(QueueDraft {
                    name,
                    slug,
                    is_default: self.is_default,
                    ring_seconds,
                    hours,
                    rules: Rules {
                        routing: self.routing,
                        when_closed: self.when_closed,
                        when_nobody: self.when_nobody,
                        most_waiting,
                        wrap_up_seconds: wrap_up.unwrap_or(0),
                        call_backs: self.call_backs,
                        asked_first: Preference {
                            first: self.first,
                            only: self.first_only,
                            seconds: first_seconds.unwrap_or(Preference::default().seconds),
                        },
                    },
                    agents: self.agents.clone(),
                })
            }
            _ => Err(problems),
        }
    }
}

/// A number that may be left out: `Some(None)` when it is, `None` when it is no number that fits.
#[expect(clippy::option_option, reason = "left out and wrong are two answers")]
fn number<T: std::str::FromStr>(typed: &str, fits: impl FnOnce(&T) -> bool) -> Option<Option<T>> {
    match typed.trim() {
        "" => Some(None),
        typed => typed.parse().ok().filter(fits).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> QueueForm {
        QueueForm { name: " Möbel ".into(), ..QueueForm::new("Europe/Stockholm") }
    }

    #[test]
    fn a_queue_needs_no_more_than_a_name() {
        let draft = form().read().expect("a queue");
        assert_eq!((draft.name.as_str(), draft.slug.as_str()), ("Möbel", "moebel"));
        assert_eq!((draft.ring_seconds, draft.hours, draft.rules), (None, OpeningHours::Organisation, Rules::default()));
    }

    #[test]
    fn a_queue_survives_its_form() {
        let typed = QueueForm {
            slug: "sofas".into(),
            is_default: true,
            ring_seconds: "30".into(),
            whose: WhoseHours::Own,
            routing: Routing::LongestIdle,
            when_closed: Otherwise::Wait,
            when_nobody: Otherwise::Refuse,
            most_waiting: "12".into(),
            wrap_up_seconds: "90".into(),
            call_backs: false,
            first: First::Tags,
            first_only: true,
            first_seconds: "45".into(),
            agents: [PersonId::from_random([1; 20])].into(),
            ..form()
        };
        let draft = typed.read().expect("a queue");
        assert_eq!(QueueForm::of(draft.clone(), "UTC"), QueueForm { name: "Möbel".into(), ..typed });
        assert_eq!((draft.rules.most_waiting, draft.rules.wrap_up_seconds), (Some(12), 90));
    }

    #[test]
    fn every_problem_is_told_at_once() {
        let typed = QueueForm {
            name: " ".into(),
            slug: "No Slug".into(),
            ring_seconds: "4".into(),
            most_waiting: "0".into(),
            wrap_up_seconds: "1801".into(),
            first_seconds: "601".into(),
            whose: WhoseHours::Own,
            hours: HoursForm::usual("nowhere"),
            ..form()
        };
        let fields: Vec<_> = typed.read().expect_err("wrong").into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "slug", "ring", "most", "wrap-up", "first-seconds", "zone"]);
        let typed = QueueForm { name: String::new(), ..form() };
        assert_eq!(typed.read(), Err(vec![FormProblem::new("name", Wrong::NameMissing)]));
        let typed = QueueForm { name: "修理".into(), ..form() };
        assert_eq!(typed.read(), Err(vec![FormProblem::new("slug", Wrong::NoSlug)]));
    }

    #[test]
    fn hours_of_its_own_that_it_does_not_keep_need_not_be_right() {
        let typed = QueueForm { hours: HoursForm::usual("nowhere"), whose: WhoseHours::Always, ..form() };
        assert_eq!(typed.read().map(|draft| draft.hours), Ok(OpeningHours::Always));
    }
}
