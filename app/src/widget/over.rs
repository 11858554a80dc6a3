//! After the call, or after the wait.

use domain::{locale::phrase, wire::ShopperStage};
use leptos::prelude::*;

use super::{root::expect_visit, screen::Ending, still::KeptStills};
use crate::ui::{Button, ButtonKind, Glyph, Icon, Notice, ScreenHeading, TextArea, Texts, Tone, texts};

const MOST_CHARS: u16 = 1_000;

/// What an ending says: heading and one more sentence.
fn words(ending: Ending, agent: Option<String>, texts: Texts) -> (String, Option<String>) {
    match ending {
        Ending::Talked => {
            (agent.map_or_else(|| texts.text(phrase::Thanks::Heading), |name| texts.with(phrase::Thanks::HeadingWithName, &name)), None)
        }
        Ending::AgentLost => (texts.text(phrase::Thanks::EndedByFault), Some(texts.text(phrase::Thanks::EndedByFaultMore))),
        Ending::ShopperLost => (texts.text(phrase::Thanks::ShopperLost), Some(texts.text(phrase::Thanks::ShopperLostMore))),
        Ending::LeftLine => (texts.text(phrase::Thanks::LeftHeading), Some(texts.text(phrase::Thanks::LeftMore))),
        Ending::LostPlace => (texts.text(phrase::Thanks::LostHeading), Some(texts.text(phrase::Thanks::LostMore))),
    }
}

/// The ending.
#[component]
pub fn Over(
    /// Which.
    ending: Ending,
) -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let (heading, more) = words(ending, untrack(|| visit.agent_name()), texts);
    let is_goodbye = ending == Ending::Talked;
    let again = if is_goodbye { ButtonKind::Secondary } else { ButtonKind::Primary };
    view! {
        <div class="over">
            <div class="over-words">
                <ScreenHeading text=heading />
                {more.map(|more| view! { <p class="muted">{more}</p> })}
            </div>
            <KeptStills />
            {is_goodbye.then(|| view! { <RatingForm /> })}
            <div class="over-ways">
                <Button kind=again on:click=move |_| visit.call_again()>{texts.text(phrase::Thanks::CallAgain)}</Button>
                <Show when=move || visit.is_embedded.get()>
                    <Button kind=ButtonKind::Quiet on:click=move |_| visit.close()>{texts.text(phrase::Thanks::Continue)}</Button>
                </Show>
            </div>
        </div>
    }
}

/// One to five stars and a few words.
#[component]
fn RatingForm() -> impl IntoView {
    let (visit, texts) = (expect_visit(), texts());
    let stars = RwSignal::new(0_u8);
    let comment = RwSignal::new(String::new());
    let is_rated = Memo::new(move |_| {
        let by_server =
            visit.view.with(|view| matches!(view.as_ref().map(|view| &view.stage), Some(ShopperStage::Over { is_rated: true, .. })));
        by_server || visit.is_rated.get()
    });
    let choose = move |count: u8| {
        let label = texts.count(phrase::Thanks::Stars, count.into());
        view! {
            <label class="star" class:star-on=move || { stars.get() >= count }>
                <input type="radio" name="stars" value=count.to_string() class="visually-hidden" on:change=move |_| stars.set(count) />
                <Icon glyph=Glyph::Star />
                <span class="visually-hidden">{label}</span>
            </label>
        }
    };
    view! {
        <Show
            when=move || !is_rated.get()
            fallback=move || view! { <Notice tone=Tone::Good attr:role="status"><p>{texts.text(phrase::Thanks::Rated)}</p></Notice> }
        >
            <form
                class="card rating"
                on:submit=move |event| {
                    event.prevent_default();
                    if stars.get_untracked() > 0 {
                        visit.rate(stars.get_untracked(), comment.get_untracked());
                    }
                }
            >
                <fieldset>
                    <legend>{texts.text(phrase::Thanks::RateQuestion)}</legend>
                    <div class="stars">{(1..=5).map(choose).collect::<Vec<_>>()}</div>
                </fieldset>
                <Show when=move || { stars.get() > 0 }>
                    <TextArea
                        label=texts.text(phrase::Thanks::Comment)
                        help=texts.text(phrase::Thanks::CommentHelp)
                        name="comment"
                        max_chars=MOST_CHARS
                        on_text=Callback::new(move |text| comment.set(text))
                    />
                    <Button kind=ButtonKind::Primary submit=true>{texts.text(phrase::Thanks::Send)}</Button>
                </Show>
            </form>
        </Show>
    }
}
