//! The start screen: who we are, and the drop-in card.

use domain::{
    locale::phrase,
    wire::{Press, WidgetPageState},
};
use leptos::prelude::*;

use super::{heading::ScreenHeading, root::expect_visit};
use crate::ui::{Button, ButtonKind, Glyph, Icon, Notice, Tone, texts};

/// The start screen.
#[component]
pub fn Start() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let stand_in = visit.page.with_value(|page| match &page.state {
        WidgetPageState::UnknownQueue { queue, .. } => Some(queue.name.clone()),
        WidgetPageState::Ready { .. } => None,
    });
    let queue = Memo::new(move |_| visit.queue());
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
                {stand_in.map(|name| view! { <Notice tone=Tone::Info><p>{texts.with(phrase::Start::UnknownQueue, &name)}</p></Notice> })}
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
                    <Button
                        kind=ButtonKind::Primary
                        icon=Glyph::Camera
                        attr:data-press=Press::DropIn.as_str()
                        on:click=move |_| visit.prepare()
                    >
                        {texts.text(phrase::Start::CardButton)}
                    </Button>
                    <p class="start-privacy muted small"><Icon glyph=Glyph::Lock /><span>{texts.text(phrase::Start::Privacy)}</span></p>
                </section>
            </div>
        </div>
    }
}
