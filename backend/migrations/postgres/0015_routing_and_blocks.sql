-- What a member knows and speaks, as JSON: `domain::queue::Skills`.
ALTER TABLE membership ADD COLUMN skills_json TEXT NOT NULL DEFAULT '{}';

-- Who of a queue's agents is asked first, as JSON: `domain::queue::Preference`.
ALTER TABLE queue ADD COLUMN asked_first_json TEXT NOT NULL DEFAULT '{}';

-- A hash of the visit that drew the ticket, as long as what its page told is kept: it finds the visit's earlier calls.
ALTER TABLE shopper_detail ADD COLUMN visit_hash TEXT;
CREATE INDEX shopper_detail_by_visit ON shopper_detail (org_id, visit_hash);

-- Visits that draw no more tickets. Nothing but a hash names them, and a row is gone when what was told with its ticket is.
CREATE TABLE blocked_visit (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    visit_hash TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    blocked_by TEXT NOT NULL,
    -- In the words of who blocked.
    reason TEXT,
    created_at BIGINT NOT NULL,
    delete_after BIGINT NOT NULL,
    CONSTRAINT blocked_visit_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT blocked_visit_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT blocked_visit_person FOREIGN KEY (blocked_by) REFERENCES person (id)
);
CREATE UNIQUE INDEX blocked_visit_once ON blocked_visit (org_id, visit_hash);
CREATE INDEX blocked_visit_by_time ON blocked_visit (org_id, created_at);
CREATE INDEX blocked_visit_by_end ON blocked_visit (delete_after);
