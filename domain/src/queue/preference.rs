//! Who of a queue is asked first: the agent whom a call asks for, then whoever fits, then anybody.

use serde::{Deserialize, Serialize};

use super::{Asks, Skills};
use crate::{Duration, PersonId, Timestamp};

/// The longest time for which only some of a queue's agents are asked, in seconds.
pub const LONGEST_FIRST_SECONDS: u32 = 600;

/// Who of a queue is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Preference {
    /// Who.
    pub first: First,
    /// Whether nobody else is ever asked.
    pub only: bool,
    /// For how long nobody else is asked, from when a ticket came into the line; 0 to [`LONGEST_FIRST_SECONDS`]. It is also how long
    /// a ticket waits for an agent whom its page named.
    pub seconds: u32,
}

/// Which of a queue's agents fit a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum First {
    /// All of them.
    #[default]
    Anybody,
    /// Who speaks the shopper's language.
    Language,
    /// Who has every tag that the call asks for.
    Tags,
}

impl First {
    /// What a form calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Anybody => "anybody",
            Self::Language => "language",
            Self::Tags => "tags",
        }
    }

    /// The one that a form calls so; anybody for any other text.
    pub fn named(text: &str) -> Self {
        [Self::Language, Self::Tags].into_iter().find(|first| first.as_str() == text).unwrap_or_default()
    }
}

/// An agent of the queue, as the choice sees him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// Who.
    pub person: &'a PersonId,
    /// What he can do.
    pub skills: &'a Skills,
    /// Whether his desk is open.
    pub has_desk: bool,
    /// Whether he also takes calls, or is in one.
    pub serves: bool,
    /// Whether a ring of his for this ticket has ended in the current round: he had his chance.
    pub had_chance: bool,
}

/// Who may be asked at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Circle<'a> {
    /// Every agent of the queue.
    Everybody,
    /// These and nobody else.
    Only(Vec<&'a PersonId>),
}

impl Circle<'_> {
    /// Whether this agent may be asked.
    pub fn holds(&self, person: &PersonId) -> bool {
        match self {
            Self::Everybody => true,
            Self::Only(people) => people.contains(&person),
        }
    }
}

impl Default for Preference {
    /// Anybody; an agent whom a page named is waited for half a minute.
    fn default() -> Self {
        Self { first: First::Anybody, only: false, seconds: 30 }
    }
}

impl Preference {
    /// When the wait of a ticket that came into the line at this time is over.
    pub fn ends_at(&self, in_line_since: Timestamp) -> Timestamp {
        in_line_since + Duration::from_secs(i64::from(self.seconds))
    }

    /// Whether it makes a difference for such a call, apart from an agent whom it asks for.
    pub fn applies(&self, asks: &Asks) -> bool {
        match self.first {
            First::Anybody => false,
            First::Language => asks.language.is_some(),
            First::Tags => !asks.tags.is_empty(),
        }
    }

    /// Whether nobody but who fits is ever asked for such a call.
    pub fn is_strict(&self, asks: &Asks) -> bool {
        self.only && self.applies(asks)
    }

    /// Whether an agent who can do this fits such a call.
    pub fn fits(&self, asks: &Asks, skills: &Skills) -> bool {
        match self.first {
            First::Anybody => true,
            First::Language => asks.language.as_ref().is_none_or(|language| skills.speaks(language)),
            First::Tags => asks.tags.is_subset(&skills.tags),
        }
    }

    /// Whether the agent goes before others when all are asked one after the other.
    pub fn favours(&self, asks: &Asks, person: &PersonId, skills: &Skills) -> bool {
        asks.agent.as_ref() == Some(person) || (self.applies(asks) && self.fits(asks, skills))
    }

