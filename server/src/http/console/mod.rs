//! The pages for signed-in people: who gets where, the desk, and the pages of what admins configure.

pub mod blocks;
pub mod board;
pub mod catalogue;
pub mod entered;
pub mod face;
pub mod history;
pub mod hours;
pub mod people;
pub mod queues;
mod upload;

use app::shell::render_console;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use backend::{
    accounts::{self, AgentScope, SignedIn},
    settings,
};
use domain::{
    OrgId,
    locale::{Locale, Phrases},
    wire::{ConsolePage, DeskPage, SignInProblem},
};

use super::{App, AppState, page, session, sign_in};

/// An organisation that exists.
pub struct KnownOrganisation {
    /// Its identifier.
    pub id: OrgId,
    /// Its name.
    pub name: String,
}

/// `GET /`: there is no page for everybody; a demo leads to its desk.
pub async fn front_door(State(app): State<AppState>) -> Response {
    if app.is_demo {
        return Redirect::to(&format!("/o/{}/desk", backend::demo::ORG_ID)).into_response();
    }
    (StatusCode::NOT_FOUND, "This is a Vitrine server. Your desk is at /o/ORGANISATION/desk.").into_response()
}

/// `GET /o/{org}`
pub async fn organisation(Path(org): Path<String>) -> Response {
    match org.parse::<OrgId>() {
        Ok(org) => Redirect::to(&format!("/o/{org}/desk")).into_response(),
        Err(_) => unknown_organisation(),
    }
}

/// `GET /o/{org}/desk`
pub async fn desk(State(app): State<AppState>, Path(org): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let Some(org) = known(&app, &org).await else { return unknown_organisation() };
    let signed_in = match signed_in(&app, &headers).await {
        Ok(Some(signed_in)) => signed_in,
        Ok(None) => return Redirect::to(&format!("/o/{}/sign-in?next={}", org.id, uri.path())).into_response(),
        Err(error) => return failed(&error),
    };
    let Some(agent) = signed_in.agent_in(&org.id) else {
        return sign_in::form(&app, StatusCode::FORBIDDEN, &org, uri.path().to_owned(), String::new(), Some(SignInProblem::NoMembership));
    };
    let images = match app.recent.of(&app.store, &org.id).await {
        Ok(found) => found.map(|found| found.organisation.pictures_from(&found.sites)).unwrap_or_default(),
        Err(error) => return failed(&error),
    };
    let elsewhere = page::Elsewhere { images: &images, ..page::Elsewhere::default() };
    match desk_page(&app, &agent, org, signed_in).await {
        Ok(desk) => page::answer(&app, StatusCode::OK, elsewhere, "", |document| render_console(document, &ConsolePage::Desk(desk))),
        Err(error) => failed(&error),
    }
}

async fn desk_page(app: &App, agent: &AgentScope, org: KnownOrganisation, signed_in: SignedIn) -> backend::Result<DeskPage> {
    let locale = Locale::English;
    let queues = settings::queues_of_agent(&app.store, agent).await?;
    Ok(DeskPage {
        org: org.id,
        org_name: org.name,
        person: signed_in.person,
        person_name: signed_in.name,
        queues,
        may_configure: agent.roles().may_configure(),
        phrases: Phrases::desk(locale),
        direction: locale.direction(),
    })
}

/// Who the request's cookie belongs to.
///
/// # Errors
/// The store does not answer.
pub async fn signed_in(app: &App, headers: &HeaderMap) -> backend::Result<Option<SignedIn>> {
    match session::token(headers, &app.settings.public_url) {
        Some(token) => accounts::authenticate(&app.store, &token).await,
        None => Ok(None),
    }
}

/// The organisation of this address, when there is one. A store that does not answer is logged and looks like none.
pub async fn known(app: &App, org: &str) -> Option<KnownOrganisation> {
    let id = org.parse::<OrgId>().ok()?;
    match settings::organisation(&app.store, &id).await {
        Ok(found) => found.map(|found| KnownOrganisation { id, name: found.name }),
        Err(error) => {
            tracing::error!(%error, "the organisation cannot be read");
            None
        }
    }
}

/// There is no such organisation.
pub fn unknown_organisation() -> Response {
    (StatusCode::NOT_FOUND, "There is no organisation at this address. Is the id complete?").into_response()
}

/// Something broke that the reader cannot mend.
pub fn failed(error: &backend::Error) -> Response {
    tracing::error!(%error, "a page failed");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something broke on our side. Nothing was lost; please try again.").into_response()
}
