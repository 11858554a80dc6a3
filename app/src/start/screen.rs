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
) -> impl IntoView {
    let texts = texts();
    let stand_in = stands_in.then(|| queue.with_untracked(|queue| texts.with(phrase::Start::UnknownQueue, &queue.name)));
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
        <div class="start">
            <div class="start-hero">
                <ScreenHeading text=texts.text(phrase::Start::Greeting) />
                <p class="start-intro">{texts.text(phrase::Start::Intro)}</p>
            </div>
            <div class="start-side">
                {stand_in.map(|words| view! { <Notice tone=Tone::Info><p>{words}</p></Notice> })}
                <section class="card start-card" aria-labelledby="drop-in-title">
                    <h2 id="drop-in-title">{texts.text(phrase::Start::CardTitle)}</h2>
                    <p class="muted">{texts.text(phrase::Start::CardSubtitle)}</p>
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
                        disabled=Signal::derive(move || !entrance.get().is_open())
                        attr:data-press=Press::DropIn.as_str()
                    >
                        {texts.text(phrase::Start::CardButton)}
                    </Button>
                    <Show when=move || offers_call_back.get()>
                        <Button attr:data-press=Press::CallBack.as_str()>{texts.text(phrase::Start::CallBackButton)}</Button>
                    </Show>
                    <p class="start-privacy muted small"><Icon glyph=Glyph::Lock /><span>{texts.text(phrase::Start::Privacy)}</span></p>
                </section>
            </div>
        </div>
    }
}
