//! Who we are, and the drop-in card.

use domain::{
    locale::phrase,
    wire::{Press, QueueGlance},
};
use leptos::prelude::*;

use crate::ui::{Button, ButtonKind, Glyph, Icon, Notice, ScreenHeading, Tone, texts};

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
    let is_anybody_here = Memo::new(move |_| queue.with(|queue| queue.agents_online > 0));
    let agents = move || texts.count(phrase::Start::AgentsOnline, queue.with(|queue| queue.agents_online));
    let line = move || match queue.with(|queue| queue.waiting) {
        0 => texts.text(phrase::Start::NobodyWaiting),
        waiting => texts.count(phrase::Start::PeopleWaiting, waiting),
    };
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
                    <Show
                        when=move || is_anybody_here.get()
                        fallback=move || view! {
                            <Notice tone=Tone::Warning>
                                <p><strong>{texts.text(phrase::Start::NobodyOnline)}</strong></p>
                                <p>{texts.text(phrase::Start::NobodyOnlineMore)}</p>
                            </Notice>
                        }
                    >
                        <ul class="start-facts" role="list">
                            <li><span class="dot dot-good"></span><span>{agents}</span></li>
                            <li><Icon glyph=Glyph::Clock /><span>{line}</span></li>
                        </ul>
                    </Show>
                    <Button kind=ButtonKind::Primary icon=Glyph::Camera attr:data-press=Press::DropIn.as_str()>
                        {texts.text(phrase::Start::CardButton)}
                    </Button>
                    <p class="start-privacy muted small"><Icon glyph=Glyph::Lock /><span>{texts.text(phrase::Start::Privacy)}</span></p>
                </section>
            </div>
        </div>
    }
}
