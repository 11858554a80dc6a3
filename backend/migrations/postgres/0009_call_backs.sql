-- Whether whom nobody can serve may ask this queue to be called back.
ALTER TABLE queue ADD COLUMN call_backs BIGINT NOT NULL DEFAULT 1;

-- Whether the shopper had asked to be called back and came back: the ticket goes to the front of its line.
ALTER TABLE ticket ADD COLUMN is_back BIGINT NOT NULL DEFAULT 0;

-- Wishes to be called back.
CREATE TABLE call_back (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    queue_id TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Who calls or has called.
    agent_id TEXT,
    outcome TEXT,
    -- SHA-256 of the secret with which the shopper comes back to the front of the line.
    secret_hash TEXT NOT NULL,
    -- A hash of the visit in which it was asked for, as a ticket's source has it.
    visit_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT call_back_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT call_back_queue FOREIGN KEY (org_id, queue_id) REFERENCES queue (org_id, id) ON DELETE CASCADE,
    CONSTRAINT call_back_agent FOREIGN KEY (agent_id) REFERENCES person (id),
    CONSTRAINT call_back_state CHECK (state IN ('open', 'assigned', 'done')),
    CONSTRAINT call_back_assigned CHECK ((state = 'assigned') <= (agent_id IS NOT NULL)),
    CONSTRAINT call_back_outcome CHECK ((state = 'done') = (outcome IS NOT NULL)
        AND outcome IN ('reached', 'not_reached', 'withdrawn', 'returned'))
);
CREATE UNIQUE INDEX call_back_secret ON call_back (org_id, secret_hash);
CREATE INDEX call_back_live ON call_back (org_id, queue_id, created_at, id) WHERE state <> 'done';
CREATE INDEX call_back_by_time ON call_back (org_id, created_at);

-- Who asked, and how to reach him: personal data, apart from the call-back.
CREATE TABLE call_back_detail (
    org_id TEXT NOT NULL,
    call_back_id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    message TEXT,
    preferred_time TEXT,
    language TEXT NOT NULL,
    page_url TEXT,
    page_title TEXT,
    delete_after BIGINT NOT NULL,
    CONSTRAINT call_back_detail_pkey PRIMARY KEY (org_id, call_back_id),
    CONSTRAINT call_back_detail_of FOREIGN KEY (org_id, call_back_id) REFERENCES call_back (org_id, id) ON DELETE CASCADE,
    CONSTRAINT call_back_detail_way CHECK (email IS NOT NULL OR phone IS NOT NULL)
);
CREATE INDEX call_back_detail_by_end ON call_back_detail (delete_after);
