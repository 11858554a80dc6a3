//! Who we are, and the drop-in card.

use domain::{
    locale::phrase,
    queue::Entrance,
    waiting::Coarse,
    wire::{Press, QueueGlance},
};
use leptos::prelude::*;

use crate::{
    client::time_zone,
    frame::{Cards, Listens},
    ui::{Button, ButtonKind, Glyph, Icon, Notice, ScreenHeading, Tone, texts, wait, when},
};

/// The start screen. Its button has no handler: a press is heard by name (see [`Press`]), so that it counts from the first
/// moment on, whoever can act on it by then.
#[component]
pub fn Start(
    /// The queue a ticket would be drawn in.
    #[prop(into)]
    queue: Signal<QueueGlance>,
    /// Whether the page named a queue that does not exist, and this one stands in.
    stands_in: bool,
    /// Whether a call right away is offered at all.
    drop_in: bool,
    /// What the page wants the cards to say and do.
    #[prop(into)]
    cards: Signal<Cards>,
    /// What the page does something about.
    #[prop(into)]
    listens: Signal<Listens>,
) -> impl IntoView {
    let texts = texts();
    let takes_chats = Memo::new(move |_| listens.with(|listens| listens.chat));
    let stand_in = stands_in.then(|| queue.with_untracked(|queue| texts.with(phrase::Start::UnknownQueue, &queue.name)));
    view! {
        <div class="start">
            <div class="start-hero">
                <ScreenHeading text=texts.text(phrase::Start::Greeting) />
                <p class="start-intro">{texts.text(phrase::Start::Intro)}</p>
            </div>
            <div class="start-side">
                {stand_in.map(|words| view! { <Notice tone=Tone::Info><p>{words}</p></Notice> })}
                {if drop_in { view! { <DropIn queue cards /> }.into_any() } else { view! { <Contact queue /> }.into_any() }}
                <Show when=move || takes_chats.get()>
                    <Button kind=ButtonKind::Quiet attr:data-press=Press::Chat.as_str()>{texts.text(phrase::Start::ChatButton)}</Button>
                </Show>
            </div>
        </div>
    }
}

/// In the place of the cards, where none is offered: how to be called back, if the queue takes that.
#[component]
fn Contact(queue: Signal<QueueGlance>) -> impl IntoView {
    let texts = texts();
    let takes_call_backs = Memo::new(move |_| queue.with(|queue| queue.call_backs));
    view! {
        <section class="card start-card" aria-labelledby="contact-title">
            {move || {
                let (title, more) = if takes_call_backs.get() {
                    (phrase::Start::ContactTitle, phrase::Start::ContactMore)
                } else {
                    (phrase::Start::NothingTitle, phrase::Start::NothingMore)
                };
                view! {
                    <h2 id="contact-title">{texts.text(title)}</h2>
                    <p class="muted">{texts.text(more)}</p>
                }
            }}
            <Show when=move || takes_call_backs.get()>
                <Button kind=ButtonKind::Primary attr:data-press=Press::CallBack.as_str()>{texts.text(phrase::Start::CallBackButton)}</Button>
            </Show>
        </section>
    }
}

/// The card for a call right away.
#[component]
fn DropIn(queue: Signal<QueueGlance>, cards: Signal<Cards>) -> impl IntoView {
    let texts = texts();
    let card = Memo::new(move |_| cards.with(|cards| cards.drop_in.clone()));
    let title = move || card.with(|card| card.title.clone()).unwrap_or_else(|| texts.text(phrase::Start::CardTitle));
    let subtitle = move || card.with(|card| card.subtitle.clone()).unwrap_or_else(|| texts.text(phrase::Start::CardSubtitle));
    let button = move || card.with(|card| card.button_text.clone()).unwrap_or_else(|| texts.text(phrase::Start::CardButton));
    let entrance = Memo::new(move |_| queue.with(|queue| queue.entrance));
    let is_anybody_here = Memo::new(move |_| queue.with(|queue| queue.agents_online > 0));
    let offers_call_back =
        Memo::new(move |_| queue.with(|queue| queue.call_backs && (queue.agents_online == 0 || !queue.entrance.is_open())));
    let here = RwSignal::new(None);
    Effect::new(move |_| here.set(time_zone()));
    let opens = move || {
        let told = queue.with(|queue| queue.opens.as_ref().map(|opens| here.with(|here| when(texts, opens, here.as_deref()))));
        told.map_or_else(|| texts.text(phrase::Start::ClosedMore), |told| texts.with(phrase::Start::Opens, &told))
    };
    let agents = move || texts.count(phrase::Start::AgentsOnline, queue.with(|queue| queue.agents_online));
    let line = move || match queue.with(|queue| (queue.waiting, queue.wait)) {
        (0, None | Some(Coarse { from_minutes: 0, to_minutes: Some(0 | 1) })) => texts.text(phrase::Start::NobodyWaiting),
        (0, Some(_)) => texts.text(phrase::Start::AllBusy),
        (waiting, _) => texts.count(phrase::Start::PeopleWaiting, waiting),
    };
    // Where nobody waits and somebody is free, all has been said.
    let estimate = Memo::new(move |_| {
        queue.with(|queue| queue.wait.filter(|wait| queue.waiting > 0 || wait.from_minutes > 0 || wait.to_minutes != Some(1)))
    });
    view! {
        <section class="card start-card" aria-labelledby="drop-in-title">
            <h2 id="drop-in-title">{title}</h2>
            <p class="muted">{subtitle}</p>
            {move || {
                let (title, more) = match entrance.get() {
                    Entrance::Open if is_anybody_here.get() => {
                        return view! {
                            <ul class="start-facts" role="list">
                                <li><span class="dot dot-good"></span><span>{agents}</span></li>
                                <li><Icon glyph=Glyph::Person /><span>{line}</span></li>
                                {move || estimate.get().map(|time| view! {
                                    <li><Icon glyph=Glyph::Clock /><span>{texts.with(phrase::Start::Wait, &wait(texts, time))}</span></li>
                                })}
                            </ul>
                        }
                        .into_any();
                    }
                    Entrance::Open => (phrase::Start::NobodyOnline, texts.text(phrase::Start::NobodyOnlineMore)),
                    Entrance::Closed => (phrase::Start::Closed, opens()),
                    Entrance::Nobody => (phrase::Start::NobodyOnline, texts.text(phrase::Start::NobodyRefused)),
                    Entrance::Full => (phrase::Start::Full, texts.text(phrase::Start::FullMore)),
                };
                view! {
                    <Notice tone=Tone::Warning>
                        <p><strong>{texts.text(title)}</strong></p>
                        <p>{more}</p>
                    </Notice>
                }
                .into_any()
            }}
            <Button
                kind=ButtonKind::Primary
                icon=Glyph::Camera
                disabled=Signal::derive(move || !entrance.get().is_open() || card.with(|card| card.disabled))
                attr:data-press=Press::DropIn.as_str()
            >
                {button}
            </Button>
            <Show when=move || offers_call_back.get()>
                <Button attr:data-press=Press::CallBack.as_str()>{texts.text(phrase::Start::CallBackButton)}</Button>
            </Show>
            <p class="start-privacy muted small"><Icon glyph=Glyph::Lock /><span>{texts.text(phrase::Start::Privacy)}</span></p>
        </section>
    }
}
