-- An agent passed the ticket on to this queue: it is at the front of its line.
ALTER TABLE ticket ADD COLUMN passed_on_by TEXT REFERENCES person (id);

-- A ring may ask an agent into a running call, and an agent may take that back.
ALTER TABLE ring DROP CONSTRAINT ring_state;
ALTER TABLE ring ADD CONSTRAINT ring_state CHECK (state IN ('sent', 'shown', 'accepted', 'declined', 'missed', 'unreachable',
    'answered_by_another', 'shopper_left', 'agent_left', 'taken_back'));
-- What an agent is asked into a call for, and by whom; NULL when the ticket waits.
ALTER TABLE ring ADD COLUMN purpose TEXT CONSTRAINT ring_purpose CHECK (purpose IN ('join', 'hand_over'));
ALTER TABLE ring ADD COLUMN invited_by TEXT CONSTRAINT ring_inviter REFERENCES person (id);
ALTER TABLE ring ADD CONSTRAINT ring_invitation CHECK ((purpose IS NULL) = (invited_by IS NULL));
