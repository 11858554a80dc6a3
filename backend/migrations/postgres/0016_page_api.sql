-- The language tags that an organisation's widget can speak, as JSON: `domain::locale::Locales`.
ALTER TABLE organisation ADD COLUMN locales_json TEXT NOT NULL DEFAULT '["en-US"]';

-- Whether shoppers may call right away.
ALTER TABLE organisation ADD COLUMN drop_in BIGINT NOT NULL DEFAULT 1;

-- What the page wants the ticket counted by, as JSON: `domain::tracking::Tags`. Nothing personal, so it stays.
ALTER TABLE ticket ADD COLUMN tags_json TEXT NOT NULL DEFAULT '[]';