    /// Who may be asked for a ticket that came into the line at this time.
    ///
    /// An agent whom the page named is asked alone while his desk is open and he has not had his chance, away or in a call or not;
    /// then whoever fits, as long as one of them is there who has not had his chance. Both only until [`Self::ends_at`], and then
    /// anybody; with `only`, whoever fits for ever.
    pub fn circle<'a>(&self, asks: &Asks, in_line_since: Timestamp, now: Timestamp, team: &[Candidate<'a>]) -> Circle<'a> {
        let is_early = now < self.ends_at(in_line_since);
        let named = team.iter().find(|one| asks.agent.as_ref() == Some(one.person));
        if let Some(named) = named.filter(|one| is_early && one.has_desk && !one.had_chance) {
            return Circle::Only(vec![named.person]);
        }
        if !self.applies(asks) {
            return Circle::Everybody;
        }
        let fitting = || team.iter().filter(|one| self.fits(asks, one.skills));
        if self.only || (is_early && fitting().any(|one| one.serves && !one.had_chance)) {
            Circle::Only(fitting().map(|one| one.person).collect())
        } else {
            Circle::Everybody
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SINCE: Timestamp = Timestamp::from_micros(1_000_000);

    fn person(number: u8) -> PersonId {
        PersonId::from_random([number; 20])
    }

    fn skills(tags: &[&str], languages: &[&str]) -> Skills {
        Skills {
            tags: tags.iter().map(|tag| tag.parse().expect("a tag")).collect(),
            languages: languages.iter().map(|tag| tag.parse().expect("a language")).collect(),
        }
    }

    fn asks(tags: &[&str], language: &str, agent: Option<u8>) -> Asks {
        Asks { language: language.parse().ok(), tags: skills(tags, &[]).tags, agent: agent.map(person) }
    }

    fn at(seconds: i64) -> Timestamp {
        SINCE + Duration::from_secs(seconds)
    }

    /// Whether each of three agents may be asked: one speaks Swedish and knows shoes, one speaks English and knows shoes and bags,
    /// one speaks German.
    fn asked(preference: Preference, asks: &Asks, seconds: i64, change: impl Fn(usize, &mut Candidate<'_>)) -> [bool; 3] {
        let people = [person(1), person(2), person(3)];
        let skills = [skills(&["shoes"], &["sv"]), skills(&["shoes", "bags"], &["en-GB"]), skills(&[], &["de"])];
        let mut team: Vec<_> = people
            .iter()
            .zip(&skills)
            .map(|(person, skills)| Candidate { person, skills, has_desk: true, serves: true, had_chance: false })
            .collect();
        team.iter_mut().enumerate().for_each(|(place, one)| change(place, one));
        let circle = preference.circle(asks, SINCE, at(seconds), &team);
        [0, 1, 2].map(|place: usize| circle.holds(&people[place]))
    }

    const TAGS: Preference = Preference { first: First::Tags, only: false, seconds: 30 };
    const LANGUAGE: Preference = Preference { first: First::Language, only: false, seconds: 30 };
    const ALL: [bool; 3] = [true; 3];

    #[test]
    fn whoever_fits_is_asked_first_and_anybody_when_the_time_is_over() {
        assert_eq!(asked(LANGUAGE, &asks(&[], "sv-FI", None), 29, |_, _| {}), [true, false, false]);
        assert_eq!(asked(LANGUAGE, &asks(&[], "sv-FI", None), 30, |_, _| {}), ALL);
        assert_eq!(asked(TAGS, &asks(&["shoes"], "sv", None), 0, |_, _| {}), [true, true, false]);
        assert_eq!(asked(TAGS, &asks(&["shoes", "bags"], "sv", None), 0, |_, _| {}), [false, true, false]);
    }

    #[test]
    fn a_call_that_asks_for_nothing_rings_anybody() {
        assert_eq!(asked(TAGS, &asks(&[], "sv", None), 0, |_, _| {}), ALL);
        assert_eq!(asked(LANGUAGE, &asks(&[], "", None), 0, |_, _| {}), ALL);
        assert_eq!(asked(Preference { only: true, ..TAGS }, &asks(&[], "sv", None), 0, |_, _| {}), ALL);
    }

    #[test]
    fn when_nobody_who_fits_is_there_or_all_have_had_their_chance_others_are_asked_at_once() {
        let gone = |place, one: &mut Candidate<'_>| one.serves = place != 0;
        assert_eq!(asked(LANGUAGE, &asks(&[], "sv", None), 0, gone), ALL);
        let asked_before = |place, one: &mut Candidate<'_>| one.had_chance = place == 0;
        assert_eq!(asked(LANGUAGE, &asks(&[], "sv", None), 0, asked_before), ALL);
        assert_eq!(asked(LANGUAGE, &asks(&[], "fr", None), 0, |_, _| {}), ALL);
    }

    #[test]
    fn where_only_who_fits_may_answer_nobody_else_is_asked_ever() {
        let only = Preference { only: true, ..LANGUAGE };
        assert_eq!(asked(only, &asks(&[], "sv", None), 90, |_, one| one.had_chance = true), [true, false, false]);
        assert_eq!(asked(only, &asks(&[], "fr", None), 90, |_, _| {}), [false; 3]);
    }

    #[test]
    fn an_agent_whom_the_page_names_is_waited_for_while_his_desk_is_open() {
        let named = asks(&[], "sv", Some(3));
        let away = |place, one: &mut Candidate<'_>| one.serves = place != 2;
        assert_eq!(asked(Preference::default(), &named, 0, away), [false, false, true]);
        assert_eq!(asked(Preference::default(), &named, 30, away), ALL);
        let gone = |place, one: &mut Candidate<'_>| one.has_desk = place != 2;
        assert_eq!(asked(Preference::default(), &named, 0, gone), ALL);
        let declined = |place, one: &mut Candidate<'_>| one.had_chance = place == 2;
        assert_eq!(asked(Preference::default(), &named, 0, declined), ALL);
        assert_eq!(asked(LANGUAGE, &named, 0, declined), [true, false, false], "then whoever speaks the language");
        assert_eq!(asked(Preference::default(), &asks(&[], "sv", Some(9)), 0, |_, _| {}), ALL, "of another queue");
    }

    fn preferences() -> impl Strategy<Value = Preference> {
        (prop_oneof![Just(First::Anybody), Just(First::Language), Just(First::Tags)], any::<bool>(), 0_u32..60)
            .prop_map(|(first, only, seconds)| Preference { first, only, seconds })
    }

    fn wishes() -> impl Strategy<Value = Asks> {
        let language = prop_oneof![Just("sv"), Just("en"), Just("de"), Just("fr"), Just("")];
        let tags = proptest::sample::subsequence(vec!["shoes", "bags", "hats"], 0..=3);
        (tags, language, proptest::option::of(1_u8..5)).prop_map(|(tags, language, agent)| asks(&tags, language, agent))
    }

    /// For each of three agents: the desk is open, he takes calls, he had his chance.
    fn floors() -> impl Strategy<Value = [(bool, bool, bool); 3]> {
        proptest::array::uniform3(any::<(bool, bool, bool)>())
    }

    proptest! {
        #[test]
        fn whoever_fits_is_never_left_out_for_one_who_does_not(
            preference in preferences(), asks in wishes(), floor in floors(), seconds in 0_i64..120,
        ) {
            let people = [skills(&["shoes"], &["sv"]), skills(&["shoes", "bags"], &["en-GB"]), skills(&[], &["de"])];
            let circle = asked(preference, &asks, seconds, |place, one| set(one, floor[place]));
            let is_for_the_named = circle.iter().filter(|is_asked| **is_asked).count() == 1
                && [1, 2, 3].iter().any(|number| asks.agent == Some(person(*number)) && circle[usize::from(*number - 1)]);
            for (place, skills) in people.iter().enumerate() {
                if preference.fits(&asks, skills) && !is_for_the_named {
                    prop_assert!(circle[place], "agent {place} is left out of {circle:?}");
                }
            }
        }

        #[test]
        fn after_its_time_a_preference_keeps_nobody_out_for_ever(
            preference in preferences(), asks in wishes(), floor in floors(), later in 0_i64..1_000,
        ) {
            let seconds = i64::from(preference.seconds) + later;
            let circle = asked(preference, &asks, seconds, |place, one| set(one, floor[place]));
            let people = [skills(&["shoes"], &["sv"]), skills(&["shoes", "bags"], &["en-GB"]), skills(&[], &["de"])];
            for (place, skills) in people.iter().enumerate() {
                let may = !preference.is_strict(&asks) || preference.fits(&asks, skills);
                prop_assert_eq!(circle[place], may);
            }
        }

        #[test]
        fn nobody_is_waited_for_who_cannot_come(preference in preferences(), asks in wishes(), seconds in 0_i64..120) {
            let circle = asked(preference, &asks, seconds, |_, one| set(one, (false, false, false)));
            if !preference.is_strict(&asks) {
                prop_assert_eq!(circle, ALL);
            }
        }
    }

    fn set(one: &mut Candidate<'_>, (has_desk, serves, had_chance): (bool, bool, bool)) {
        one.has_desk = has_desk;
        one.serves = has_desk && serves;
        one.had_chance = had_chance;
    }
}
