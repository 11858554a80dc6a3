-- From where a ticket was drawn: hashes that only this installation can make, of the visit and of the network. Kept for as long as
-- the tickets of a stranger are counted.
CREATE TABLE ticket_source (
    org_id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    visit_hash TEXT NOT NULL,
    -- NULL: an address of the shop's own network, which may be a proxy's.
    network_hash TEXT,
    drawn_at BIGINT NOT NULL,
    delete_after BIGINT NOT NULL,
    CONSTRAINT ticket_source_pkey PRIMARY KEY (org_id, ticket_id),
    CONSTRAINT ticket_source_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE
);
CREATE INDEX ticket_source_by_visit ON ticket_source (org_id, visit_hash, drawn_at);
CREATE INDEX ticket_source_by_network ON ticket_source (org_id, network_hash, drawn_at);
CREATE INDEX ticket_source_by_end ON ticket_source (delete_after);
