//! What there is of a catalogue: where it comes from, and what came of reading it.

use domain::{
    OrgId,
    catalogue::{LineProblem, MOST_PROBLEMS, Tally},
    locale::phrase::Catalogue,
    wire::console::CatalogueState,
};
use leptos::prelude::*;

use crate::ui::{Button, Notice, Tone, stamp, texts};

/// What there is, or how one begins.
#[component]
pub fn State(
    /// Whose it is.
    org: OrgId,
    /// What there is.
    state: CatalogueState,
    /// The present year, which dates leave out.
    year: i16,
) -> impl IntoView {
    let texts = texts();
    if state.file.is_none() && state.address.is_none() {
        return view! {
            <section class="card console-empty">
                <h2>{texts.text(Catalogue::EmptyHeading)}</h2>
                <p>{texts.text(Catalogue::EmptyMore)}</p>
            </section>
        }
        .into_any();
    }
    let CatalogueState { file, address, read_at, tried_at, next_at, tally, failure } = state;
    let time = move |key: Catalogue, at| texts.with(key, &stamp(texts, &at, year));
    let follows = address.is_some();
    let source = file.map(|name| texts.with(Catalogue::FromFile, &name)).into_iter();
    let source = source.chain(
        address.into_iter().flat_map(|(url, hours)| [texts.with(Catalogue::FromAddress, &url), texts.count(Catalogue::EveryHours, hours)]),
    );
    let was_read = read_at.map(|at| time(Catalogue::ReadAt, at));
    let was_read = was_read.or_else(|| (failure.is_none()).then(|| texts.text(Catalogue::NeverRead)));
    let next = next_at.map(|at| time(Catalogue::NextAt, at));
    let lines = source.chain(was_read).chain(next).map(|line| view! { <p class="catalogue-line">{line}</p> }).collect::<Vec<_>>();
    let failed = failure.map(|problem| {
        let words = if read_at.is_some() { Catalogue::Failed } else { Catalogue::FailedFirst };
        let when = tried_at.map(|at| time(words, at));
        let problems = problem.tally().map(|tally| tally.problems.clone()).unwrap_or_default();
        view! {
            <Notice tone=Tone::Warning>
                <p>{when} " " {problem.to_string()}</p>
            </Notice>
            <LinesOfProblems problems />
        }
    });
    let read_now = follows.then(|| {
        view! {
            <form method="post" action=format!("/o/{org}/catalogue/read")>
                <Button submit=true>{texts.text(Catalogue::ReadNow)}</Button>
            </form>
        }
    });
    view! {
        <section class="card form-card" aria-labelledby="catalogue-state">
            <h2 class="catalogue-heading" id="catalogue-state">{texts.text(Catalogue::StateHeading)}</h2>
            <div>{lines}</div>
            <Figures tally />
            {failed}
            <div class="console-actions">
                {read_now}
                <a class="button" href=format!("/o/{org}/catalogue/remove")>{texts.text(Catalogue::Remove)}</a>
            </div>
        </section>
    }
    .into_any()
}

/// How much of the last reading was of use.
#[component]
fn Figures(tally: Tally) -> impl IntoView {
    let texts = texts();
    let Tally { taken, products, left_out, problems } = tally;
    let figures = [(taken, Catalogue::Taken), (products, Catalogue::Products), (left_out, Catalogue::LeftOut)];
    let figures = figures.map(|(count, key)| view! { <li class="chip">{texts.count(key, count)}</li> }).into_iter().collect::<Vec<_>>();
    view! {
        <ul class="catalogue-figures" role="list">{figures}</ul>
        <LinesOfProblems problems />
    }
}

/// What is wrong with the first rows that were left out.
#[component]
pub fn LinesOfProblems(
    /// What is wrong.
    problems: Vec<LineProblem>,
) -> impl IntoView {
    let texts = texts();
    let first = (problems.len() >= MOST_PROBLEMS).then(|| view! { <p class="muted small">{texts.text(Catalogue::ProblemsFirst)}</p> });
    let line = move |LineProblem { line, words }: LineProblem| {
        view! {
            <div>
                <dt>{texts.with(Catalogue::ProblemLine, &line.to_string())}</dt>
                <dd dir="auto">{words}</dd>
            </div>
        }
    };
    (!problems.is_empty()).then(|| {
        view! {
            <section aria-label=texts.text(Catalogue::ProblemsHeading)>
                <h3 class="catalogue-heading">{texts.text(Catalogue::ProblemsHeading)}</h3>
                <dl class="catalogue-problems">{problems.into_iter().map(line).collect::<Vec<_>>()}</dl>
                {first}
            </section>
        }
    })
}
