-- An agent passed the ticket on to this queue: it is at the front of its line.
ALTER TABLE ticket ADD COLUMN passed_on_by TEXT REFERENCES person (id);

-- A ring may ask an agent into a running call, and an agent may take that back. The check of the states is part of the table.
CREATE TABLE new_ring (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    -- When a desk has to have shown it while it is sent, when it is missed once it is shown.
    due_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- What an agent is asked into a call for, and by whom; NULL when the ticket waits.
    purpose TEXT,
    invited_by TEXT,
    CONSTRAINT ring_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT ring_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT ring_person FOREIGN KEY (person_id) REFERENCES person (id),
    CONSTRAINT ring_inviter FOREIGN KEY (invited_by) REFERENCES person (id),
    CONSTRAINT ring_state CHECK (state IN ('sent', 'shown', 'accepted', 'declined', 'missed', 'unreachable', 'answered_by_another',
        'shopper_left', 'agent_left', 'taken_back')),
    CONSTRAINT ring_purpose CHECK (purpose IN ('join', 'hand_over')),
    CONSTRAINT ring_invitation CHECK ((purpose IS NULL) = (invited_by IS NULL)),
    CONSTRAINT ring_end CHECK ((state IN ('sent', 'shown')) = (ended_at IS NULL))
) STRICT;
INSERT INTO new_ring (org_id, id, ticket_id, person_id, state, started_at, due_at, ended_at)
    SELECT org_id, id, ticket_id, person_id, state, started_at, due_at, ended_at FROM ring;
DROP TABLE ring;
ALTER TABLE new_ring RENAME TO ring;
CREATE UNIQUE INDEX ring_live ON ring (org_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX ring_by_ticket ON ring (org_id, ticket_id);
CREATE INDEX ring_due ON ring (due_at) WHERE ended_at IS NULL;
CREATE INDEX ring_by_person ON ring (org_id, person_id, ended_at);
