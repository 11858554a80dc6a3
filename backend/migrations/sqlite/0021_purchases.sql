-- What was bought within the time that counts for a call. Its time and amount stay with the call; the number of the order and what was
-- bought (texts, as JSON) may tell who it was, and go when `forget_at` has come.
CREATE TABLE purchase (
    org_id TEXT NOT NULL,
    call_id TEXT NOT NULL,
    nth INTEGER NOT NULL,
    told_at INTEGER NOT NULL,
    minor INTEGER,
    currency TEXT,
    is_direct INTEGER NOT NULL,
    order_number TEXT,
    products_json TEXT NOT NULL,
    forget_at INTEGER,
    CONSTRAINT purchase_pkey PRIMARY KEY (org_id, call_id, nth),
    CONSTRAINT purchase_call FOREIGN KEY (org_id, call_id) REFERENCES call (org_id, id) ON DELETE CASCADE,
    CONSTRAINT purchase_value CHECK ((minor IS NULL) = (currency IS NULL)),
    CONSTRAINT purchase_kept CHECK ((order_number IS NULL) = (forget_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX purchase_of_order ON purchase (org_id, call_id, order_number);
CREATE INDEX purchase_by_end ON purchase (forget_at) WHERE forget_at IS NOT NULL;
