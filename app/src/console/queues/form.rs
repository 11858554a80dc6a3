//! The form of a queue.

use std::collections::BTreeSet;

use domain::{
    PersonId, Slug,
    locale::phrase::{Console, Queues},
    queue::{Otherwise, Routing},
    wire::console::{AgentChoice, QueueForm, QueuePage, WhoseHours},
};
use leptos::{html, prelude::*};

use super::super::{
    Frame,
    form::{ChangedNotice, Choices, Line, OneOf, Problem, Problems, ProblemsNotice, SaveBar, Tick, live_form},
    hours::HoursFields,
};
use super::first::AskedFirst;
use crate::ui::{Texts, texts};

/// The page of a queue, new or not.
#[component]
pub fn EditQueue(
    /// What the page is made of.
    page: QueuePage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let heading = if page.id.is_some() { page.stored_name.clone() } else { frame.phrases.text(Queues::NewHeading).to_owned() };
    view! { <Frame frame heading><EditQueueForm page /></Frame> }
}

#[component]
fn EditQueueForm(page: QueuePage) -> impl IntoView {
    let texts = texts();
    let QueuePage { frame, id, is_default, form, version, opened_at, agents, problems, changed, is_unsaved, .. } = page;
    Problems::provide(problems);
    let element = NodeRef::<html::Form>::new();
    let unsaved = live_form(element, is_unsaved);
    let list = format!("/o/{}/queues", frame.org);
    let here = id.as_ref().map_or_else(|| format!("{list}/new"), |id| format!("{list}/{id}"));
    let QueueForm {
        name,
        slug,
        ring_seconds,
        whose,
        hours,
        routing,
        when_closed,
        when_nobody,
        most_waiting,
        wrap_up_seconds,
        call_backs,
        first,
        first_only,
        first_seconds,
        agents: ticked,
        ..
    } = form;
    let ring_help = texts.with(Queues::RingTimeHelp, &page.organisation_ring_seconds.to_string());
    let remove = id.is_some().then(|| {
        let href = format!("{here}/remove");
        view! { <p class="console-danger"><a href=href>{texts.text(Queues::Delete)}</a></p> }
    });
    view! {
        <p><a href=list.clone()>{texts.text(Console::Back)}</a></p>
        <form class="console-form" method="post" action=here novalidate node_ref=element>
            // What the Enter key presses is the first button of a form.
            <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="opened" value=opened_at.as_micros().to_string() />
            <ProblemsNotice />
            <ChangedNotice changed at=here.clone() />
            <section class="card form-card" aria-labelledby="basics">
                <h2 id="basics">{texts.text(Queues::Basics)}</h2>
                <Names name slug is_new=id.is_none() />
                <DefaultQueue is_default wants=form.is_default />
            </section>
            <section class="card form-card" aria-labelledby="who">
                <h2 id="who">{texts.text(Queues::WhoHeading)}</h2>
                <Agents agents ticked />
                <Choices legend=texts.text(Queues::RoutingLegend) name="routing" options=routings(texts) chosen=routing_value(routing) />
                <AskedFirst first is_strict=first_only seconds=first_seconds />
                <Line label=texts.text(Queues::RingTime) name="ring" value=ring_seconds help=ring_help inputmode="numeric" short=true />
                <Line
                    label=texts.text(Queues::WrapUp)
                    name="wrap-up"
                    value=wrap_up_seconds
                    help=texts.text(Queues::WrapUpHelp)
                    inputmode="numeric"
                    short=true
                />
            </section>
            <section class="card form-card" aria-labelledby="when">
                <h2 id="when">{texts.text(Queues::WhenHeading)}</h2>
                <Choices legend=texts.text(Queues::WhoseLegend) name="whose" options=whose_options(texts) chosen=whose_value(whose) />
                <div class="hours-fields">
                    <HoursFields form=hours zones=page.zones preview=page.preview />
                </div>
                <Choices
                    legend=texts.text(Queues::ClosedLegend)
                    name="closed"
                    options=vec![
                        option(texts, "refuse", Queues::ClosedRefuse, Queues::ClosedRefuseHelp),
                        option(texts, "wait", Queues::ClosedWait, Queues::ClosedWaitHelp),
                    ]
                    chosen=otherwise_value(when_closed)
                />
                <Choices
                    legend=texts.text(Queues::NobodyLegend)
                    name="nobody"
                    options=vec![
                        option(texts, "refuse", Queues::NobodyRefuse, Queues::NobodyRefuseHelp),
                        option(texts, "wait", Queues::NobodyWait, Queues::NobodyWaitHelp),
                    ]
                    chosen=otherwise_value(when_nobody)
                />
                <Line
                    label=texts.text(Queues::MostWaiting)
                    name="most"
                    value=most_waiting
                    help=texts.text(Queues::MostWaitingHelp)
                    inputmode="numeric"
                    short=true
                />
                <Tick
                    name="call-backs"
                    value="1"
                    label=texts.text(Queues::CallBacks)
                    help=texts.text(Queues::CallBacksHelp)
                    checked=call_backs
                />
            </section>
            <SaveBar unsaved cancel=list />
        </form>
        {remove}
    }
}

