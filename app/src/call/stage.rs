//! The stage: what a person in a call sees.

use domain::{
    Timestamp,
    locale::phrase::{self, Call},
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    CallPhase, CallRoom, OwnScreen,
    chat::Chat,
    controls::{Controls, focus_control},
    device_choice::DeviceChoice,
    fullscreen::{toggle_fullscreen, watch_fullscreen},
    held::{HoldNote, OnHold, is_held},
    media_element::play,
    other_view::OtherView,
    problem_words,
    screens::Screens,
    self_view::SelfView,
    spoken::watch_spoken,
    still_note::StillNote,
    words,
};
use crate::{
    client::Clock,
    media::{LocalMedia, screen::can_show_screen},
    ui::{Button, ButtonKind, Glyph, IconButton, LiveRegion, texts},
};

/// What an agent can do besides what everybody can.
#[derive(Clone, Copy)]
pub struct AgentControls {
    /// Shows to whom the call can be handed over.
    pub on_transfer: UnsyncCallback<()>,
    /// Shows the links for guests.
    pub on_guests: UnsyncCallback<()>,
    /// Whether a press on the end asks what is meant, since the call can go on without this agent.
    pub asks_to_end: Signal<bool>,
    /// Asks.
    pub on_ask_to_end: UnsyncCallback<()>,
    /// The shopper is on hold, or back: tells the server the number of that change and which it is. All others know already.
    pub on_hold: UnsyncCallback<(u32, bool)>,
}

impl std::fmt::Debug for AgentControls {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("AgentControls").finish_non_exhaustive()
    }
}

/// What can be open over the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    /// Camera, microphone and speaker.
    Devices,
    /// The chat lines.
    Chat,
}

impl Panel {
    const fn control(self) -> &'static str {
        match self {
            Self::Devices => "devices",
            Self::Chat => "chat",
        }
    }
}

