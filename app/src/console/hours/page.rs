//! The page of the organisation's opening hours.

use domain::{
    locale::phrase::{Console, Hours},
    wire::console::{HoursAction, HoursPage, ImportOutcome},
};
use leptos::{html, prelude::*};

use super::{
    super::{
        Frame,
        form::{ChangedNotice, Choices, OneOf, Problem, Problems, ProblemsNotice, SaveBar, live_form},
    },
    HoursFields,
};
use crate::ui::{Glyph, Icon, Notice, Tone, texts};

/// The page of the organisation's opening hours.
#[component]
pub fn HoursOfOrganisation(
    /// What the page is made of.
    page: HoursPage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let heading = frame.phrases.text(Console::Hours).to_owned();
    let lead = frame.phrases.text(Hours::Lead).to_owned();
    view! { <Frame frame heading lead><HoursOfOrganisationForm page /></Frame> }
}

#[component]
fn HoursOfOrganisationForm(page: HoursPage) -> impl IntoView {
    let texts = texts();
    let HoursPage { frame, has_hours, form, version, opened_at, zones, preview, import, problems, changed, is_saved, is_unsaved } = page;
    Problems::provide(problems);
    let element = NodeRef::<html::Form>::new();
    let unsaved = live_form(element, is_unsaved);
    let here = format!("/o/{}/hours", frame.org);
    let options = vec![
        OneOf { value: "none", label: texts.text(Hours::NoHours), help: texts.text(Hours::NoHoursHelp) },
        OneOf { value: "some", label: texts.text(Hours::CertainHours), help: texts.text(Hours::CertainHoursHelp) },
    ];
    view! {
        <form class="console-form" method="post" action=here enctype="multipart/form-data" novalidate node_ref=element>
            // What the Enter key presses is the first button of a form.
            <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="opened" value=opened_at.as_micros().to_string() />
            <ProblemsNotice />
            <ChangedNotice changed at=here.clone() />
            <section class="card form-card">
                <Choices legend=texts.text(Hours::Legend) name="hours" options chosen=if has_hours { "some" } else { "none" } />
                <div class="hours-fields">
                    <HoursFields form zones preview import=view! { <Import import /> }.into_any() />
                </div>
            </section>
            <SaveBar unsaved is_saved />
        </form>
    }
}

/// A file of holidays, and what the last one gave.
#[component]
fn Import(import: Option<ImportOutcome>) -> impl IntoView {
    let texts = texts();
    let problems = Problems::of_page();
    let has_problem = problems.words(texts, "file").is_some();
    view! {
        <section class="import" aria-labelledby="import-heading">
            <h3 class="hours-heading" id="import-heading">{texts.text(Hours::ImportHeading)}</h3>
            <p class="field-help">{texts.text(Hours::ImportHelp)}</p>
            <div class="import-row">
                <label class="field">
                    <span class="field-label">{texts.text(Hours::ImportFile)}</span>
                    <input
                        class="input"
                        type="file"
                        name="file"
                        accept=".ics,text/calendar"
                        aria-invalid=has_problem.then_some("true")
                        aria-describedby=has_problem.then_some("file-problem")
                        autofocus=problems.is_first("file")
                    />
                </label>
                <button type="submit" class="button" name="action" value=HoursAction::Import.to_string()>
                    <Icon glyph=Glyph::Copy />
                    <span>{texts.text(Hours::ImportRead)}</span>
                </button>
            </div>
            <Problem field="file" />
            {import.map(|outcome| view! { <Outcome outcome /> })}
        </section>
    }
}

#[component]
fn Outcome(outcome: ImportOutcome) -> impl IntoView {
    let texts = texts();
    let ImportOutcome { added, known, timed, unread, not_understood } = outcome;
    let first = if added == 0 { texts.text(Hours::ImportNothing) } else { texts.count(Hours::ImportAdded, added) };
    let counted = [(known, Hours::ImportKnown), (timed, Hours::ImportTimed), (unread, Hours::ImportUnread)];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, key)| texts.count(key, count));
    let names = not_understood.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
    let names = (!names.is_empty()).then(|| texts.with(Hours::ImportNamed, &names));
    let lines = std::iter::once(first).chain(counted).chain(names).map(|line| view! { <p>{line}</p> }).collect::<Vec<_>>();
    let tone = if added == 0 { Tone::Warning } else { Tone::Good };
    view! { <div role="status"><Notice tone>{lines}</Notice></div> }
}
