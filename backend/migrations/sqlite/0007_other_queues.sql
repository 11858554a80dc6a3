-- When a ticket came to the end of its queue out of another one. NULL: it was drawn there.
ALTER TABLE ticket ADD COLUMN moved_at INTEGER;
