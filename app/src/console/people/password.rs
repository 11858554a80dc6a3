//! A new password, shown once.

use domain::{
    locale::phrase::People,
    wire::console::{NewPassword, PasswordPage},
};
use leptos::prelude::*;

use super::super::Frame;
use crate::ui::{Button, Glyph, LiveRegion, Notice, Tone, texts};

/// Shows how somebody signs in from now on.
#[component]
pub fn ShowPassword(
    /// What the page is made of.
    page: PasswordPage,
) -> impl IntoView {
    let PasswordPage { frame, name, email, is_added, password } = page;
    let heading = frame.phrases.with(if is_added { People::Added } else { People::PasswordFor }, &name);
    let list = format!("/o/{}/people", frame.org);
    view! { <Frame frame heading><Card email password list /></Frame> }
}

#[component]
fn Card(email: String, password: NewPassword, list: String) -> impl IntoView {
    let texts = texts();
    let shown = match password {
        NewPassword::Generated(password) => view! { <Once password /> }.into_any(),
        NewPassword::AsBefore => view! { <Notice tone=Tone::Info>{texts.text(People::PasswordElsewhere)}</Notice> }.into_any(),
    };
    view! {
        <section class="card form-card">
            <dl class="console-facts"><div><dt>{texts.text(People::Email)}</dt><dd>{email}</dd></div></dl>
            {shown}
        </section>
        <p class="console-actions"><a class="button button-primary" href=list>{texts.text(People::Done)}</a></p>
    }
}

#[component]
fn Once(password: String) -> impl IntoView {
    let texts = texts();
    let is_copied = RwSignal::new(false);
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    let to_copy = StoredValue::new(password.clone());
    let copy = move |_| {
        if let Some(window) = web_sys::window() {
            // A browser that refuses leaves the password on the page, where it can be marked and copied.
            let _ = window.navigator().clipboard().write_text(&to_copy.get_value());
            is_copied.set(true);
        }
    };
    let said = Signal::derive(move || if is_copied.get() { texts.text(People::Copied) } else { String::new() });
    view! {
        <dl class="console-facts">
            <div><dt>{texts.text(People::PasswordLabel)}</dt><dd><output class="password">{password}</output></dd></div>
        </dl>
        <p class="copy-row" hidden=move || !is_alive.get()>
            <Button icon=Glyph::Copy on:click=copy>{texts.text(People::Copy)}</Button>
            <span aria-hidden="true">{move || said.get()}</span>
        </p>
        <LiveRegion message=said />
        <Notice tone=Tone::Warning>{texts.text(People::PasswordOnce)}</Notice>
    }
}
