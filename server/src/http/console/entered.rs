//! Somebody signed in on a page of what admins configure.

use app::shell::render_console;
use axum::{
    extract::FromRequestParts,
    http::{Method, StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use backend::{Error, accounts::AgentScope, settings::SaveError};
use domain::{
    Origin,
    locale::{Locale, Phrases},
    wire::{
        ConsolePage, SignInProblem,
        console::{ConsoleFrame, FormProblem, LastChange, Refusal, RefusedPage, Section},
    },
};

use super::{KnownOrganisation, failed, known, signed_in, unknown_organisation};
use crate::http::{App, AppState, page, sign_in};

/// A member of the organisation in the address, on a page of one of the console's parts. What the member may do there is for the
/// use cases to say.
pub struct Entered {
    app: AppState,
    /// Who it is.
    pub member: AgentScope,
    org: KnownOrganisation,
    section: Section,
}

/// An answer in place of the page that was asked for.
pub struct Instead(Box<Response>);

impl Instead {
    fn of(response: impl IntoResponse) -> Self {
        Self(Box::new(response.into_response()))
    }
}

impl IntoResponse for Instead {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl FromRequestParts<AppState> for Entered {
    type Rejection = Instead;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Instead> {
        let path = parts.uri.path();
        let mut steps = path.split('/').skip(2);
        let (org, section) = (steps.next().unwrap_or_default(), section(steps.next().unwrap_or_default()));
        let Some(org) = known(app, org).await else { return Err(Instead::of(unknown_organisation())) };
        let signed_in = signed_in(app, &parts.headers).await.map_err(|error| Instead::of(failed(&error)))?;
        // What was sent is lost, so one comes back to where it can be sent again.
        let next = if parts.method == Method::GET { path.to_owned() } else { format!("/o/{}/{}", org.id, section.path()) };
        let Some(signed_in) = signed_in else {
            return Err(Instead::of(Redirect::to(&format!("/o/{}/sign-in?next={next}", org.id))));
        };
        let Some(member) = signed_in.agent_in(&org.id) else {
            let problem = Some(SignInProblem::NoMembership);
            return Err(Instead::of(sign_in::form(app, StatusCode::FORBIDDEN, &org, next, String::new(), problem)));
        };
        Ok(Self { app: app.clone(), member, org, section })
    }
}

fn section(step: &str) -> Section {
    [Section::Board, Section::History, Section::Blocks, Section::Hours, Section::Catalogue, Section::People, Section::Face]
        .into_iter()
        .find(|section| section.path() == step)
        .unwrap_or(Section::Queues)
}

impl Entered {
    /// What every handler can use.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What is around the page.
    pub fn frame(&self) -> ConsoleFrame {
        let (locale, roles) = (Locale::English, self.member.roles());
        ConsoleFrame {
            org: self.org.id.clone(),
            org_name: self.org.name.clone(),
            person_name: self.member.name().to_owned(),
            takes_calls: roles.is_agent,
            may_configure: roles.may_configure(),
            section: self.section,
            phrases: Phrases::console(locale),
            direction: locale.direction(),
        }
    }

    /// Answers with a page.
    pub fn page(&self, status: StatusCode, page: &ConsolePage) -> Response {
        self.page_with_pictures(status, page, &[])
    }

    /// Answers with a page that shows pictures from there.
    pub fn page_with_pictures(&self, status: StatusCode, page: &ConsolePage, images: &[Origin]) -> Response {
        let elsewhere = page::Elsewhere { images, ..page::Elsewhere::default() };
        page::answer(&self.app, status, elsewhere, "", |document| render_console(document, page))
    }

    /// Leads to another page of this part of the console; `rest` comes after the part's address.
    pub fn lead_to(&self, rest: &str) -> Response {
        Redirect::to(&format!("/o/{}/{}{rest}", self.org.id, self.section.path())).into_response()
    }

    /// Says why a page is not shown.
    pub fn refuse(&self, status: StatusCode, why: Refusal) -> Instead {
        Instead::of(self.page(status, &ConsolePage::Refused(RefusedPage { frame: self.frame(), why })))
    }

    /// What a use case that was refused, or failed, looks like.
    pub fn stop(&self, error: &Error) -> Instead {
        match error {
            Error::Forbidden("owner") => self.refuse(StatusCode::FORBIDDEN, Refusal::OwnersOnly),
            Error::Forbidden(_) => self.refuse(StatusCode::FORBIDDEN, Refusal::NotAllowed),
            Error::Missing("queue") => self.refuse(StatusCode::NOT_FOUND, Refusal::NoSuchQueue),
            Error::Missing("ticket") => self.refuse(StatusCode::NOT_FOUND, Refusal::NoSuchTicket),
            Error::Missing("block") => self.refuse(StatusCode::NOT_FOUND, Refusal::NoSuchBlock),
            Error::Missing("person") => self.refuse(StatusCode::NOT_FOUND, Refusal::NoSuchPerson),
            Error::Raced => self.refuse(StatusCode::CONFLICT, Refusal::Raced),
            error => Instead::of(failed(error)),
        }
    }

    /// What has to be put right before something is saved, for the form to show; an error that no form can show ends it.
    pub fn to_put_right(&self, error: SaveError) -> Result<ToPutRight, Instead> {
        match error {
            SaveError::Problems(problems) => Ok(ToPutRight { problems, changed: None }),
            SaveError::Changed(last) => Ok(ToPutRight { problems: vec![], changed: Some(last) }),
            SaveError::Store(error) => Err(self.stop(&error)),
        }
    }
}

/// Why a form comes back.
#[derive(Default)]
pub struct ToPutRight {
    /// What is wrong with its fields.
    pub problems: Vec<FormProblem>,
    /// That somebody else saved meanwhile.
    pub changed: Option<LastChange>,
}

impl ToPutRight {
    /// 422 when something has to be put right, and else 200: the form comes back because a button of it asked for that.
    pub fn status(&self) -> StatusCode {
        if self.problems.is_empty() && self.changed.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

impl From<Vec<FormProblem>> for ToPutRight {
    fn from(problems: Vec<FormProblem>) -> Self {
        Self { problems, changed: None }
    }
}
