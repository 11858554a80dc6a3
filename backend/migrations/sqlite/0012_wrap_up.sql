-- After a call an agent is left alone for a while, to write down how it went.
ALTER TABLE queue ADD COLUMN wrap_up_seconds INTEGER NOT NULL DEFAULT 0
    CONSTRAINT queue_wrap_up_seconds CHECK (wrap_up_seconds BETWEEN 0 AND 1800);
-- The call that an agent writes about, and until when nothing rings there meanwhile.
ALTER TABLE agent_status ADD COLUMN wraps_call_id TEXT;
ALTER TABLE agent_status ADD COLUMN wraps_until INTEGER;

ALTER TABLE call ADD COLUMN outcome TEXT
    CONSTRAINT call_outcome CHECK (outcome IN ('sold', 'helped', 'follow_up', 'not_helped', 'no_contact'));

-- What an agent noted about a call, which may tell who the shopper is: apart from the call.
CREATE TABLE call_note (
    org_id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    note TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    delete_after INTEGER NOT NULL,
    CONSTRAINT call_note_pkey PRIMARY KEY (org_id, call_id, person_id),
    CONSTRAINT call_note_call FOREIGN KEY (org_id, call_id) REFERENCES call (org_id, id) ON DELETE CASCADE,
    CONSTRAINT call_note_person FOREIGN KEY (person_id) REFERENCES person (id)
) STRICT;
CREATE INDEX call_note_by_end ON call_note (delete_after);
