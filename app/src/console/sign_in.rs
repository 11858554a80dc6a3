//! The sign-in page: a plain form that works without script.

use domain::{
    locale::phrase,
    wire::{SignInPage, SignInProblem},
};
use leptos::{html, prelude::*};

use crate::{
    client::mark_hydrated,
    ui::{Notice, TextField, Texts, Tone, focus_when_shown, provide_texts},
};

/// The sign-in page.
#[component]
pub fn SignIn(
    /// What the page is made of.
    page: SignInPage,
) -> impl IntoView {
    let texts = provide_texts(page.phrases);
    let action = format!("/o/{}/sign-in", page.org);
    let problem = page.problem.map(|problem| {
        let element = NodeRef::<html::Div>::new();
        focus_when_shown(element);
        view! {
            <div class="sign-in-problem" id="problem" role="alert" tabindex="-1" node_ref=element>
                <Notice tone=Tone::Danger>{words(problem, texts)}</Notice>
            </div>
        }
    });
    let view = view! {
        <main class="sign-in">
            <div class="sign-in-card">
                <h1 class="sign-in-heading">
                    {texts.text(phrase::SignIn::Heading)}
                    " "
                    <span class="sign-in-org">{texts.with(phrase::SignIn::At, &page.org_name)}</span>
                </h1>
                {problem}
                <form class="sign-in-form" method="post" action=action>
                    <input type="hidden" name="next" value=page.next />
                    <TextField
                        label=texts.text(phrase::SignIn::Email)
                        name="email"
                        kind="email"
                        autocomplete="username"
                        value=page.email
                        required=true
                    />
                    <Password texts />
                    <button type="submit" class="button button-primary sign-in-submit">{texts.text(phrase::SignIn::Submit)}</button>
                </form>
            </div>
        </main>
    };
    mark_hydrated();
    view
}

/// The password, and a box that shows it: that one does nothing without script and so comes with it.
#[component]
fn Password(texts: Texts) -> impl IntoView {
    let is_shown = RwSignal::new(false);
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    view! {
        <label class="field">
            <span class="field-label">{texts.text(phrase::SignIn::Password)}</span>
            <input
                class="input"
                type=move || if is_shown.get() { "text" } else { "password" }
                name="password"
                autocomplete="current-password"
                autocapitalize="none"
                spellcheck="false"
                required
            />
        </label>
        <label class="checkbox sign-in-show" hidden=move || !is_alive.get()>
            <input type="checkbox" prop:checked=move || is_shown.get() on:change=move |event| is_shown.set(event_target_checked(&event)) />
            <span>{texts.text(phrase::SignIn::ShowPassword)}</span>
        </label>
    }
}

fn words(problem: SignInProblem, texts: Texts) -> String {
    match problem {
        SignInProblem::WrongCredentials => texts.text(phrase::SignIn::WrongCredentials),
        SignInProblem::TooManyAttempts { retry_after_secs } => texts.count(phrase::SignIn::TooManyAttempts, retry_after_secs),
        SignInProblem::NoMembership => texts.text(phrase::SignIn::NoMembership),
    }
}
