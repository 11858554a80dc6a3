//! Fields that are typed into or ticked. Their words are their labels, so each needs no id but for what describes it.

use leptos::prelude::*;

/// A line of text.
#[component]
pub fn TextField(
    /// What it is for.
    #[prop(into)]
    label: String,
    /// The name it has in its form.
    name: &'static str,
    /// The kind of input: `text`, `email`, `password`, `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in: a value of HTML's `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The text it starts with.
    #[prop(optional, into)]
    value: String,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Told of every change.
    #[prop(optional)]
    on_text: Option<Callback<String>>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <input
                class="input"
                type=kind
                name=name
                autocomplete=autocomplete
                value=value
                required=required
                on:input=move |event| tell(on_text, event_target_value(&event))
            />
        </label>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// What it is for.
    #[prop(into)]
    label: String,
    /// A few words of help; its id is `name` with `-help` behind it.
    #[prop(optional, into)]
    help: String,
    /// The name it has in its form.
    name: &'static str,
    /// The most characters it takes.
    max_chars: u16,
    /// Told of every change.
    on_text: Callback<String>,
) -> impl IntoView {
    let help_id = [name, "-help"].concat();
    let describes = (!help.is_empty()).then(|| help_id.clone());
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <textarea
                class="input"
                name=name
                rows="3"
                maxlength=max_chars.to_string()
                aria-describedby=describes
                on:input=move |event| on_text.run(event_target_value(&event))
            ></textarea>
            <span class="field-help" id=help_id>{help}</span>
        </label>
    }
}

/// A box to tick.
#[component]
pub fn Checkbox(
    /// The name it has in its form.
    name: &'static str,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// The id of what describes it.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Whether it cannot stay as it is.
    #[prop(optional, into)]
    invalid: Signal<bool>,
    /// What ticking it says.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                name=name
                aria-describedby=described_by
                aria-invalid=move || invalid.get().then_some("true")
                prop:checked=move || checked.get()
                on:change=move |event| checked.set(event_target_checked(&event))
            />
            <span>{children()}</span>
        </label>
    }
}

fn tell(on_text: Option<Callback<String>>, text: String) {
    if let Some(on_text) = on_text {
        on_text.run(text);
    }
}
