//! The form of a person.

use std::collections::BTreeSet;

use domain::{
    QueueId,
    locale::phrase::{Console, People},
    wire::console::{PersonForm, PersonPage, QueueChoice, RoleChoice},
};
use leptos::{html, prelude::*};

use super::super::{
    Frame,
    form::{ChangedNotice, Line, Problem, Problems, ProblemsNotice, SaveBar, Tick, live_form},
};
use super::skills::SkillsFields;
use crate::ui::{Button, Notice, Tone, texts};

/// The page of a person, new or not.
#[component]
pub fn EditPerson(
    /// What the page is made of.
    page: PersonPage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let heading = if page.person.is_some() { page.stored_name.clone() } else { frame.phrases.text(People::AddHeading).to_owned() };
    view! { <Frame frame heading><EditPersonForm page /></Frame> }
}

#[component]
fn EditPersonForm(page: PersonPage) -> impl IntoView {
    let texts = texts();
    let PersonPage { frame, person, form, opened_at, queues, may_name_owners, is_me, is_elsewhere, is_locked, problems, changed, .. } =
        page;
    Problems::provide(problems);
    let element = NodeRef::<html::Form>::new();
    let unsaved = live_form(element, page.is_unsaved);
    let list = format!("/o/{}/people", frame.org);
    let here = person.as_ref().map_or_else(|| format!("{list}/new"), |person| format!("{list}/{person}"));
    let is_new = person.is_none();
    let PersonForm { name, email, roles, queues: ticked, tags, languages, is_public, seen, is_sure } = form;
    let name_help = texts.text(if is_elsewhere { People::NameElsewhere } else { People::NameHelp });
    let asks_if_sure = is_me && (is_sure || Problems::of_page().words(texts, "roles").is_some());
    let sure = asks_if_sure.then(|| view! { <Tick name="sure" value="1" label=texts.text(People::Sure) checked=is_sure /> });
    let save_bar = (!is_locked).then(|| view! { <SaveBar unsaved cancel=list.clone() /> });
    let others = (!is_new && !is_locked).then(|| view! { <Others here=here.clone() is_me is_elsewhere /> });
    view! {
        <p><a href=list>{texts.text(Console::Back)}</a></p>
        <form class="console-form" method="post" action=here novalidate node_ref=element>
            <input type="hidden" name="opened" value=opened_at.as_micros().to_string() />
            <input type="hidden" name="seen" value=seen />
            <ProblemsNotice />
            <ChangedNotice changed at=here.clone() />
            {is_locked.then(|| view! { <Notice tone=Tone::Info>{texts.text(People::Locked)}</Notice> })}
            <section class="card form-card">
                <Line
                    label=texts.text(People::Name)
                    name="name"
                    value=name
                    help=name_help
                    required=true
                    readonly=is_elsewhere || is_locked
                />
                <Line
                    label=texts.text(People::Email)
                    name="email"
                    kind="email"
                    value=email
                    help=texts.text(People::EmailHelp)
                    required=is_new
                    readonly=!is_new
                />
                {is_new.then(|| view! { <p class="field-help">{texts.text(People::PasswordNote)}</p> })}
                <Roles roles may_name_owners is_locked />
                {sure}
                <ServedQueues queues ticked is_locked />
            </section>
            <SkillsFields person tags languages is_locked />
            {is_public.then(|| view! { <PublicField is_locked /> })}
            {save_bar}
        </form>
        {others}
    }
}

/// That the person agreed to be shown to shoppers, to be taken back.
#[component]
fn PublicField(is_locked: bool) -> impl IntoView {
    let texts = texts();
    let (label, help) = (texts.text(People::PublicTick), texts.text(People::PublicHelp));
    view! {
        <section class="card form-card" aria-labelledby="public-heading">
            <h2 id="public-heading">{texts.text(People::PublicHeading)}</h2>
            <Tick name="public" value="1" label help checked=true disabled=is_locked />
        </section>
    }
}

#[component]
fn Roles(roles: RoleChoice, may_name_owners: bool, is_locked: bool) -> impl IntoView {
    let texts = texts();
    let problem = Problems::of_page().is_first("roles");
    let RoleChoice { is_owner, is_admin, is_agent } = roles;
    let owner = (may_name_owners || is_owner).then(|| {
        let help = texts.text(People::OwnerHelp);
        view! { <Tick name="owner" value="1" label=texts.text(People::Owner) help checked=is_owner disabled=is_locked autofocus=problem /> }
    });
    let other = |name, label: People, help: People, checked, autofocus| {
        let (label, help) = (texts.text(label), texts.text(help));
        view! { <Tick name value="1" label help checked disabled=is_locked autofocus /> }
    };
    let admin = other("admin", People::Admin, People::AdminHelp, is_admin, problem && owner.is_none());
    let agent = other("takes-calls", People::Agent, People::AgentHelp, is_agent, false);
    view! {
        <fieldset class="choices">
            <legend class="field-label">{texts.text(People::RolesLegend)}</legend>
            {owner}
            {admin}
            {agent}
            <Problem field="roles" />
        </fieldset>
    }
}

#[component]
fn ServedQueues(queues: Vec<QueueChoice>, ticked: BTreeSet<QueueId>, is_locked: bool) -> impl IntoView {
    let texts = texts();
    let is_first = Problems::of_page().is_first("queues");
    let help = if queues.is_empty() { People::NoQueues } else { People::QueuesHelp };
    let tick = |(place, QueueChoice { id, name }): (usize, QueueChoice)| {
        let checked = ticked.contains(&id);
        view! {
            <Tick name="queue" value=id.to_string() label=name checked disabled=is_locked autofocus=is_first && place == 0 />
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="field-label">{texts.text(People::QueuesLegend)}</legend>
            <p class="field-help">{texts.text(help)}</p>
            <div class="choices-grid">{queues.into_iter().enumerate().map(tick).collect::<Vec<_>>()}</div>
            <Problem field="queues" />
        </fieldset>
    }
}

/// What is no part of the form: a new password, and the way out of the organisation.
#[component]
fn Others(here: String, is_me: bool, is_elsewhere: bool) -> impl IntoView {
    let texts = texts();
    let password = if is_elsewhere {
        view! { <p>{texts.text(People::NameElsewhere)}</p> }.into_any()
    } else {
        let mine = is_me.then(|| view! { <p>{texts.text(People::PasswordMine)}</p> });
        view! {
            <p>{texts.text(People::PasswordMore)}</p>
            {mine}
            <Problem field="password" />
            <form method="post" action=format!("{here}/password")>
                <Button submit=true>{texts.text(People::PasswordNew)}</Button>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="card form-card" aria-labelledby="password-heading">
            <h2 id="password-heading">{texts.text(People::PasswordHeading)}</h2>
            {password}
        </section>
        <p class="console-danger"><a href=format!("{here}/remove")>{texts.text(People::RemoveLink)}</a></p>
    }
}
