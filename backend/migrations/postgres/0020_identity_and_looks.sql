-- The secret with which an organisation's own server signs who a shopper is; without one nothing is verified.
CREATE TABLE identity_key (
    org_id TEXT NOT NULL,
    secret TEXT NOT NULL,
    CONSTRAINT identity_key_pkey PRIMARY KEY (org_id),
    CONSTRAINT identity_key_org FOREIGN KEY (org_id) REFERENCES organisation (id)
);

-- What a signed identity says of the shopper, or why it does not hold, as JSON: `domain::identity::Identity`.
ALTER TABLE shopper_detail ADD COLUMN identity_json TEXT;

-- Whether a product is in the tray because the shopper looks at it.
ALTER TABLE tray_item ADD COLUMN is_look BIGINT NOT NULL DEFAULT 0;
