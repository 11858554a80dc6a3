-- Whether an organisation's calls go through relays only, so that neither side learns the other's addresses.
ALTER TABLE organisation ADD COLUMN relay_only INTEGER NOT NULL DEFAULT 0;

-- The agent whose connection was lost in the ticket's latest call: the ticket is back in line, at its front.
ALTER TABLE ticket ADD COLUMN lost_agent_id TEXT REFERENCES person (id);

-- A ticket may have several calls, one after the other: one runs at a time.
DROP INDEX call_ticket;
CREATE UNIQUE INDEX call_ticket ON call (org_id, ticket_id) WHERE state = 'running';
CREATE INDEX call_by_ticket ON call (org_id, ticket_id, started_at);
