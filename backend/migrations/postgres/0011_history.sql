-- The history of an organisation, the newest ticket first.
CREATE INDEX ticket_by_time ON ticket (org_id, joined_at, id);
