//! The pages of people.

use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use backend::{
    Error,
    settings::{self, PeopleOverview, PersonSettings},
};
use domain::{
    PersonId, Timestamp,
    wire::{
        ConsolePage,
        console::{
            Fields, NewPassword, PasswordPage, PeoplePage, PersonForm, PersonLine, PersonPage, Refusal, Removal, RemovalPage, Wrong,
        },
    },
};

use super::{
    entered::{Entered, Instead, ToPutRight},
    queues::{Done, edited},
};

type Pairs = Form<Vec<(String, String)>>;

/// `GET /o/{org}/people`
pub async fn list(entered: Entered, Query(done): Query<Done>) -> Result<Response, Instead> {
    let PeopleOverview { people, queues, .. } = overview(&entered).await?;
    let line = |PersonSettings { person, email, name, roles, queues: serves, .. }| PersonLine {
        is_me: person == *entered.member.person(),
        queues: queues.iter().filter(|queue| serves.contains(&queue.id)).map(|queue| queue.name.clone()).collect(),
        roles: roles.into(),
        person,
        name,
        email,
    };
    let page = PeoplePage {
        frame: entered.frame(),
        people: people.into_iter().map(line).collect(),
        saved: done.saved.and_then(|saved| saved.parse().ok()),
        is_removed: done.removed.is_some(),
    };
    Ok(entered.page(StatusCode::OK, &ConsolePage::People(page)))
}

/// `GET /o/{org}/people/new`
pub async fn new(entered: Entered) -> Result<Response, Instead> {
    let overview = overview(&entered).await?;
    let mut form = PersonForm::default();
    form.roles.is_agent = true;
    Ok(form_page(&entered, overview, None, form, ToPutRight::default(), false))
}

/// `POST /o/{org}/people/new`: answers with the page that shows the password once.
pub async fn add(entered: Entered, Form(pairs): Pairs) -> Result<Response, Instead> {
    let form = PersonForm::from_fields(Fields::new(&pairs));
    let to_put_right = match form.read() {
        Ok(draft) => match settings::add_person(&entered.app().store, &entered.member, &draft).await {
            Ok(added) => {
                let (name, email) = (draft.name, draft.email.into());
                return Ok(password_page(&entered, name, email, true, added.password));
            }
            Err(error) => entered.to_put_right(error)?,
        },
        Err(problems) => problems.into(),
    };
    let overview = overview(&entered).await?;
    Ok(form_page(&entered, overview, None, form, to_put_right, true))
}

/// `GET /o/{org}/people/{person}`
pub async fn show(entered: Entered, Path((_, person)): Path<(String, String)>) -> Result<Response, Instead> {
    let overview = overview(&entered).await?;
    let person = find(&entered, &overview, &person)?;
    let form = person.form();
    Ok(form_page(&entered, overview, Some(person), form, ToPutRight::default(), false))
}

/// `POST /o/{org}/people/{person}`
pub async fn save(entered: Entered, Path((_, person)): Path<(String, String)>, Form(pairs): Pairs) -> Result<Response, Instead> {
    let id = id_of(&entered, &person)?;
    let fields = Fields::new(&pairs);
    let mut form = PersonForm::from_fields(fields);
    let present = find(&entered, &overview(&entered).await?, &person)?;
    // The address is no field of this form.
    form.email.clone_from(&present.email);
    let to_put_right = match form.read() {
        Ok(draft) => {
            let edited: (&str, Timestamp) = (&form.seen, edited(fields).1);
            match settings::save_person(&entered.app().store, &entered.member, &id, edited, &draft).await {
                Ok(()) => return Ok(entered.lead_to(&format!("?saved={id}"))),
                Err(error) => entered.to_put_right(error)?,
            }
        }
        Err(problems) => problems.into(),
    };
    let overview = overview(&entered).await?;
    let present = find(&entered, &overview, &person)?;
    if to_put_right.changed.is_some() {
        form.seen = present.form().seen;
    }
    Ok(form_page(&entered, overview, Some(present), form, to_put_right, true))
}

