-- Whether a call's shopper is on hold: who did it and when, and a number for each change.
ALTER TABLE call ADD COLUMN hold_turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call ADD COLUMN held_by TEXT REFERENCES person (id);
ALTER TABLE call ADD COLUMN held_since INTEGER CONSTRAINT call_hold CHECK ((held_by IS NULL) = (held_since IS NULL));

-- Stills of a shopper's picture, each allowed by the shopper: apart from the call, with an end.
CREATE TABLE snapshot (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    jpeg BLOB NOT NULL,
    delete_after INTEGER NOT NULL,
    CONSTRAINT snapshot_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT snapshot_call FOREIGN KEY (org_id, call_id) REFERENCES call (org_id, id) ON DELETE CASCADE,
    CONSTRAINT snapshot_size CHECK (length(jpeg) <= 409600)
) STRICT;
CREATE INDEX snapshot_by_call ON snapshot (org_id, call_id);
CREATE INDEX snapshot_by_end ON snapshot (delete_after);
