-- Where pictures of products may come from besides the organisation's sites: origins, as JSON.
ALTER TABLE organisation ADD COLUMN image_hosts_json TEXT NOT NULL DEFAULT '[]';

-- What is shown and bought for a ticket: counts the changes, what its page does something about (`domain::wire::Abilities`) and what
-- the agent points at (`domain::wire::Spotlight`), as JSON.
ALTER TABLE ticket ADD COLUMN shopping_turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN abilities_json TEXT NOT NULL DEFAULT '{}';
ALTER TABLE ticket ADD COLUMN spotlight_json TEXT;

-- A product in the tray: what was asked of the page, and what it told (`domain::product::Product` as JSON) or why nothing came
-- (`domain::wire::ProductFailure`). Without either, the page is late from `due_at` on.
CREATE TABLE tray_item (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    wanted_kind TEXT NOT NULL,
    wanted_reference TEXT NOT NULL,
    added_by TEXT REFERENCES person (id),
    added_at INTEGER NOT NULL,
    due_at INTEGER,
    version INTEGER NOT NULL DEFAULT 0,
    title TEXT,
    image TEXT,
    product_json TEXT,
    failure_json TEXT,
    delete_after INTEGER NOT NULL,
    CONSTRAINT tray_item_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT tray_item_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT tray_item_told CHECK ((version > 0) = (product_json IS NOT NULL))
) STRICT;
CREATE INDEX tray_item_by_ticket ON tray_item (org_id, ticket_id);
CREATE INDEX tray_item_by_agent ON tray_item (org_id, added_by, added_at);
CREATE INDEX tray_item_due ON tray_item (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX tray_item_by_end ON tray_item (delete_after);

-- The cart as the shop confirmed it; how a line looks is `domain::cart::LineCard` as JSON.
CREATE TABLE cart_line (
    org_id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    card_json TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    delete_after INTEGER NOT NULL,
    CONSTRAINT cart_line_pkey PRIMARY KEY (org_id, ticket_id, sku),
    CONSTRAINT cart_line_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT cart_line_quantity CHECK (quantity > 0)
) STRICT;
CREATE INDEX cart_line_by_end ON cart_line (delete_after);

-- A wish to change the cart: while it has a `due_at` the shop is asked, by the load of the page that is named; afterwards it was
-- refused. Of each thing there is one, the latest.
CREATE TABLE cart_change (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    previous INTEGER,
    by_agent TEXT REFERENCES person (id),
    page TEXT,
    asked_at INTEGER NOT NULL,
    due_at INTEGER,
    refusal_json TEXT,
    card_json TEXT NOT NULL,
    delete_after INTEGER NOT NULL,
    CONSTRAINT cart_change_pkey PRIMARY KEY (org_id, id),
    CONSTRAINT cart_change_ticket FOREIGN KEY (org_id, ticket_id) REFERENCES ticket (org_id, id) ON DELETE CASCADE,
    CONSTRAINT cart_change_state CHECK ((due_at IS NULL) = (refusal_json IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX cart_change_of_sku ON cart_change (org_id, ticket_id, sku);
CREATE INDEX cart_change_due ON cart_change (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX cart_change_by_end ON cart_change (delete_after);