/// `POST /o/{org}/people/{person}/password`: answers with the page that shows the password once.
pub async fn renew_password(entered: Entered, Path((_, person)): Path<(String, String)>) -> Result<Response, Instead> {
    let id = id_of(&entered, &person)?;
    let overview = overview(&entered).await?;
    let present = find(&entered, &overview, &person)?;
    match settings::renew_password(&entered.app().store, &entered.member, &id).await {
        Ok(password) => Ok(password_page(&entered, present.name, present.email, false, NewPassword::Generated(password))),
        Err(error) => {
            let to_put_right = entered.to_put_right(error)?;
            let form = present.form();
            Ok(form_page(&entered, overview, Some(present), form, to_put_right, false))
        }
    }
}

/// `GET /o/{org}/people/{person}/remove`
pub async fn ask_removal(entered: Entered, Path((_, person)): Path<(String, String)>) -> Result<Response, Instead> {
    removal_page(&entered, &person, ToPutRight::default()).await
}

/// `POST /o/{org}/people/{person}/remove`
pub async fn remove(entered: Entered, Path((_, person)): Path<(String, String)>) -> Result<Response, Instead> {
    let id = id_of(&entered, &person)?;
    match settings::remove_person(&entered.app().store, &entered.member, &id).await {
        Ok(()) => Ok(entered.lead_to("?removed=1")),
        Err(error) => removal_page(&entered, &person, entered.to_put_right(error)?).await,
    }
}

async fn removal_page(entered: &Entered, person: &str, to_put_right: ToPutRight) -> Result<Response, Instead> {
    let overview = overview(entered).await?;
    let present = find(entered, &overview, person)?;
    if is_locked(entered, &present) {
        return Err(entered.stop(&Error::Forbidden("owner")));
    }
    let is_last_owner = present.roles.is_owner && overview.people.iter().filter(|person| person.roles.is_owner).count() == 1;
    let status = to_put_right.status();
    let problem = to_put_right.problems.into_iter().next().map(|problem| problem.wrong);
    let page = RemovalPage {
        frame: entered.frame(),
        what: Removal::Person { is_me: present.person == *entered.member.person(), person: present.person },
        name: present.name,
        problem: problem.or(is_last_owner.then_some(Wrong::LastOwner)),
    };
    Ok(entered.page(status, &ConsolePage::Removal(page)))
}

fn form_page(
    entered: &Entered,
    overview: PeopleOverview,
    person: Option<PersonSettings>,
    form: PersonForm,
    to_put_right: ToPutRight,
    is_unsaved: bool,
) -> Response {
    let status = to_put_right.status();
    let page = PersonPage {
        frame: entered.frame(),
        stored_name: person.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        is_me: person.as_ref().is_some_and(|person| person.person == *entered.member.person()),
        is_elsewhere: person.as_ref().is_some_and(|person| person.is_elsewhere),
        is_locked: person.as_ref().is_some_and(|person| is_locked(entered, person)),
        person: person.map(|person| person.person),
        form,
        opened_at: overview.now,
        queues: overview.queues,
        may_name_owners: entered.member.roles().is_owner,
        problems: to_put_right.problems,
        changed: to_put_right.changed,
        is_unsaved,
    };
    entered.page(status, &ConsolePage::Person(Box::new(page)))
}

fn password_page(entered: &Entered, name: String, email: String, is_added: bool, password: NewPassword) -> Response {
    let page = PasswordPage { frame: entered.frame(), name, email, is_added, password };
    entered.page(StatusCode::OK, &ConsolePage::Password(page))
}

/// Whether only an owner may change this person, and who asks is none.
fn is_locked(entered: &Entered, person: &PersonSettings) -> bool {
    person.roles.is_owner && !entered.member.roles().is_owner
}

async fn overview(entered: &Entered) -> Result<PeopleOverview, Instead> {
    settings::people_overview(&entered.app().store, &entered.member).await.map_err(|error| entered.stop(&error))
}

/// The person's id, when the text in the address is one.
fn id_of(entered: &Entered, person: &str) -> Result<PersonId, Instead> {
    person.parse().map_err(|_| entered.refuse(StatusCode::NOT_FOUND, Refusal::NoSuchPerson))
}

fn find(entered: &Entered, overview: &PeopleOverview, person: &str) -> Result<PersonSettings, Instead> {
    let found = overview.people.iter().find(|found| found.person.as_str() == person).cloned();
    found.ok_or_else(|| entered.stop(&Error::Missing("person")))
}
