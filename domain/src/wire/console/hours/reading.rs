//! From fields to a schedule and back.

use super::{super::Fields, super::FormProblem, super::Wrong, ExceptionForm, HoursForm, IntervalForm};
use crate::schedule::{Draft, ExceptionDraft, Hours, InvalidHours, InvalidSchedule, MAX_EXCEPTIONS, Schedule, Week, Zone};

/// The two ends of a whole day in fields that know no 24:00.
const MIDNIGHT: &str = "00:00";

impl HoursForm {
    /// No hours at all, in this zone.
    pub fn empty(zone: impl Into<String>) -> Self {
        Self { zone: zone.into(), days: Default::default(), exceptions: vec![] }
    }

    /// What most shops begin with: Monday to Friday from nine to five.
    pub fn usual(zone: impl Into<String>) -> Self {
        let mut form = Self::empty(zone);
        for day in form.days.iter_mut().take(5) {
            day.push(IntervalForm { from: "09:00".to_owned(), to: "17:00".to_owned() });
        }
        form
    }

    /// The fields of a schedule.
    pub fn of(schedule: Schedule) -> Self {
        let Draft { zone, weekly, exceptions } = schedule.into();
        let Week { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = weekly;
        let interval = |hours: String| {
            let (from, to) = hours.split_once('-').unwrap_or((hours.as_str(), ""));
            let to = if to == "24:00" { MIDNIGHT } else { to };
            IntervalForm { from: from.to_owned(), to: to.to_owned() }
        };
        let exception = |ExceptionDraft { date, hours, name }| ExceptionForm {
            date,
            hours: hours.join(", "),
            name: name.unwrap_or_default(),
            is_new: false,
        };
        Self {
            zone,
            days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday].map(|day| day.into_iter().map(interval).collect()),
            exceptions: exceptions.into_iter().map(exception).collect(),
        }
    }

    /// The fields as they were sent.
    pub fn from_fields(fields: Fields<'_>) -> Self {
        let day = |day: usize| {
            let (from, to) = (format!("from-{day}"), format!("to-{day}"));
            let times = fields.all(&from).zip(fields.all(&to));
            times.map(|(from, to)| IntervalForm { from: from.to_owned(), to: to.to_owned() }).collect()
        };
        let texts = fields.all("exception-hours").zip(fields.all("exception-name")).zip(fields.all("exception-new"));
        let exceptions = fields.all("exception-date").zip(texts).map(|(date, ((hours, name), new))| ExceptionForm {
            date: date.trim().to_owned(),
            hours: hours.to_owned(),
            name: name.to_owned(),
            is_new: !new.is_empty(),
        });
        Self { zone: fields.text("zone").trim().to_owned(), days: std::array::from_fn(day), exceptions: exceptions.collect() }
    }

    /// The schedule, or what is wrong with each field. Rows that nothing was typed into count for nothing.
    ///
    /// # Errors
    /// At least one problem, in the order of the page.
    pub fn read(&self) -> Result<Schedule, Vec<FormProblem>> {
        Schedule::try_from(self.draft()).map_err(|whole| {
            let mut problems = self.problems();
            if problems.is_empty() {
                problems.push(FormProblem::new("zone", wrong(whole)));
            }
            problems
        })
    }

    /// As a draft, with what was typed.
    pub fn draft(&self) -> Draft {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = self.days.each_ref().map(|day| intervals(day));
        let weekly = Week { monday, tuesday, wednesday, thursday, friday, saturday, sunday };
        let exceptions = self.exceptions.iter().filter(|exception| !exception.is_blank()).map(ExceptionForm::draft).collect();
        Draft { zone: self.zone.clone(), weekly, exceptions }
    }

    fn problems(&self) -> Vec<FormProblem> {
        let mut problems = vec![];
        if self.zone.parse::<Zone>().is_err() {
            problems.push(FormProblem::new("zone", Wrong::UnknownZone(crate::text::line(&self.zone, 60).unwrap_or_default())));
        }
        for (number, day) in self.days.iter().enumerate() {
            let alone = Draft { weekly: Week { monday: intervals(day), ..Week::default() }, ..utc() };
            if day.iter().any(IntervalForm::is_half) {
                problems.push(FormProblem::new(format!("day-{number}"), Wrong::TimeMissing));
            } else if let Err(error) = Schedule::try_from(alone) {
                problems.push(FormProblem::new(format!("day-{number}"), wrong(error)));
            }
        }
        let mut dates = std::collections::BTreeSet::new();
        for (number, exception) in self.exceptions.iter().enumerate().filter(|(_, exception)| !exception.is_blank()) {
            let at = || format!("exception-{number}");
            if let Err(error) = Schedule::try_from(Draft { exceptions: vec![exception.draft()], ..utc() }) {
                problems.push(FormProblem::new(at(), wrong(error)));
            } else if !dates.insert(exception.date.as_str()) {
                problems.push(FormProblem::new(at(), Wrong::DateTwice));
            }
        }
        if dates.len() > MAX_EXCEPTIONS {
            problems.push(FormProblem::new("exceptions", Wrong::TooManyExceptions));
        }
        problems
    }
}

impl IntervalForm {
    fn is_blank(&self) -> bool {
        self.from.trim().is_empty() && self.to.trim().is_empty()
    }

    fn is_half(&self) -> bool {
        self.from.trim().is_empty() != self.to.trim().is_empty()
    }

    /// From midnight to midnight is a whole day here, as no field for times knows 24:00.
    fn text(&self) -> String {
        let (from, to) = (self.from.trim(), self.to.trim());
        [from, "-", if from == MIDNIGHT && to == MIDNIGHT { "24:00" } else { to }].concat()
    }
}

impl ExceptionForm {
    pub(super) fn is_blank(&self) -> bool {
        [&self.date, &self.hours, &self.name].into_iter().all(|text| text.trim().is_empty())
    }

    fn draft(&self) -> ExceptionDraft {
        let hours = self.hours.split([',', ';', '\n']).map(str::trim).filter(|text| !text.is_empty());
        let name = (!self.name.trim().is_empty()).then(|| self.name.clone());
        ExceptionDraft { date: self.date.trim().to_owned(), hours: hours.map(str::to_owned).collect(), name }
    }
}

fn intervals(day: &[IntervalForm]) -> Vec<String> {
    day.iter().filter(|interval| !interval.is_blank()).map(IntervalForm::text).collect()
}

/// A draft that nothing is wrong with but what is put into it.
fn utc() -> Draft {
    Draft { zone: "UTC".to_owned(), ..Draft::default() }
}

fn wrong(error: InvalidSchedule) -> Wrong {
    let pair = |first: Hours, second: Hours| [first, second].map(|hours| hours.to_string()).join(", ");
    match error {
        InvalidSchedule::Zone(error) => Wrong::UnknownZone(error.to_string()),
        InvalidSchedule::Hours { problem: InvalidHours::Malformed(text), .. } => Wrong::NoInterval(text),
        InvalidSchedule::Hours { problem: InvalidHours::Empty(text), .. } => Wrong::EmptyInterval(text),
        InvalidSchedule::Overlap { first, second, .. } => Wrong::Overlap(pair(first, second)),
        InvalidSchedule::TooManyIntervals(_) => Wrong::TooManyIntervals,
        InvalidSchedule::Date(text) => Wrong::NoDate(text),
        InvalidSchedule::Twice(_) => Wrong::DateTwice,
        InvalidSchedule::TooManyExceptions => Wrong::TooManyExceptions,
    }
}
