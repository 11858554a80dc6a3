-- Where an organisation's catalogue comes from: nowhere, a file (its name), or an address that is read every so many hours. `version`
-- counts what admins change; `generation` names the items that count, 0 for none, and `last_generation` is the last name that was given.
-- What came of the last reading is `domain::catalogue::Tally` as JSON, and why the last attempt failed `domain::catalogue::FeedProblem`.
CREATE TABLE catalogue_feed (
    org_id TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'none',
    file_name TEXT,
    url TEXT,
    every_hours BIGINT,
    locale TEXT NOT NULL,
    currency TEXT,
    version BIGINT NOT NULL DEFAULT 0,
    generation BIGINT NOT NULL DEFAULT 0,
    last_generation BIGINT NOT NULL DEFAULT 0,
    digest TEXT,
    etag TEXT,
    last_modified TEXT,
    tally_json TEXT NOT NULL DEFAULT '{}',
    read_at BIGINT,
    tried_at BIGINT,
    failure_json TEXT,
    attempts BIGINT NOT NULL DEFAULT 0,
    due_at BIGINT,
    CONSTRAINT catalogue_feed_pkey PRIMARY KEY (org_id),
    CONSTRAINT catalogue_feed_org FOREIGN KEY (org_id) REFERENCES organisation (id),
    CONSTRAINT catalogue_feed_source CHECK (source IN ('none', 'file', 'address')),
    CONSTRAINT catalogue_feed_address CHECK ((source = 'address') = (url IS NOT NULL AND every_hours IS NOT NULL))
);
CREATE INDEX catalogue_feed_due ON catalogue_feed (due_at) WHERE due_at IS NOT NULL;

-- What can be bought (`domain::catalogue::Item` as JSON), in the order of the feed, and all that it is found by: its SKU, the shop's own
-- number, the number of its bar code, its page with and without the query, and words. `product` is the same for all variations of one.
CREATE TABLE catalogue_item (
    org_id TEXT NOT NULL,
    generation BIGINT NOT NULL,
    place BIGINT NOT NULL,
    sku TEXT NOT NULL,
    number TEXT,
    code TEXT,
    product TEXT NOT NULL,
    page TEXT,
    path TEXT,
    search TEXT NOT NULL,
    item_json TEXT NOT NULL,
    CONSTRAINT catalogue_item_pkey PRIMARY KEY (org_id, generation, place),
    CONSTRAINT catalogue_item_org FOREIGN KEY (org_id) REFERENCES organisation (id)
);
CREATE UNIQUE INDEX catalogue_item_sku ON catalogue_item (org_id, generation, sku);
CREATE INDEX catalogue_item_by_product ON catalogue_item (org_id, generation, product);
CREATE INDEX catalogue_item_by_number ON catalogue_item (org_id, generation, number) WHERE number IS NOT NULL;
CREATE INDEX catalogue_item_by_code ON catalogue_item (org_id, generation, code) WHERE code IS NOT NULL;
CREATE INDEX catalogue_item_by_page ON catalogue_item (org_id, generation, page) WHERE page IS NOT NULL;
CREATE INDEX catalogue_item_by_path ON catalogue_item (org_id, generation, path) WHERE path IS NOT NULL;
