//! One of several.

use leptos::prelude::*;

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is called by the program.
    pub value: String,
    /// What it is called on the screen.
    pub label: String,
}

/// A list to choose one of.
#[component]
pub fn Select(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The value that is chosen now.
    #[prop(into)]
    chosen: Signal<String>,
    /// Told of another choice.
    on_choose: Callback<String>,
) -> impl IntoView {
    let options = move || {
        let choice = |Choice { value, label }: Choice| {
            let is_chosen = chosen.with(|chosen| *chosen == value);
            view! { <option value=value prop:selected=is_chosen selected=is_chosen>{label}</option> }
        };
        choices.get().into_iter().map(choice).collect::<Vec<_>>()
    };
    view! {
        <label class="field">
            <span class="field-label">{move || label.get()}</span>
            <select class="input select" on:change=move |event| on_choose.run(event_target_value(&event))>{options}</select>
        </label>
    }
}
