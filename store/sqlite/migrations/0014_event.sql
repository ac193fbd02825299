-- Events, whose lists are open; who closed a session, and who else confirmed it.

ALTER TABLE class ADD COLUMN open_list INTEGER NOT NULL DEFAULT 0 CHECK (open_list IN (0, 1));
ALTER TABLE session ADD COLUMN closed_by TEXT;
ALTER TABLE session ADD COLUMN confirmed_by TEXT;
ALTER TABLE session ADD COLUMN confirmed_at TEXT;
