-- Who comes into a call by a link. The participant bears the same id once let in; the name, which is personal, lies apart.
CREATE TABLE guest (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    -- Of the 128 bits in the link; the link itself is stored nowhere.
    token_hash TEXT,
    -- Of a secret of the browser that used the link, which may ask again when the answer got lost.
    claim_hash TEXT,
    state TEXT NOT NULL,
    end_reason TEXT,
    made_at INTEGER NOT NULL,
    -- Until when the link can be used.
    due_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- Counts the sockets of the guest's page, and names the load of it.
    epoch INTEGER NOT NULL,
    page TEXT,
    absent_due_at INTEGER,
    CONSTRAINT guest_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT guest_call FOREIGN KEY (org_id, call_id) REFERENCES call (org_id, id) ON DELETE CASCADE,
    CONSTRAINT guest_inviter FOREIGN KEY (invited_by) REFERENCES person (id),
    CONSTRAINT guest_state CHECK (state IN ('invited', 'knocking', 'admitted', 'ended')),
    CONSTRAINT guest_end_reason CHECK (end_reason IN ('taken_back', 'expired', 'refused', 'left', 'lost', 'shown_out', 'call_over')),
    CONSTRAINT guest_end CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (state = 'ended') = (end_reason IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX guest_token ON guest (org_id, token_hash);
CREATE INDEX guest_live ON guest (org_id, call_id, state) WHERE ended_at IS NULL;
CREATE INDEX guest_due ON guest (due_at) WHERE state = 'invited';
CREATE INDEX guest_absent ON guest (absent_due_at) WHERE absent_due_at IS NOT NULL;

CREATE TABLE guest_detail (
    org_id TEXT NOT NULL,
    guest_id TEXT NOT NULL,
    name TEXT NOT NULL,
    delete_after INTEGER NOT NULL,
    CONSTRAINT guest_detail_pkey PRIMARY KEY (org_id, guest_id),
    CONSTRAINT guest_detail_guest FOREIGN KEY (org_id, guest_id) REFERENCES guest (org_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX guest_detail_by_end ON guest_detail (delete_after);

-- A connection may be a guest's. The check of the kinds is part of the table.
CREATE TABLE new_connection (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    node_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    person_id TEXT,
    ticket_id TEXT,
    device TEXT,
    created_at INTEGER NOT NULL,
    guest_id TEXT,
    CONSTRAINT connection_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT connection_node FOREIGN KEY (node_id) REFERENCES node (id) ON DELETE CASCADE,
    CONSTRAINT connection_member FOREIGN KEY (org_id, person_id) REFERENCES membership (org_id, person_id) ON DELETE CASCADE,
    CONSTRAINT connection_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT connection_guest FOREIGN KEY (org_id, guest_id) REFERENCES guest (org_id, id) ON DELETE CASCADE,
    CONSTRAINT connection_kind CHECK (kind IN ('agent', 'shopper', 'guest')),
    CONSTRAINT connection_whose CHECK ((kind = 'agent') = (person_id IS NOT NULL)),
    CONSTRAINT connection_of_whom CHECK ((kind = 'guest') = (guest_id IS NOT NULL))
) STRICT;
INSERT INTO new_connection (org_id, id, node_id, kind, person_id, ticket_id, device, created_at)
    SELECT org_id, id, node_id, kind, person_id, ticket_id, device, created_at FROM connection;
DROP TABLE connection;
ALTER TABLE new_connection RENAME TO connection;
CREATE INDEX connection_by_node ON connection (node_id);
CREATE INDEX connection_of_person ON connection (org_id, person_id);
CREATE INDEX connection_of_ticket ON connection (org_id, ticket_id);
CREATE INDEX connection_of_guest ON connection (org_id, guest_id) WHERE guest_id IS NOT NULL;
