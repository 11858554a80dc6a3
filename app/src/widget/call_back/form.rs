//! The form for a call-back, and what is said when it has been sent.

use domain::{
    call_back::{AskCallBack, ContactField, MESSAGE_CHARS, NAME_CHARS, PREFERRED_TIME_CHARS, WrongInput},
    locale::phrase,
    wire::CallBackReply,
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    super::{root::expect_visit, visit::Visit},
    Phase,
};
use crate::ui::{Button, ButtonKind, Notice, ScreenHeading, Texts, Tone, focus, texts};

/// More than any address or number has.
const MOST_CHARS: usize = 254;

/// The form, or the thanks for it.
#[component]
pub fn CallBackScreen(
    /// Whether a place in line is given up by it.
    in_line: bool,
) -> impl IntoView {
    let visit = expect_visit();
    let is_kept = Memo::new(move |_| visit.call_back.phase.get() == Phase::Kept);
    move || if is_kept.get() { view! { <Done /> }.into_any() } else { view! { <Form in_line /> }.into_any() }
}

#[component]
fn Form(in_line: bool) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let model = visit.call_back;
    let is_sending = Memo::new(move |_| model.phase.get() == Phase::Sending);
    let intro = if in_line { phrase::CallBack::IntroInLine } else { phrase::CallBack::Intro };
    let back = if in_line { phrase::CallBack::KeepWaiting } else { phrase::CallBack::Back };
    let optional = move |key| texts.with(phrase::CallBack::Optional, &texts.text(key));
    let refused = move || match model.phase.get() {
        Phase::Refused(reply) => Some(view! { <Notice tone=Tone::Danger attr:role="alert"><p>{refusal(&reply, texts)}</p></Notice> }),
        _ => None,
    };
    view! {
        <div class="call-back">
            <div class="call-back-words">
                <ScreenHeading text=texts.text(phrase::CallBack::Heading) />
                <p class="muted">{texts.text(intro)}</p>
            </div>
            <form
                class="card call-back-form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    if !is_sending.get_untracked() {
                        visit.send_call_back();
                        focus_first_wrong(visit);
                    }
                }
            >
                <Line field=ContactField::Name label=texts.text(phrase::CallBack::Name) kind="text" autocomplete="name" most=NAME_CHARS />
                <Line field=ContactField::Phone label=texts.text(phrase::CallBack::Phone) kind="tel" autocomplete="tel" most=MOST_CHARS />
                <Line
                    field=ContactField::Email
                    label=texts.text(phrase::CallBack::Email)
                    kind="email"
                    autocomplete="email"
                    most=MOST_CHARS
                    help=texts.text(phrase::CallBack::PhoneHelp)
                />
                <Line
                    field=ContactField::PreferredTime
                    label=optional(phrase::CallBack::Time)
                    kind="text"
                    autocomplete="off"
                    most=PREFERRED_TIME_CHARS
                    help=texts.text(phrase::CallBack::TimeHelp)
                />
                <Line field=ContactField::Message label=optional(phrase::CallBack::Message) kind="" autocomplete="off" most=MESSAGE_CHARS />
                {refused}
                <Show when=move || is_sending.get() && visit.is_line_lost()>
                    <Notice tone=Tone::Warning attr:role="status"><p>{texts.text(phrase::CallBack::Unsent)}</p></Notice>
                </Show>
                <Button kind=ButtonKind::Primary submit=true attr:aria-busy=move || is_sending.get().to_string()>
                    {texts.text(phrase::CallBack::Send)}
                </Button>
                <Button kind=ButtonKind::Quiet on:click=move |_| visit.leave_call_back()>{texts.text(back)}</Button>
                <p class="muted small">{texts.text(phrase::CallBack::Privacy)}</p>
            </form>
        </div>
    }
}

#[component]
fn Done() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    view! {
        <div class="over">
            <div class="over-words">
                <ScreenHeading text=texts.text(phrase::CallBack::DoneHeading) />
                <p>{texts.text(phrase::CallBack::DoneMore)}</p>
                <p class="muted">{texts.text(phrase::CallBack::DoneReturn)}</p>
            </div>
            <div class="over-ways">
                <Show when=move || visit.is_embedded.get()>
                    <Button kind=ButtonKind::Primary on:click=move |_| visit.close()>{texts.text(phrase::Thanks::Continue)}</Button>
                </Show>
                <Button kind=ButtonKind::Quiet on:click=move |_| visit.leave_call_back()>{texts.text(phrase::CallBack::Back)}</Button>
            </div>
        </div>
    }
}

