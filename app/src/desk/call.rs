//! The call of this tab: its room lives as long as the server's view has it here, its camera and microphone from the ring on.

use std::time::Duration;

use domain::wire::AgentCall;
use leptos::prelude::*;

use super::{
    guests::Guests,
    model::DeskModel,
    state::{Stage, needs_devices},
    together::colleague,
    transfer::Transfer,
};
use crate::{
    call::{AgentControls, CallPhase, CallRoom, CallStage},
    media::Reach,
};

/// How long the server gets to hear of a shopper's hang-up from the shopper.
const HEARD_WITHIN: Duration = Duration::from_secs(3);

/// Opens and closes devices and room as the stage asks.
pub fn keep_room(desk: DeskModel) {
    let here = Memo::new(move |_| {
        let is_here = desk.stage.get() == Stage::Call;
        desk.view.with(|view| view.as_ref().and_then(|view| view.call.clone()).filter(|call| is_here && call.is_here))
    });
    // What the devices are open for: a ring right after a call has to open them anew.
    let purpose = Memo::new(move |_| {
        let needs = needs_devices(desk.stage.get());
        let ring = || desk.view.with(|view| Some(String::from(view.as_ref()?.rings.first()?.ring.clone())));
        here.with(|call| call.as_ref().map(|call| String::from(call.call.clone()))).or_else(ring).filter(|_| needs)
    });
    // While somebody rings, the way to the first of them is looked for already.
    let next = Memo::new(move |_| {
        let is_incoming = desk.stage.get() == Stage::Incoming;
        let warm_up = desk.view.with(|view| view.as_ref()?.rings.first()?.warm_up.clone());
        warm_up.filter(|_| is_incoming).map(Reach::from)
    });
    // One effect for all, in this order: a room takes the connection in reserve, and one that goes gives its devices back.
    Effect::new(move |before: Option<Option<String>>| {
        match here.get() {
            Some(call) => {
                let room = desk.room.get_untracked().filter(|room| room.call() == call.call);
                let room = room.unwrap_or_else(|| enter(desk, &call));
                room.update(&call.participants, &call.hold, reach(&call));
            }
            None => leave(desk),
        }
        desk.reserve.keep(next.get());
        let now = purpose.get();
        if before.as_ref() != Some(&now) {
            if now.is_some() { desk.media.open() } else { desk.media.release() }
        }
        now
    });
    Effect::new(move |_| {
        let Some(room) = desk.room.get() else { return };
        if room.phase() == (CallPhase::Ended { by_other: true }) {
            let call = room.call();
            desk.ended_by_shopper(call.clone());
            // Fails only outside a window.
            let _ = set_timeout(move || desk.end_leftover(&call), HEARD_WITHIN);
        }
    });
    on_cleanup(move || {
        if let Some(room) = desk.room.try_get_untracked().flatten() {
            room.end();
        }
        desk.media.release();
    });
}

fn reach(call: &AgentCall) -> Reach {
    Reach { ice: call.ice.clone(), relay_only: call.relay_only }
}

fn enter(desk: DeskModel, call: &AgentCall) -> CallRoom {
    leave(desk);
    let room = CallRoom::new(call.call.clone(), call.me.clone(), reach(call), desk.surroundings());
    desk.flush_early(&room);
    desk.room.set(Some(room.clone()));
    room
}

/// Takes the room away. A call that moved to another tab goes on there, so the others must not be told of an end; dropping the
/// room closes this tab's connections.
fn leave(desk: DeskModel) {
    if let Some(room) = desk.room.get_untracked() {
        room.hand_in();
        desk.room.set(None);
    }
}

/// The running call.
#[component]
pub fn Talk(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let started_at = move || desk.view.with_untracked(|view| view.as_ref().and_then(|view| view.call.as_ref()).map(|call| call.started_at));
    let on_end = UnsyncCallback::new(move |()| desk.hang_up());
    let asks_to_end = Memo::new(move |_| desk.view.with(|view| colleague(view.as_ref()).is_some()));
    let agent = AgentControls {
        on_transfer: UnsyncCallback::new(move |()| desk.is_transfer_open.set(true)),
        on_guests: UnsyncCallback::new(move |()| desk.is_guests_open.set(true)),
        asks_to_end: asks_to_end.into(),
        on_ask_to_end: UnsyncCallback::new(move |()| desk.is_end_open.set(true)),
        on_hold: UnsyncCallback::new(move |(turn, is_on)| desk.tell_hold(turn, is_on)),
    };
    view! {
        <div class="desk-call">
            {move || {
                let (room, started_at) = (desk.room.get()?, started_at()?);
                Some(view! { <CallStage room clock=desk.clock started_at on_end agent /> })
            }}
            <Transfer desk />
            <Guests desk />
        </div>
    }
}
