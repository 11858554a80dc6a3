//! The flight recorder: each browser's notes of its connection, kept with the call. It must never be in a call's way: whatever
//! cannot be kept is dropped and logged, and the client hears nothing of it.

use domain::{
    CallId, Duration, ParticipantId, Timestamp,
    call::Role,
    wire::{Flight, FlightNote, MAX_FLIGHT_NOTES},
};

use crate::{
    Result,
    store::{
        Actor, Scope, Store,
        flight::{self, Recorder, Teller},
        retention::KEPT_FOR,
    },
};

/// How long after its end a call's last notes are taken.
const TAKEN_AFTER_THE_END: Duration = Duration::from_secs(60);
/// The most notes of one participant; one every two seconds for an hour.
pub const MAX_NOTES_OF_PARTICIPANT: u32 = 2_000;

/// A note and whose browser made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The participant.
    pub participant: ParticipantId,
    /// Which part it plays.
    pub role: Role,
    /// The note.
    pub note: FlightNote,
}

/// All that was noted of a call by all its browsers, by time.
pub async fn of_call(store: &Store, scope: &Scope, call: &CallId) -> Result<Vec<Recorded>> {
    flight::of_call(&store.reader(), scope, call).await
}

/// Keeps what somebody's browser noted, if it is of a call that he is in or was in a moment ago.
pub(super) async fn keep(store: &Store, actor: &Actor, scope: &Scope, teller: Teller<'_>, flight: Flight) {
    if let Err(error) = record(store, actor, scope, teller, &flight).await {
        tracing::error!(org = %scope.org(), call = %flight.call, %error, "notes of a flight recorder could not be kept");
    }
}

async fn record(store: &Store, actor: &Actor, scope: &Scope, teller: Teller<'_>, flight: &Flight) -> Result<()> {
    let now = store.now().await?;
    let Some(recorder) = flight::recorder(&store.reader(), scope, &flight.call, teller, now - TAKEN_AFTER_THE_END).await? else {
        tracing::info!(org = %scope.org(), call = %flight.call, "notes of a call that the teller is not in were dropped");
        return Ok(());
    };
    let (org, recorder) = (scope.org(), &recorder);
    let notes = &fitting(recorder, &flight.notes, now);
    if notes.is_empty() {
        return Ok(());
    }
    store.change(actor, |change| Box::pin(async move { flight::add(change, scope, recorder, notes, change.now + KEPT_FOR).await })).await?;
    // Only the message that fills it comes here, so this is said once.
    if room(recorder) == notes.len() {
        tracing::warn!(%org, call = %recorder.call, participant = %recorder.participant, "a flight recorder is full; what follows is dropped");
    }
    Ok(())
}

fn room(recorder: &Recorder) -> usize {
    usize::try_from(MAX_NOTES_OF_PARTICIPANT.saturating_sub(recorder.notes)).unwrap_or(0)
}

/// As many notes as there is room for. A browser's clock may be wrong, and a call's notes are of the time of the call.
fn fitting(recorder: &Recorder, notes: &[FlightNote], now: Timestamp) -> Vec<FlightNote> {
    if notes.len() > MAX_FLIGHT_NOTES {
        tracing::info!(call = %recorder.call, notes = notes.len(), "a message with too many notes was cut");
    }
    let in_time = |note: &FlightNote| FlightNote { at: note.at.max(recorder.started_at).min(now), event: note.event.clone() };
    notes.iter().take(MAX_FLIGHT_NOTES.min(room(recorder))).map(in_time).collect()
}
