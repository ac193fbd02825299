-- What is told by itself: rules, and notices that wait to be sent.

CREATE TABLE notice_rule (
    school_id TEXT    NOT NULL,
    rule_id   INTEGER NOT NULL,
    rule      TEXT    NOT NULL CHECK (json_valid(rule)),
    secret    BLOB,                       -- sealed: what its webhook signs with
    PRIMARY KEY (school_id, rule_id),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT;

CREATE TABLE notice (
    school_id TEXT    NOT NULL,
    number    INTEGER NOT NULL,
    rule_id   INTEGER NOT NULL,
    event     TEXT    NOT NULL CHECK (json_valid(event)),
    at        TEXT    NOT NULL,
    due_at    TEXT    NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    failure   TEXT,
    ended     TEXT,                       -- JSON; NULL while it waits
    ended_at  TEXT,
    PRIMARY KEY (school_id, number),
    UNIQUE (school_id, rule_id, event),
    CHECK ((ended IS NULL) = (ended_at IS NULL)),
    FOREIGN KEY (school_id, rule_id) REFERENCES notice_rule (school_id, rule_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX notice_due ON notice (school_id, due_at) WHERE ended IS NULL;

ALTER TABLE school ADD COLUMN last_notice_rule INTEGER NOT NULL DEFAULT 0;
ALTER TABLE school ADD COLUMN last_notice INTEGER NOT NULL DEFAULT 0;