/// The name, and the slug that it suggests for as long as nobody writes one.
#[component]
fn Names(name: String, slug: String, is_new: bool) -> impl IntoView {
    let texts = texts();
    let is_suggested = StoredValue::new(is_new && slug.is_empty());
    let suggested = RwSignal::new(slug.clone());
    let on_name = Callback::new(move |text: String| {
        if is_suggested.get_value() {
            suggested.set(Slug::proposed(&text).map(String::from).unwrap_or_default());
        }
    });
    let on_slug = Callback::new(move |text: String| {
        is_suggested.set_value(text.is_empty());
        suggested.set(text);
    });
    view! {
        <Line label=texts.text(Queues::Name) name="name" value=name help=texts.text(Queues::NameHelp) required=true on_text=on_name />
        <Line label=texts.text(Queues::SlugLabel) name="slug" value=slug follows=suggested help=texts.text(Queues::SlugHelp) on_text=on_slug />
    }
}

#[component]
fn DefaultQueue(is_default: bool, wants: bool) -> impl IntoView {
    let texts = texts();
    if is_default {
        view! {
            <p class="field-help">{texts.text(Queues::IsDefault)}</p>
            <input type="hidden" name="default" value="1" />
            <Problem field="default" />
        }
        .into_any()
    } else {
        let help = texts.text(Queues::MakeDefaultHelp);
        view! { <Tick name="default" value="1" label=texts.text(Queues::MakeDefault) help checked=wants /> }.into_any()
    }
}

#[component]
fn Agents(agents: Vec<AgentChoice>, ticked: BTreeSet<PersonId>) -> impl IntoView {
    let texts = texts();
    let is_first = Problems::of_page().is_first("agents");
    let help = if agents.is_empty() { Queues::AgentsNobody } else { Queues::AgentsHelp };
    let tick = |(place, AgentChoice { person, name, email }): (usize, AgentChoice)| {
        let checked = ticked.contains(&person);
        view! { <Tick name="agent" value=person.to_string() label=name help=email checked autofocus=is_first && place == 0 /> }
    };
    view! {
        <fieldset class="choices">
            <legend class="field-label">{texts.text(Queues::AgentsLegend)}</legend>
            <p class="field-help">{texts.text(help)}</p>
            <div class="choices-grid">{agents.into_iter().enumerate().map(tick).collect::<Vec<_>>()}</div>
            <Problem field="agents" />
        </fieldset>
    }
}

pub(super) fn option(texts: Texts, value: &'static str, label: Queues, help: Queues) -> OneOf {
    OneOf { value, label: texts.text(label), help: texts.text(help) }
}

fn routings(texts: Texts) -> Vec<OneOf> {
    vec![
        option(texts, "all", Queues::RoutingAll, Queues::RoutingAllHelp),
        option(texts, "widening", Queues::RoutingWidening, Queues::RoutingWideningHelp),
        option(texts, "longest_idle", Queues::RoutingLongestIdle, Queues::RoutingLongestIdleHelp),
    ]
}

const fn routing_value(routing: Routing) -> &'static str {
    match routing {
        Routing::All => "all",
        Routing::Widening => "widening",
        Routing::LongestIdle => "longest_idle",
    }
}

fn whose_options(texts: Texts) -> Vec<OneOf> {
    vec![
        option(texts, "organisation", Queues::WhoseOrganisation, Queues::WhoseOrganisationHelp),
        option(texts, "always", Queues::WhoseAlways, Queues::WhoseAlwaysHelp),
        option(texts, "own", Queues::WhoseOwn, Queues::WhoseOwnHelp),
    ]
}

const fn whose_value(whose: WhoseHours) -> &'static str {
    match whose {
        WhoseHours::Organisation => "organisation",
        WhoseHours::Always => "always",
        WhoseHours::Own => "own",
    }
}

const fn otherwise_value(otherwise: Otherwise) -> &'static str {
    match otherwise {
        Otherwise::Refuse => "refuse",
        Otherwise::Wait => "wait",
    }
}
