//! Fields with their help and what is wrong with them, tied together for those who hear the page.

use leptos::{html, prelude::*};

use super::Problems;
use crate::ui::texts;

/// What is wrong with a field, under it.
#[component]
pub fn Problem(
    /// The field's name.
    #[prop(into)]
    field: String,
) -> impl IntoView {
    let words = Problems::of_page().words(texts(), &field);
    words.map(|words| view! { <p class="field-problem" id=problem_id(&field)>{words}</p> })
}

fn problem_id(field: &str) -> String {
    [field, "-problem"].concat()
}

fn help_id(field: &str) -> String {
    [field, "-help"].concat()
}

/// The ids of what describes a field: its help, then what is wrong with it.
fn described_by(field: &str, has_help: bool, has_problem: bool) -> Option<String> {
    let ids = [has_help.then(|| help_id(field)), has_problem.then(|| problem_id(field))];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A line of text.
#[component]
pub fn Line(
    /// What it is for.
    #[prop(into)]
    label: String,
    /// The name it has in its form, and its id.
    name: &'static str,
    /// What it holds as the page comes.
    #[prop(into)]
    value: String,
    /// What it holds from then on, whenever that changes. What was typed before the page came to life is left alone.
    #[prop(optional)]
    follows: Option<RwSignal<String>>,
    /// A line of help.
    #[prop(optional, into)]
    help: String,
    /// The kind of input.
    #[prop(default = "text")]
    kind: &'static str,
    /// Which keyboard a phone shows: a value of HTML's `inputmode`.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// The id of a list of proposals.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether it only shows what it holds.
    #[prop(optional)]
    readonly: bool,
    /// Whether it is narrow, as for a number.
    #[prop(optional)]
    short: bool,
    /// Told of what is typed.
    #[prop(optional)]
    on_text: Option<Callback<String>>,
) -> impl IntoView {
    let problems = Problems::of_page();
    let has_problem = problems.words(texts(), name).is_some();
    let element = NodeRef::<html::Input>::new();
    if let Some(follows) = follows {
        follow(element, follows);
    }
    let has_help = !help.is_empty();
    let help = has_help.then(|| view! { <span class="field-help" id=help_id(name)>{help}</span> });
    view! {
        <div class="field" class:field-short=short>
            <label class="field-label" for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                type=kind
                inputmode=inputmode
                list=list
                autocomplete="off"
                value=value
                node_ref=element
                readonly=readonly
                aria-required=required.then_some("true")
                aria-invalid=has_problem.then_some("true")
                aria-describedby=described_by(name, has_help, has_problem)
                autofocus=problems.is_first(name)
                on:input=move |event| {
                    if let Some(on_text) = on_text {
                        on_text.run(event_target_value(&event));
                    }
                }
            />
            {help}
            <Problem field=name />
        </div>
    }
}

/// Puts a text into a field when it changes, but not over what was typed before the page came to life.
fn follow(element: NodeRef<html::Input>, text: RwSignal<String>) {
    let at_first = text.get_untracked();
    Effect::new(move |is_later: Option<bool>| {
        let text = text.get();
        let Some(input) = element.get_untracked() else { return is_later.unwrap_or_default() };
        if input.value() != text && (is_later.unwrap_or_default() || input.value() == at_first) {
            input.set_value(&text);
        }
        true
    });
}

/// One of several things to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOf {
    /// What it is called in the form.
    pub value: &'static str,
    /// What it is called on the screen.
    pub label: String,
    /// What it means.
    pub help: String,
}

/// Several things of which one is chosen.
#[component]
pub fn Choices(
    /// What is chosen.
    legend: String,
    /// The name in the form.
    name: &'static str,
    /// What there is.
    options: Vec<OneOf>,
    /// The value that is chosen.
    chosen: &'static str,
) -> impl IntoView {
    let option = move |OneOf { value, label, help }: OneOf| {
        let id = [name, "-", value].concat();
        view! {
            <div class="choice">
                <input type="radio" name=name value=value id=id.clone() checked=value == chosen aria-describedby=help_id(&id) />
                <div>
                    <label for=id.clone()>{label}</label>
                    <p class="field-help" id=help_id(&id)>{help}</p>
                </div>
            </div>
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="field-label">{legend}</legend>
            {options.into_iter().map(option).collect::<Vec<_>>()}
        </fieldset>
    }
}

/// A box to tick.
#[component]
pub fn Tick(
    /// The name in the form.
    name: &'static str,
    /// The value in the form; tells boxes of one name apart.
    #[prop(into)]
    value: String,
    /// What ticking it says.
    #[prop(into)]
    label: String,
    /// A line of help.
    #[prop(optional, into)]
    help: String,
    /// Whether it is ticked.
    checked: bool,
    /// Whether it cannot be changed.
    #[prop(optional)]
    disabled: bool,
    /// Whether it has the focus when the form comes back.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let id = [name, "-", &value].concat();
    let describes = (!help.is_empty()).then(|| help_id(&id));
    let help = (!help.is_empty()).then(|| view! { <p class="field-help" id=help_id(&id)>{help}</p> });
    view! {
        <div class="choice">
            <input
                type="checkbox"
                name=name
                value=value
                id=id.clone()
                checked=checked
                disabled=disabled
                autofocus=autofocus
                aria-describedby=describes
            />
            <div>
                <label for=id>{label}</label>
                {help}
            </div>
        </div>
    }
}
