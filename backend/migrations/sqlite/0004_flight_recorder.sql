-- What the browsers of a call saw of their connection. No addresses, and nothing that was said; deleted with the personal data.
CREATE TABLE call_flight (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    org_id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    participant_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    event_json TEXT NOT NULL,
    delete_after INTEGER NOT NULL,
    CONSTRAINT call_flight_call FOREIGN KEY (org_id, call_id) REFERENCES call (org_id, id) ON DELETE CASCADE,
    CONSTRAINT call_flight_participant FOREIGN KEY (org_id, participant_id) REFERENCES participant (org_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX call_flight_of_participant ON call_flight (org_id, call_id, participant_id);
CREATE INDEX call_flight_by_end ON call_flight (delete_after);