/// The call, filling its container: the others, oneself, controls, chat. Needs the page's texts in context.
#[component]
pub fn CallStage(
    /// The call to show.
    room: CallRoom,
    /// The server's time.
    clock: Clock,
    /// When the call began.
    started_at: Timestamp,
    /// The person ends the call. The room has ended already; tell the server.
    on_end: UnsyncCallback<()>,
    /// What an agent can do besides.
    #[prop(optional)]
    agent: Option<AgentControls>,
) -> impl IntoView {
    let texts = texts();
    let media = room.media();
    let room = StoredValue::new_local(room);
    let stage = NodeRef::<html::Section>::new();
    let panel = RwSignal::new(None);
    let fullscreen = watch_fullscreen(stage);
    let unread = watch_unread(room, panel);
    let message = watch_spoken(room, panel);
    let close = UnsyncCallback::new(move |()| {
        if let Some(open) = panel.try_update(Option::take).flatten() {
            focus_control(stage, open.control());
        }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && panel.get_untracked().is_some() {
            // Whoever hears the key next shall not close more than the panel.
            event.prevent_default();
            close.run(());
        }
    };
    let held = is_held(room);
    let on_hold = agent.map(|agent| {
        UnsyncCallback::new(move |()| {
            let is_on = !held.get_untracked();
            if let Some(turn) = room.with_value(|room| room.turn_hold(is_on)) {
                agent.on_hold.run((turn, is_on));
            }
        })
    });
    let end = UnsyncCallback::new(move |()| {
        if let Some(agent) = agent.filter(|agent| agent.asks_to_end.get_untracked()) {
            agent.on_ask_to_end.run(());
            return;
        }
        room.with_value(CallRoom::end);
        on_end.run(());
    });
    let on_still = agent.map(|_| UnsyncCallback::new(move |()| room.with_value(CallRoom::toggle_still)));
    let can_ask = Memo::new(move |_| room.with_value(CallRoom::can_ask_for_still));
    let screen = own_screen(room);
    let toggle_screen = UnsyncCallback::new(move |()| room.with_value(CallRoom::toggle_screen));
    let screens = Memo::new(move |_| room.with_value(CallRoom::shown_screens));
    let others = move || room.with_value(|room| room.remotes().into_iter().map(|remote| remote.id).collect::<Vec<_>>());
    view! {
        <section
            class="call"
            class:has-screens=move || screens.with(|screens| !screens.is_empty())
            class:is-agents=agent.is_some()
            aria-label=texts.text(Call::Heading)
            node_ref=stage
            on:keydown=on_key
            data-panel=move || panel.get().map(Panel::control)
        >
            <div class="call-picture">
                <Screens room shown=screens />
                <div class="call-others" data-count=move || others().len().to_string()>
                    <For each=others key=Clone::clone children=move |id| view! { <OtherView room id /> } />
                </div>
                <State room clock started_at />
                <OnHold room clock />
                <SelfView media />
                <Notes room media stage clock on_screen=toggle_screen on_hold />
                <Show when=move || panel.get() == Some(Panel::Devices)>
                    <Devices media on_close=close />
                </Show>
                <Controls
                    media
                    panel
                    unread
                    fullscreen
                    on_fullscreen=UnsyncCallback::new(move |()| toggle_fullscreen(stage, fullscreen))
                    on_end=end
                    on_transfer=agent.map(|agent| agent.on_transfer)
                    on_guests=agent.map(|agent| agent.on_guests)
                    screen
                    on_screen=toggle_screen
                    is_held=held
                    on_hold
                    on_still
                    can_ask=can_ask.into()
                />
            </div>
            <Show when=move || panel.get() == Some(Panel::Chat)>
                <Chat room on_close=close />
            </Show>
            <LiveRegion message />
        </section>
    }
}

/// How long the call lasts and how good the connection is.
#[component]
fn State(room: StoredValue<CallRoom, LocalStorage>, clock: Clock, started_at: Timestamp) -> impl IntoView {
    let texts = texts();
    let time = Memo::new(move |_| words::elapsed(clock.now() - started_at));
    let is_connected = Memo::new(move |_| room.with_value(CallRoom::phase) != CallPhase::Connecting);
    let quality = Memo::new(move |_| room.with_value(CallRoom::quality));
    view! {
        <div class="call-state">
            <span class="call-chip call-time" role="timer" aria-label=texts.text(Call::Elapsed)>{move || time.get()}</span>
            <Show when=move || is_connected.get()>
                <span class="call-chip call-quality" data-quality=move || format!("{:?}", quality.get()).to_lowercase()>
                    <span class="call-dot" aria-hidden="true"></span>
                    {move || texts.text(words::quality(quality.get()))}
                </span>
            </Show>
        </div>
    }
}

/// What wants doing: sound that is held back, a camera or microphone that did not come.
#[component]
fn Notes(
    room: StoredValue<CallRoom, LocalStorage>,
    media: LocalMedia,
    stage: NodeRef<html::Section>,
    clock: Clock,
    on_screen: UnsyncCallback<()>,
    on_hold: Option<UnsyncCallback<()>>,
) -> impl IntoView {
    let texts = texts();
    // Browsers let sound out in the very event of the press only, so the elements are played here and now.
    let hear = move || {
        let Some(list) = stage.get_untracked().and_then(|stage| stage.query_selector_all("audio").ok()) else { return };
        for audio in
            (0..list.length()).filter_map(|place| list.get(place)).filter_map(|node| node.dyn_into::<web_sys::HtmlMediaElement>().ok())
        {
            let begun = play(&audio);
            leptos::task::spawn_local(async move {
                if begun.await.is_ok() {
                    room.try_with_value(|room| room.set_audio_blocked(false));
                }
            });
        }
    };
    let problem = move || {
        let camera = media.camera_problem().map(problem_words::camera);
        camera.or(media.microphone_problem().map(problem_words::microphone)).map(|words| texts.text(words))
    };
    let is_held_back = move || media.has_camera() && room.with_value(CallRoom::is_picture_held_back);
    view! {
        <div class="call-notes">
            <Show when=move || room.with_value(CallRoom::is_audio_blocked)>
                <Button kind=ButtonKind::Primary icon=Glyph::Speaker on:click=move |_| hear()>{texts.text(Call::TapToHear)}</Button>
            </Show>
            {on_hold.map(|on_back| view! { <HoldNote room clock on_back /> })}
            {on_hold.map(|_| view! { <StillNote room /> })}
            <ScreenNote room on_stop=on_screen />
            <div role="status">{move || is_held_back().then(|| view! { <p class="call-note">{texts.text(Call::OwnPicturePaused)}</p> })}</div>
            <div role="status">{move || problem().map(|words| view! { <p class="call-note">{words}</p> })}</div>
        </div>
    }
}

/// That the own screen is shown, with the way to stop it; or why it is not.
#[component]
fn ScreenNote(room: StoredValue<CallRoom, LocalStorage>, on_stop: UnsyncCallback<()>) -> impl IntoView {
    let texts = texts();
    let state = Memo::new(move |_| room.with_value(CallRoom::own_screen));
    let words = move || match state.get() {
        OwnScreen::Hidden => None,
        OwnScreen::Shown => Some(texts.text(Call::ScreenIsShown)),
        OwnScreen::Failed => Some(texts.text(Call::ScreenFailed)),
    };
    view! {
        <div class="call-note-row" class:call-note=move || state.get() != OwnScreen::Hidden>
            <p role="status">{words}</p>
            <Show when=move || state.get() == OwnScreen::Shown>
                <Button on:click=move |_| on_stop.run(())>{texts.text(Call::StopShowing)}</Button>
            </Show>
        </div>
    }
}

/// Whether the own screen is shown; `None` where the browser cannot show one.
fn own_screen(room: StoredValue<CallRoom, LocalStorage>) -> Signal<Option<bool>> {
    let can_show = RwSignal::new(false);
    Effect::new(move |_| can_show.set(can_show_screen()));
    Signal::derive(move || can_show.get().then(|| room.with_value(CallRoom::own_screen) == OwnScreen::Shown))
}

/// The choice of devices.
#[component]
fn Devices(media: LocalMedia, on_close: UnsyncCallback<()>) -> impl IntoView {
    let texts = texts();
    let panel = NodeRef::<html::Div>::new();
    crate::ui::focus_when_shown(panel);
    view! {
        <div class="call-devices" id="call-devices" role="dialog" aria-label=texts.text(Call::Devices) tabindex="-1" node_ref=panel>
            <header class="call-panel-head">
                <h2>{texts.text(Call::Devices)}</h2>
                <IconButton label=texts.text(phrase::Common::Close) icon=Glyph::Close kind=ButtonKind::Quiet on:click=move |_| on_close.run(()) />
            </header>
            <DeviceChoice media />
            <Show when=move || media.has_camera() && media.can_flip()>
                <Button icon=Glyph::Flip on:click=move |_| media.flip_camera()>{texts.text(Call::FlipCamera)}</Button>
            </Show>
        </div>
    }
}

/// Lines of others that came while the chat was closed.
fn watch_unread(room: StoredValue<CallRoom, LocalStorage>, panel: RwSignal<Option<Panel>>) -> Signal<u32> {
    let heard = move || room.with_value(|room| room.lines().iter().filter(|line| line.from.is_some()).count());
    let seen = RwSignal::new(0);
    Effect::new(move |_| {
        if panel.get() == Some(Panel::Chat) {
            seen.set(heard());
        }
    });
    Signal::derive(move || u32::try_from(heard().saturating_sub(seen.get())).unwrap_or(u32::MAX))
}
