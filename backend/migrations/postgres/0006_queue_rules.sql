-- When an organisation and its queues are open, as JSON: `domain::schedule` and `domain::queue::Hours`. NULL: always.
ALTER TABLE organisation ADD COLUMN schedule_json TEXT;
ALTER TABLE queue ADD COLUMN hours_json TEXT NOT NULL DEFAULT '"organisation"';

-- How a queue treats its tickets: `domain::queue::Rules`.
ALTER TABLE queue ADD COLUMN routing TEXT NOT NULL DEFAULT 'all'
    CONSTRAINT queue_routing CHECK (routing IN ('all', 'widening', 'longest_idle'));
ALTER TABLE queue ADD COLUMN when_closed TEXT NOT NULL DEFAULT 'refuse'
    CONSTRAINT queue_when_closed CHECK (when_closed IN ('refuse', 'wait'));
ALTER TABLE queue ADD COLUMN when_nobody TEXT NOT NULL DEFAULT 'wait'
    CONSTRAINT queue_when_nobody CHECK (when_nobody IN ('refuse', 'wait'));
ALTER TABLE queue ADD COLUMN most_waiting BIGINT
    CONSTRAINT queue_most_waiting CHECK (most_waiting BETWEEN 1 AND 10000);

-- Why an agent no longer takes calls, when that was not the agent's own doing.
ALTER TABLE agent_status ADD COLUMN away_reason TEXT
    CONSTRAINT agent_status_away_reason CHECK (away_reason IN ('missed_rings'));

-- Since when an agent is idle, and how the last rings ended.
CREATE INDEX participant_by_person ON participant (org_id, person_id, left_at);
CREATE INDEX ring_by_person ON ring (org_id, person_id, ended_at);

-- What a queue has shown so far.
CREATE INDEX ticket_by_queue ON ticket (org_id, queue_id, joined_at);