/// One field. Without a kind it has several lines.
#[component]
fn Line(
    field: ContactField,
    label: String,
    kind: &'static str,
    autocomplete: &'static str,
    most: usize,
    #[prop(optional, into)] help: String,
) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let model = visit.call_back;
    let id = id(field);
    let (help_id, problem_id) = ([id, "-help"].concat(), [id, "-problem"].concat());
    let described_by = [help_id.as_str(), problem_id.as_str()].join(" ");
    let wrong = Memo::new(move |_| model.wrong.with(|all| all.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.wrong)));
    let value = move || model.form.with(|form| written(form, field).clone());
    let is_wrong = move || wrong.get().map(|_| "true");
    let on_input = move |typed: String| model.form.update(|form| *written_mut(form, field) = typed);
    let most = most.to_string();
    let input = if kind.is_empty() {
        view! {
            <textarea
                class="input"
                id=id
                name=id
                rows="3"
                maxlength=most
                aria-describedby=described_by
                aria-invalid=is_wrong
                prop:value=value
                on:input=move |event| on_input(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                id=id
                name=id
                type=kind
                autocomplete=autocomplete
                maxlength=most
                required=field == ContactField::Name
                aria-describedby=described_by
                aria-invalid=is_wrong
                prop:value=value
                on:input=move |event| on_input(event_target_value(&event))
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{label}</label>
            {input}
            <p class="field-help" id=help_id>{help}</p>
            <p class="call-back-problem" id=problem_id role="alert">{move || wrong.get().map(|wrong| texts.text(problem(field, wrong)))}</p>
        </div>
    }
}

const fn id(field: ContactField) -> &'static str {
    match field {
        ContactField::Name => "call-back-name",
        ContactField::Email => "call-back-email",
        ContactField::Phone => "call-back-phone",
        ContactField::Message => "call-back-message",
        ContactField::PreferredTime => "call-back-time",
    }
}

const fn written(form: &AskCallBack, field: ContactField) -> &String {
    match field {
        ContactField::Name => &form.name,
        ContactField::Email => &form.email,
        ContactField::Phone => &form.phone,
        ContactField::Message => &form.message,
        ContactField::PreferredTime => &form.preferred_time,
    }
}

const fn written_mut(form: &mut AskCallBack, field: ContactField) -> &mut String {
    match field {
        ContactField::Name => &mut form.name,
        ContactField::Email => &mut form.email,
        ContactField::Phone => &mut form.phone,
        ContactField::Message => &mut form.message,
        ContactField::PreferredTime => &mut form.preferred_time,
    }
}

const fn problem(field: ContactField, wrong: WrongInput) -> phrase::CallBack {
    match (field, wrong) {
        (_, WrongInput::TooLong) => phrase::CallBack::TooLong,
        (_, WrongInput::NoWay) => phrase::CallBack::NoWay,
        (ContactField::Phone, _) => phrase::CallBack::NoPhone,
        (ContactField::Email, _) => phrase::CallBack::NoEmail,
        (_, WrongInput::Missing | WrongInput::Unreadable) => phrase::CallBack::NameMissing,
    }
}

fn refusal(reply: &CallBackReply, texts: Texts) -> String {
    texts.text(match reply {
        CallBackReply::TooMany => phrase::CallBack::TooMany,
        CallBackReply::NotTaken => phrase::CallBack::NotTaken,
        CallBackReply::Failed | CallBackReply::Kept | CallBackReply::Wrong(_) => phrase::CallBack::Failed,
    })
}

/// Puts the keyboard where something has to be mended. In the browser only.
fn focus_first_wrong(visit: Visit) {
    let first = visit.call_back.wrong.with_untracked(|wrong| wrong.first().map(|wrong| id(wrong.field)));
    let element = first.and_then(|id| web_sys::window()?.document()?.get_element_by_id(id));
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<web_sys::HtmlElement>()) {
        focus(element);
    }
}
