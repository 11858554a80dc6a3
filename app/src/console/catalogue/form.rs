//! Where a catalogue comes from: a file that is sent, or an address that is read again and again.

use domain::{
    locale::phrase::Catalogue,
    wire::console::{CatalogueForm, CataloguePage, CatalogueSource, Wrong},
};
use leptos::{html, prelude::*};

use super::{
    super::form::{ChangedNotice, Choices, Line, OneOf, Problem, Problems, ProblemsNotice, SaveBar, live_form},
    state::LinesOfProblems,
};
use crate::ui::texts;

/// The form. A file comes with it; without script both kinds of fields are there.
#[component]
pub fn SourceForm(
    /// The page.
    page: CataloguePage,
) -> impl IntoView {
    let texts = texts();
    let CataloguePage { frame, form, version, opened_at, problems, changed, is_saved, is_unsaved, .. } = page;
    let element = NodeRef::<html::Form>::new();
    let unsaved = live_form(element, is_unsaved);
    let here = format!("/o/{}/catalogue", frame.org);
    let options = [
        (CatalogueSource::File, Catalogue::OfFile, Catalogue::OfFileHelp),
        (CatalogueSource::Address, Catalogue::OfAddress, Catalogue::OfAddressHelp),
    ];
    let options = options.map(|(source, label, help)| OneOf { value: source.value(), label: texts.text(label), help: texts.text(help) });
    let CatalogueForm { source, url, hours, locale, currency } = form;
    let of_lines = problems.into_iter().find_map(|problem| match problem.wrong {
        Wrong::NoFeed(problem) => problem.tally().map(|tally| tally.problems.clone()),
        _ => None,
    });
    view! {
        <form class="console-form" method="post" action=here.clone() enctype="multipart/form-data" novalidate node_ref=element>
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="opened" value=opened_at.as_micros().to_string() />
            <ProblemsNotice />
            <ChangedNotice changed at=here.clone() />
            <section class="card form-card">
                <Choices legend=texts.text(Catalogue::Legend) name="source" options=options.into() chosen=source.value() />
                <div class="catalogue-of-file form-card"><File /></div>
                <div class="catalogue-of-address form-card">
                    <Line label=texts.text(Catalogue::Address) name="url" kind="url" value=url />
                    <Line label=texts.text(Catalogue::Hours) name="hours" inputmode="numeric" value=hours short=true />
                </div>
                <Line label=texts.text(Catalogue::Locale) name="locale" value=locale help=texts.text(Catalogue::LocaleHelp) short=true />
                <Line label=texts.text(Catalogue::Currency) name="currency" value=currency help=texts.text(Catalogue::CurrencyHelp) short=true />
                <LinesOfProblems problems=of_lines.unwrap_or_default() />
            </section>
            <SaveBar unsaved is_saved />
        </form>
    }
}

/// The file.
#[component]
fn File() -> impl IntoView {
    let texts = texts();
    let problems = Problems::of_page();
    let has_problem = problems.words(texts, "file").is_some();
    let described_by = if has_problem { "file-help file-problem" } else { "file-help" };
    view! {
        <div class="field">
            <label class="field-label" for="file">{texts.text(Catalogue::File)}</label>
            <input
                class="input"
                id="file"
                type="file"
                name="file"
                accept=".csv,.tsv,.txt,.xml,text/csv,text/xml,application/xml"
                aria-invalid=has_problem.then_some("true")
                aria-describedby=described_by
                autofocus=problems.is_first("file")
            />
            <span class="field-help" id="file-help">{texts.text(Catalogue::FileHelp)}</span>
            <Problem field="file" />
        </div>
    }
}
