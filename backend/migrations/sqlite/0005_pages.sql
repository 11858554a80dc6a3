-- Which load of a page holds a ticket or a part in a call: one that merely lost its socket keeps its connections to others.
ALTER TABLE ticket ADD COLUMN page TEXT;
ALTER TABLE participant ADD COLUMN page TEXT;
