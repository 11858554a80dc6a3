//! The intervals of each weekday.

use domain::{
    locale::phrase::Hours,
    wire::console::{HoursAction, IntervalForm},
};
use leptos::{html, prelude::*};

use super::super::form::{Problem, Problems, Unsaved};
use crate::ui::{Glyph, Icon, Texts, day_name, focus, focus_when_shown, texts};

/// An interval on the page. What is typed is kept here too, so that Monday can be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    id: u32,
    /// Its place in the day as the page came: what its button says without script.
    place: usize,
    interval: IntervalForm,
    /// Whether it was added here and now, so that it takes the focus.
    is_fresh: bool,
}

/// The rows of all days. A copy is the same rows.
#[derive(Clone, Copy)]
struct Week {
    days: [RwSignal<Vec<Row>>; 7],
    next: StoredValue<u32>,
    unsaved: Option<Unsaved>,
}

impl Week {
    fn new(days: [Vec<IntervalForm>; 7]) -> Self {
        let next = StoredValue::new(0);
        let day = |intervals: Vec<IntervalForm>| {
            let rows = intervals.into_iter().enumerate().map(|(place, interval)| row(next, place, interval, false));
            RwSignal::new(rows.collect::<Vec<_>>())
        };
        Self { days: days.map(day), next, unsaved: Unsaved::of_page() }
    }

    fn rows(self, day: usize) -> RwSignal<Vec<Row>> {
        self.days.get(day).copied().unwrap_or_default()
    }

    fn add(self, day: usize) {
        self.rows(day).update(|rows| rows.push(row(self.next, rows.len(), IntervalForm::default(), true)));
        self.mark();
    }

    fn remove(self, day: usize, id: u32) {
        self.rows(day).update(|rows| rows.retain(|row| row.id != id));
        self.mark();
    }

    fn copy_monday(self) {
        let monday = self.rows(0).get_untracked();
        for day in 1..=4 {
            let copies = monday.iter().enumerate().map(|(place, one)| row(self.next, place, one.interval.clone(), false));
            self.rows(day).set(copies.collect());
        }
        self.mark();
    }

    /// Keeps what is typed. The row is on the page already, so nothing has to be drawn anew.
    fn typed(self, day: usize, id: u32, keep: impl FnOnce(&mut IntervalForm)) {
        self.rows(day).update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                keep(&mut row.interval);
            }
        });
    }

    fn mark(self) {
        if let Some(unsaved) = self.unsaved {
            unsaved.mark();
        }
    }
}

fn row(next: StoredValue<u32>, place: usize, interval: IntervalForm, is_fresh: bool) -> Row {
    let id = next.get_value();
    next.set_value(id.wrapping_add(1));
    Row { id, place, interval, is_fresh }
}

/// The week.
#[component]
pub(super) fn WeekFields(days: [Vec<IntervalForm>; 7]) -> impl IntoView {
    let texts = texts();
    let week = Week::new(days);
    let days = (0..7).map(|day| view! { <DayFields week day /> }).collect::<Vec<_>>();
    view! {
        <h3 class="hours-heading">{texts.text(Hours::WeekHeading)}</h3>
        <p class="field-help">{texts.text(Hours::WeekHelp)}</p>
        <div class="week">{days}</div>
        <p>
            <button
                type="submit"
                class="button button-small"
                name="action"
                value=HoursAction::CopyMonday.to_string()
                on:click=move |event| {
                    event.prevent_default();
                    week.copy_monday();
                }
            >
                <Icon glyph=Glyph::Copy />
                <span>{texts.text(Hours::Copy)}</span>
            </button>
        </p>
    }
}

#[component]
fn DayFields(week: Week, day: usize) -> impl IntoView {
    let texts = texts();
    let rows = week.rows(day);
    let name = day_name(texts, u8::try_from(day).unwrap_or_default());
    let field = format!("day-{day}");
    let is_first = Problems::of_page().is_first(&field);
    let add = NodeRef::<html::Button>::new();
    let after_removal = move || {
        if let Some(add) = add.get_untracked() {
            focus(&add);
        }
    };
    let rows_name = name.clone();
    view! {
        <div class="day" role="group" aria-label=name.clone()>
            <p class="day-name" aria-hidden="true">{name.clone()}</p>
            <div class="day-rows">
                <Show when=move || rows.with(Vec::is_empty)>
                    <p class="day-closed">{texts.text(Hours::Closed)}</p>
                </Show>
                <For
                    each=move || rows.get()
                    key=|row| row.id
                    children=move |row| {
                        let day_name = rows_name.clone();
                        let autofocus = is_first && row.place == 0;
                        view! { <IntervalFields week day day_name row autofocus after_removal=Callback::new(move |()| after_removal()) /> }
                    }
                />
                <Problem field />
            </div>
            <button
                type="submit"
                class="button button-quiet button-icon day-add"
                name="action"
                value=HoursAction::Add(day).to_string()
                aria-label=texts.with(Hours::AddTo, &name)
                title=texts.text(Hours::Add)
                node_ref=add
                on:click=move |event| {
                    event.prevent_default();
                    week.add(day);
                }
            >
                <Icon glyph=Glyph::Plus />
            </button>
        </div>
    }
}

#[component]
fn IntervalFields(week: Week, day: usize, day_name: String, row: Row, autofocus: bool, after_removal: Callback<()>) -> impl IntoView {
    let texts = texts();
    let Row { id, place, interval, is_fresh } = row;
    let first = NodeRef::<html::Input>::new();
    if is_fresh {
        focus_when_shown(first);
    }
    let IntervalForm { from, to } = interval.clone();
    let remove_label = remove_label(texts, week.rows(day), id, &day_name, &interval);
    view! {
        <div class="interval">
            <input
                class="input"
                type="time"
                name=format!("from-{day}")
                aria-label=texts.with(Hours::From, &day_name)
                value=from
                autofocus=autofocus
                node_ref=first
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    week.typed(day, id, |interval| interval.from = typed);
                }
            />
            <span class="interval-to" aria-hidden="true">{texts.text(Hours::Until)}</span>
            <input
                class="input"
                type="time"
                name=format!("to-{day}")
                aria-label=texts.with(Hours::To, &day_name)
                value=to
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    week.typed(day, id, |interval| interval.to = typed);
                }
            />
            <button
                type="submit"
                class="button button-quiet button-icon"
                name="action"
                value=HoursAction::Remove(day, place).to_string()
                aria-label=remove_label
                on:click=move |event| {
                    event.prevent_default();
                    week.remove(day, id);
                    after_removal.run(());
                }
            >
                <Icon glyph=Glyph::Close />
            </button>
        </div>
    }
}

/// What the button that removes a row is called: by what is typed in the row now.
fn remove_label(
    texts: Texts,
    rows: RwSignal<Vec<Row>>,
    id: u32,
    day_name: &str,
    at_first: &IntervalForm,
) -> impl Fn() -> String + Clone + Send + Sync + use<> {
    let day_name = day_name.to_owned();
    let at_first = at_first.clone();
    move || {
        let now = rows.with(|rows| rows.iter().find(|row| row.id == id).map(|row| row.interval.clone()));
        let IntervalForm { from, to } = now.unwrap_or_else(|| at_first.clone());
        let times = [from, to].into_iter().filter(|time| !time.is_empty()).collect::<Vec<_>>().join("-");
        texts.with(Hours::Remove, [day_name.as_str(), times.as_str()].join(" ").trim_end())
    }
}
