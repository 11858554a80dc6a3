//! Dates with hours of their own.

use domain::{
    locale::phrase::Hours,
    wire::console::{ExceptionForm, HoursAction},
};
use leptos::{html, prelude::*};

use super::super::form::{Problem, Problems, Unsaved};
use crate::ui::{Glyph, Icon, focus, focus_when_shown, texts};

/// An exception on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    id: u32,
    /// Its place as the page came: what its button and its problem say.
    place: Option<usize>,
    exception: ExceptionForm,
}

/// The exceptions.
#[component]
pub(super) fn Exceptions(exceptions: Vec<ExceptionForm>) -> impl IntoView {
    let texts = texts();
    let unsaved = Unsaved::of_page();
    let rows = (0_u32..).zip(exceptions).enumerate();
    let rows: Vec<Row> = rows.map(|(place, (id, exception))| Row { id, place: Some(place), exception }).collect();
    let next = StoredValue::new(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let rows = RwSignal::new(rows);
    let adding = NodeRef::<html::Button>::new();
    let mark = move || {
        if let Some(unsaved) = unsaved {
            unsaved.mark();
        }
    };
    let add = move || {
        let id = next.get_value();
        next.set_value(id.wrapping_add(1));
        rows.update(|rows| rows.push(Row { id, place: None, exception: ExceptionForm::default() }));
        mark();
    };
    let remove = Callback::new(move |id: u32| {
        rows.update(|rows| rows.retain(|row| row.id != id));
        mark();
        if let Some(button) = adding.get_untracked() {
            focus(&button);
        }
    });
    let count = move || rows.with(|rows| u32::try_from(rows.len()).unwrap_or(u32::MAX));
    view! {
        <h3 class="hours-heading">{texts.text(Hours::ExceptionsHeading)}</h3>
        <p class="field-help">{texts.text(Hours::ExceptionsHelp)}</p>
        <p class="exceptions-count" role="status">
            {move || match count() {
                0 => texts.text(Hours::ExceptionsNone),
                count => texts.count(Hours::ExceptionsCount, count),
            }}
        </p>
        <Problem field="exceptions" />
        <div class="exceptions">
            <For each=move || rows.get() key=|row| row.id children=move |row| view! { <ExceptionFields row remove /> } />
        </div>
        <p class="button-row">
            <button
                type="submit"
                class="button button-small"
                name="action"
                value=HoursAction::AddException.to_string()
                node_ref=adding
                on:click=move |event| {
                    event.prevent_default();
                    add();
                }
            >
                <Icon glyph=Glyph::Plus />
                <span>{texts.text(Hours::AddException)}</span>
            </button>
            <button type="submit" class="button button-small button-quiet" name="action" value=HoursAction::RemovePast.to_string()>
                {texts.text(Hours::RemovePast)}
            </button>
        </p>
    }
}

#[component]
fn ExceptionFields(row: Row, remove: Callback<u32>) -> impl IntoView {
    let texts = texts();
    let Row { id, place, exception: ExceptionForm { date, hours, name, is_new } } = row;
    let field = place.map(|place| format!("exception-{place}")).unwrap_or_default();
    let has_problem = !field.is_empty() && Problems::of_page().words(texts, &field).is_some();
    let first = NodeRef::<html::Input>::new();
    if place.is_none() {
        focus_when_shown(first);
    }
    let label = if date.is_empty() { texts.text(Hours::DateRemoveBlank) } else { texts.with(Hours::DateRemove, &date) };
    let group = date.clone();
    let new = is_new.then(|| view! { <p class="chip exception-new">{texts.text(Hours::DateNew)}</p> });
    view! {
        <div class="exception" role="group" aria-label=group>
            <label class="field">
                <span class="field-label">{texts.text(Hours::Date)}</span>
                <input
                    class="input"
                    type="date"
                    name="exception-date"
                    value=date
                    aria-invalid=has_problem.then_some("true")
                    autofocus=!field.is_empty() && Problems::of_page().is_first(&field)
                    node_ref=first
                />
            </label>
            <label class="field">
                <span class="field-label">{texts.text(Hours::DateHours)}</span>
                <input class="input" name="exception-hours" value=hours placeholder=texts.text(Hours::Closed) autocomplete="off" />
            </label>
            <label class="field">
                <span class="field-label">{texts.text(Hours::DateName)}</span>
                <input class="input" name="exception-name" value=name autocomplete="off" />
            </label>
            <input type="hidden" name="exception-new" value=if is_new { "1" } else { "" } />
            <button
                type="submit"
                class="button button-quiet button-icon exception-remove"
                name="action"
                value=HoursAction::RemoveException(place.unwrap_or(usize::MAX)).to_string()
                aria-label=label
                on:click=move |event| {
                    event.prevent_default();
                    remove.run(id);
                }
            >
                <Icon glyph=Glyph::Close />
            </button>
            {new}
            <Problem field />
        </div>
    }
}
