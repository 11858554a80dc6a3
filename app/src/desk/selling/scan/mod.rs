//! Scanning the code of a product, where the shopper's page has agents do that: a dialog with a camera of its own, beside the call's.

mod phase;
mod session;

use domain::locale::phrase::Scanning as Words;
use leptos::{html, prelude::*};

pub(super) use self::{phase::Phase, session::Scan};

use super::super::model::DeskModel;
use crate::{
    call::show_picture,
    client::Listener,
    media::Browser,
    ui::{Button, ButtonKind, Dialog, Glyph, Notice, Tone, focus, texts},
};

/// Opens the dialog.
#[component]
pub fn ScanButton(
    /// Whether the dialog is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let texts = texts();
    view! {
        <Button icon=Glyph::Scan attr:data-control="scan" attr:aria-haspopup="dialog" on:click=move |_| is_open.set(true)>
            {texts.text(Words::Scan)}
        </Button>
    }
}

/// The dialog. A camera is open as long as it is.
#[component]
pub fn ScanDialog(
    /// The desk.
    desk: DeskModel,
    /// Whether it is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let texts = texts();
    // A page that has nobody scan any more takes it away.
    on_cleanup(move || {
        is_open.try_set(false);
    });
    view! {
        <Dialog open=is_open heading=texts.text(Words::Heading) id="scan-heading">
            <Scanner desk is_open />
        </Dialog>
    }
}

#[component]
fn Scanner(desk: DeskModel, is_open: RwSignal<bool>) -> impl IntoView {
    let scan = Scan::new(desk, is_open);
    let left = StoredValue::new_local(None);
    Effect::new(move |_| {
        scan.begin();
        // A page that comes back out of the browser's memory begins without it.
        left.set_value(Listener::window("pagehide", move |_| is_open.set(false)));
    });
    show_picture(scan.video, move || scan.picture());
    on_cleanup(move || {
        scan.end();
    });
    view! { <Aim scan /> }
}

/// The picture with a frame to aim at, and what is said of it.
#[component]
pub(super) fn Aim(scan: Scan) -> impl IntoView {
    let texts = texts();
    let whole = NodeRef::<html::Div>::new();
    let is_problem = Memo::new(move |_| scan.phase.with(Phase::is_problem));
    let says = move || scan.phase.with(|phase| (!phase.is_problem()).then(|| phase.words(texts)));
    let problem = move || {
        let phase = scan.phase.get();
        let (words, advice) = (phase.words(texts), phase.advice(texts, Browser::here));
        phase.is_problem().then(|| {
            view! {
                <Notice tone=Tone::Warning>
                    <p>{words}</p>
                    {advice.map(|advice| view! { <p>{advice}</p> })}
                    <p>{texts.text(Words::TypeInstead)}</p>
                </Notice>
            }
        })
    };
    // The button goes, and the keyboard stays in the dialog.
    let again = move || {
        if let Some(whole) = whole.get_untracked() {
            focus(&whole);
        }
        scan.begin();
    };
    view! {
        <div class="scan" tabindex="-1" node_ref=whole>
            <div
                class="scan-picture"
                class:is-off=move || is_problem.get()
                class:is-found=move || scan.phase.with(|phase| matches!(phase, Phase::Found(_)))
            >
                <video node_ref=scan.video autoplay playsinline muted aria-hidden="true"></video>
                <span class="scan-frame" aria-hidden="true"></span>
            </div>
            <p class="scan-says" role="status">{says}</p>
            <div role="alert">{problem}</div>
            <div class="dialog-ways">
                <Show when=move || scan.torch.with(Option::is_some)>
                    <Button
                        icon=Glyph::Torch
                        attr:aria-pressed=move || (scan.torch.get() == Some(true)).to_string()
                        on:click=move |_| scan.toggle_torch()
                    >
                        {texts.text(Words::Light)}
                    </Button>
                </Show>
                <Show when=move || is_problem.get()>
                    <Button kind=ButtonKind::Primary on:click=move |_| again()>{texts.text(Words::TryAgain)}</Button>
                </Show>
            </div>
        </div>
    }
}
