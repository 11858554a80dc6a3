-- How pages that know no ids name the organisation, and the keys that they show (`domain::PageKey`), as JSON.
ALTER TABLE organisation ADD COLUMN slug TEXT;
ALTER TABLE organisation ADD COLUMN page_keys_json TEXT NOT NULL DEFAULT '[]';
CREATE UNIQUE INDEX organisation_slug ON organisation (slug);

-- Whether the member agreed to be shown to shoppers by name, tags and photo, the photo's address, and how often that was changed.
ALTER TABLE membership ADD COLUMN is_public INTEGER NOT NULL DEFAULT 0;
ALTER TABLE membership ADD COLUMN photo_url TEXT;
ALTER TABLE membership ADD COLUMN face_version INTEGER NOT NULL DEFAULT 0;
