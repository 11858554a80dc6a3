//! A still of the shopper's picture: asked for by an agent, allowed by the shopper each time, seen before it is sent, and deleted
//! whenever the shopper likes.

mod kept;
mod picture;

use domain::{locale::phrase::Call, wire::FromShopper};
use leptos::{html, prelude::*, task::spawn_local};

use self::picture::NotSent;
use super::{root::expect_visit, visit::Visit};
use crate::{
    call::{AskedStill, CallRoom, show_picture},
    client::Delivery,
    ui::{Button, ButtonKind, Glyph, LiveRegion, Texts, focus, texts},
};

pub use kept::{KeptStills, StillsInCall};

/// How far the shopper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Sees oneself, and decides.
    Asked,
    /// Sees the still, and decides.
    Taken,
    /// It is on its way.
    Sending,
    /// It did not get there.
    NotSent(NotSent),
}

/// The question over the call, while there is one.
#[component]
pub fn StillQuestion() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let asked = Memo::new(move |_| visit.room.with(|room| room.as_ref().and_then(CallRoom::asked_still)));
    let question = move || asked.get().map(|asked| view! { <Question asked /> });
    // What is put on the page together with its words is not read out everywhere.
    let message =
        Signal::derive(move || asked.get().map(|asked| texts.with(Call::StillHeading, &name(visit, texts, &asked))).unwrap_or_default());
    view! {
        {question}
        <LiveRegion message />
    }
}

#[component]
fn Question(asked: AskedStill) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let step = RwSignal::new(Step::Asked);
    let video = NodeRef::<html::Video>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let is_ready = RwSignal::new(false);
    let media = visit.media;
    let panel = NodeRef::<html::Section>::new();
    come_to(panel);
    show_picture(video, move || media.picture());
    let name = name(visit, texts, &asked);
    let is_live = move || step.get() == Step::Asked;
    let take = move || {
        let drawn = video.get_untracked().zip(canvas.get_untracked()).is_some_and(|(video, canvas)| picture::draw(&video, &canvas));
        if drawn {
            step.set(Step::Taken);
        }
    };
    let id = StoredValue::new(asked.id);
    let send = move || {
        let Some(canvas) = canvas.get_untracked() else { return };
        step.set(Step::Sending);
        spawn_local(async move {
            let sent = send(visit, id, &canvas).await;
            match sent {
                Ok(()) => answer(visit, true),
                Err(why) => drop(step.try_set(Step::NotSent(why))),
            }
        });
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            // It answers the question, and does not make the widget small.
            event.prevent_default();
            answer(visit, false);
        }
    };
    let more = move || {
        texts.text(match step.get() {
            Step::Asked if !media.has_camera() => Call::StillWantsCamera,
            Step::Asked => Call::StillMore,
            Step::Taken => Call::StillLook,
            Step::Sending => Call::StillSending,
            Step::NotSent(NotSent::Failed) => Call::StillFailed,
            Step::NotSent(NotSent::Refused) => Call::StillRefused,
        })
    };
    view! {
        <section
            class="still"
            role="dialog"
            aria-labelledby="still-heading"
            aria-describedby="still-more"
            tabindex="-1"
            node_ref=panel
            on:keydown=on_key
        >
            <div class="still-words">
                <h2 id="still-heading">{texts.with(Call::StillHeading, &name)}</h2>
                <p id="still-more" role="status">{more}</p>
            </div>
            <div class="still-frame">
                <video
                    node_ref=video
                    autoplay
                    playsinline
                    muted
                    class:is-away=move || !is_live()
                    on:loadeddata=move |_| is_ready.set(true)
                ></video>
                <canvas node_ref=canvas role="img" aria-label=texts.text(Call::StillTaken) class:is-away=is_live></canvas>
            </div>
            <div class="still-ways">
                <Show when=move || is_live() && media.has_camera()>
                    <Button
                        kind=ButtonKind::Primary
                        icon=Glyph::Still
                        disabled=Signal::derive(move || !is_ready.get())
                        on:click=move |_| take()
                    >
                        {texts.text(Call::TakeStill)}
                    </Button>
                </Show>
                <Show when=move || matches!(step.get(), Step::Taken | Step::NotSent(NotSent::Failed))>
                    <Button kind=ButtonKind::Primary on:click=move |_| send()>{texts.text(Call::SendStill)}</Button>
                    <Button on:click=move |_| step.set(Step::Asked)>{texts.text(Call::RetakeStill)}</Button>
                </Show>
                <Show when=move || step.get() != Step::Sending>
                    <Button kind=ButtonKind::Quiet on:click=move |_| answer(visit, false)>{texts.text(Call::DeclineStill)}</Button>
                </Show>
            </div>
        </section>
    }
}

/// Brings the keyboard to the question, unless the shopper is writing.
fn come_to(panel: NodeRef<html::Section>) {
    Effect::new(move |_| {
        let active = web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element());
        let is_writing = active.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        if let Some(panel) = panel.get().filter(|_| !is_writing) {
            focus(&panel);
        }
    });
}

/// The agent who asks.
fn name(visit: Visit, texts: Texts, asked: &AskedStill) -> String {
    let name = visit.room.with_untracked(|room| room.as_ref().and_then(|room| untrack(|| room.name_of(&asked.by))));
    name.unwrap_or_else(|| texts.text(Call::Agent))
}

fn answer(visit: Visit, is_sent: bool) {
    visit.room.with_untracked(|room| {
        if let Some(room) = room {
            room.answer_still(is_sent);
        }
    });
}

async fn send(visit: Visit, id: StoredValue<domain::SnapshotId>, canvas: &web_sys::HtmlCanvasElement) -> Result<(), NotSent> {
    let jpeg = picture::jpeg(canvas).await.ok_or(NotSent::Refused)?;
    // Taken when it is needed: the secret is new after each attachment.
    let held = visit.resume.try_get_value().flatten().ok_or(NotSent::Failed)?;
    let org = visit.page.try_with_value(|page| page.org.clone()).ok_or(NotSent::Failed)?;
    let id = id.try_get_value().ok_or(NotSent::Failed)?;
    picture::send(&org, &held, &id, &jpeg).await
}

impl Visit {
    /// Deletes a still that was sent.
    pub(super) fn delete_still(self, snapshot: domain::SnapshotId) {
        self.send(&FromShopper::DeleteSnapshot { snapshot }, Delivery::Keep);
    }
}
