-- The history of an organisation, the newest ticket first.
CREATE INDEX ticket_by_time ON ticket (org_id, joined_at, id);

-- Whether a ticket rang an agent, or was served by him, is asked of each ticket of a list.
DROP INDEX ring_by_ticket;
CREATE INDEX ring_by_ticket ON ring (org_id, ticket_id, person_id);
DROP INDEX participant_by_call;
CREATE INDEX participant_by_call ON participant (org_id, call_id, person_id);
