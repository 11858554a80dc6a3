//! Signing in and out: plain forms that work without script.

use std::net::SocketAddr;

use app::shell::render_console;
use axum::{
    Form,
    extract::{ConnectInfo, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use backend::accounts::{self, SignInError};
use domain::{
    OrgId,
    locale::{Locale, Phrases},
    wire::{ConsolePage, SignInPage, SignInProblem},
};
use serde::Deserialize;

use super::{App, AppState, console, page, session};
use crate::client_address::client_address;

/// Where to go after signing in.
#[derive(Debug, Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// The sign-in form.
#[derive(Deserialize)]
pub struct SignInForm {
    email: String,
    password: String,
    next: Option<String>,
}

/// `GET /o/{org}/sign-in`
pub async fn show(State(app): State<AppState>, Path(org): Path<String>, Query(Next { next }): Query<Next>) -> Response {
    let Some(org) = console::known(&app, &org).await else { return console::unknown_organisation() };
    let next = safe_next(&org.id, next.as_deref());
    form(&app, StatusCode::OK, &org, next, String::new(), None)
}

/// `POST /o/{org}/sign-in`
pub async fn submit(
    State(app): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(org): Path<String>,
    headers: HeaderMap,
    Form(given): Form<SignInForm>,
) -> Response {
    let Some(org) = console::known(&app, &org).await else { return console::unknown_organisation() };
    let next = safe_next(&org.id, given.next.as_deref());
    let from = client_address(peer.ip(), &headers, &app.settings.trusted_proxies);
    let problem = match accounts::sign_in(&app.store, &org.id, &given.email, &given.password, from).await {
        Ok(new) => {
            tracing::info!(org = %org.id, person = %new.person, "signed in");
            let mut response = Redirect::to(&next).into_response();
            if let Some(cookie) = session::set_cookie(&new.token, &app.settings.public_url) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            return response;
        }
        Err(SignInError::WrongCredentials) => SignInProblem::WrongCredentials,
        Err(SignInError::TooManyAttempts { retry_after }) => {
            SignInProblem::TooManyAttempts { retry_after_secs: u32::try_from(retry_after.ceil_secs()).unwrap_or(u32::MAX) }
        }
        Err(SignInError::NoMembership) => SignInProblem::NoMembership,
        Err(SignInError::Store(error)) => return console::failed(&error),
    };
    tracing::info!(org = %org.id, ?problem, "sign-in refused");
    let status = match problem {
        SignInProblem::TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
        SignInProblem::WrongCredentials => StatusCode::UNAUTHORIZED,
        SignInProblem::NoMembership => StatusCode::FORBIDDEN,
    };
    form(&app, status, &org, next, given.email, Some(problem))
}

/// `POST /o/{org}/sign-out`
pub async fn sign_out(State(app): State<AppState>, Path(org): Path<String>, headers: HeaderMap) -> Response {
    let Some(org) = console::known(&app, &org).await else { return console::unknown_organisation() };
    if let Some(token) = session::token(&headers, &app.settings.public_url)
        && let Err(error) = accounts::sign_out(&app.store, &token).await
    {
        return console::failed(&error);
    }
    let mut response = Redirect::to(&format!("/o/{}/sign-in", org.id)).into_response();
    if let Some(cookie) = session::set_cookie("", &app.settings.public_url) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// The form as a page.
pub fn form(
    app: &App,
    status: StatusCode,
    org: &console::KnownOrganisation,
    next: String,
    email: String,
    problem: Option<SignInProblem>,
) -> Response {
    let locale = Locale::English;
    let sign_in = SignInPage {
        org: org.id.clone(),
        org_name: org.name.clone(),
        next,
        email,
        problem,
        phrases: Phrases::sign_in(locale),
        direction: locale.direction(),
    };
    page::answer(app, status, page::Elsewhere::default(), "", |document| render_console(document, &ConsolePage::SignIn(sign_in)))
}

/// A path within the organisation; anything else becomes the desk, so that nobody is sent elsewhere.
fn safe_next(org: &OrgId, next: Option<&str>) -> String {
    let home = format!("/o/{org}/");
    match next {
        Some(path) if path.starts_with(&home) && !path.contains(['\\', '\r', '\n']) && !path.contains("//") => path.to_owned(),
        _ => format!("{home}desk"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_never_leads_to_another_site_or_organisation() {
        let org: OrgId = "demodemodemodemodemo".parse().expect("an id");
        let desk = "/o/demodemodemodemodemo/desk";
        assert_eq!(safe_next(&org, Some("/o/demodemodemodemodemo/desk?x=1")), "/o/demodemodemodemodemo/desk?x=1");
        for next in ["https://evil.example", "//evil.example", "/o/otherotherotherother/desk", "/o/demodemodemodemodemo//evil.example", ""]
        {
            assert_eq!(safe_next(&org, Some(next)), desk, "{next}");
        }
    }
}
