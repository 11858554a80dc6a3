-- A queue without a ring time of its own follows the organisation's. What had been copied from it at the queue's making counts as
-- none of its own.
ALTER TABLE queue ALTER COLUMN ring_seconds DROP NOT NULL;
UPDATE queue SET ring_seconds = NULLIF(ring_seconds, (SELECT o.ring_seconds FROM organisation o WHERE o.id = queue.org_id));

-- A connection that closes leaves no row, so there is nothing to mark as closed.
DROP INDEX connection_of_person;
DROP INDEX connection_of_ticket;
DELETE FROM connection WHERE closed_at IS NOT NULL;
ALTER TABLE connection DROP COLUMN closed_at;
CREATE INDEX connection_of_person ON connection (org_id, person_id);
CREATE INDEX connection_of_ticket ON connection (org_id, ticket_id);
