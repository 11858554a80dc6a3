//! The flight recorder: what the browsers of a call saw of their connection.

use domain::{
    CallId, ParticipantId, PersonId, TicketId, Timestamp,
    call::Role,
    wire::{FlightEvent, FlightNote},
};

use super::{Change, Reader, Row, Scope, words};
use crate::{Error, Result, front_desk::flight::Recorded, params};

const RECORDER: &str = "
    SELECT p.id, c.started_at,
        (SELECT count(*) FROM call_flight f WHERE f.org_id = p.org_id AND f.call_id = p.call_id AND f.participant_id = p.id) AS notes
    FROM participant p JOIN call c ON c.org_id = p.org_id AND c.id = p.call_id
    WHERE p.org_id = $1 AND p.call_id = $2 AND (p.left_at IS NULL OR p.left_at >= $3)
        AND ((p.role = 'shopper' AND c.ticket_id = $4) OR (p.role = 'agent' AND p.person_id = $5) OR (p.role = 'guest' AND p.id = $6))";
const INSERT: &str = "
    INSERT INTO call_flight (org_id, call_id, participant_id, at, event_json, delete_after) VALUES ($1, $2, $3, $4, $5, $6)";
const OF_CALL: &str = "
    SELECT f.participant_id, p.role, f.at, f.event_json
    FROM call_flight f JOIN participant p ON p.org_id = f.org_id AND p.id = f.participant_id
    WHERE f.org_id = $1 AND f.call_id = $2
    ORDER BY f.at, f.seq";

/// Who tells of a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Teller<'a> {
    /// The shopper with this ticket.
    Shopper(&'a TicketId),
    /// This agent.
    Agent(&'a PersonId),
    /// This guest.
    Guest(&'a ParticipantId),
}

/// A participant's recorder.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    pub call: CallId,
    pub participant: ParticipantId,
    pub started_at: Timestamp,
    /// How many notes it holds.
    pub notes: u32,
}

/// The recorder of somebody who is in this call, or left it at `since` or later.
pub(crate) async fn recorder(
    reader: &Reader,
    scope: &Scope,
    call: &CallId,
    teller: Teller<'_>,
    since: Timestamp,
) -> Result<Option<Recorder>> {
    let (ticket, agent, guest) = match teller {
        Teller::Shopper(ticket) => (ticket.as_str(), "", ""),
        Teller::Agent(agent) => ("", agent.as_str(), ""),
        Teller::Guest(guest) => ("", "", guest.as_str()),
    };
    let row = reader.optional(RECORDER, params![scope.org(), call, since, ticket, agent, guest]).await?;
    let recorder = |row: &Row| -> Result<_> {
        let (participant, started_at, notes) = (row.id("id")?, row.time("started_at")?, row.count("notes")?);
        Ok(Recorder { call: call.clone(), participant, started_at, notes })
    };
    row.as_ref().map(recorder).transpose()
}

/// Adds notes, in this order.
pub(crate) async fn add(
    change: &mut Change<'_>,
    scope: &Scope,
    recorder: &Recorder,
    notes: &[FlightNote],
    delete_after: Timestamp,
) -> Result<()> {
    for FlightNote { at, event } in notes {
        let event = serde_json::to_string(event).map_err(|error| Error::Invalid(error.to_string()))?;
        let row = params![scope.org(), &recorder.call, &recorder.participant, *at, event, delete_after];
        change.execute(INSERT, row).await?;
    }
    Ok(())
}

/// All that was noted of a call, by time. Events of a later version are left out.
pub(crate) async fn of_call(reader: &Reader, scope: &Scope, call: &CallId) -> Result<Vec<Recorded>> {
    let rows = reader.all(OF_CALL, params![scope.org(), call]).await?;
    rows.iter().filter_map(|row| recorded(row).transpose()).collect()
}

fn recorded(row: &Row) -> Result<Option<Recorded>> {
    let Ok(event) = serde_json::from_str::<FlightEvent>(row.text("event_json")?) else { return Ok(None) };
    let (participant, role, at) = (row.id("participant_id")?, words::read::<Role>(row, "role")?, row.time("at")?);
    Ok(Some(Recorded { participant, role, note: FlightNote { at, event } }))
}
