//! The sign-in page.

use domain::{
    OrgId,
    locale::{Locale, Phrases},
    wire::{SignInPage, SignInProblem},
};
use leptos::prelude::*;

use super::super::SignIn;

fn sign_in(problem: Option<SignInProblem>) -> String {
    let page = SignInPage {
        org: OrgId::from_random([1; 20]),
        org_name: "Lamps".into(),
        next: "/o/BBBBBBBBBBBBBBBBBBBB/desk".into(),
        email: "\"><script>".into(),
        problem,
        phrases: Phrases::sign_in(Locale::English),
        direction: Locale::English.direction(),
    };
    let owner = Owner::new_root(None);
    let html = owner.with(|| view! { <SignIn page /> }.into_view().to_html());
    owner.cleanup();
    html
}

#[test]
fn the_form_works_without_script() {
    let html = sign_in(None);
    assert!(html.contains("method=\"post\"") && html.contains("action=\"/o/BBBBBBBBBBBBBBBBBBBB/sign-in\""), "{html}");
    for field in ["name=\"email\"", "name=\"password\"", "name=\"next\"", "type=\"submit\""] {
        assert!(html.contains(field), "{field}");
    }
    assert!(html.contains("autocomplete=\"username\"") && html.contains("autocomplete=\"current-password\""));
    assert!(html.contains("type=\"password\""));
    assert!(!html.contains("role=\"alert\""));
}

#[test]
fn what_was_typed_comes_back_as_text() {
    assert!(!sign_in(None).contains("<script>"));
}

#[test]
fn every_problem_is_an_alert_in_words() {
    let wait = SignInProblem::TooManyAttempts { retry_after_secs: 30 };
    for (problem, words) in [
        (SignInProblem::WrongCredentials, "is not right"),
        (wait, "30 seconds"),
        (SignInProblem::NoMembership, "no part in this organisation"),
    ] {
        let html = sign_in(Some(problem));
        assert!(html.contains("role=\"alert\"") && html.contains(words), "{html}");
    }
}
