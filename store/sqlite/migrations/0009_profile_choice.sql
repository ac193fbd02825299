-- Which way of recognising people the school has chosen; the newest row holds.

CREATE TABLE profile_choice (
    school_id TEXT    NOT NULL,
    position  INTEGER NOT NULL,         -- in the order of the choices, from 1
    profile   TEXT    NOT NULL CHECK (profile <> ''),
    chosen_by TEXT    NOT NULL,
    chosen_at TEXT    NOT NULL,
    PRIMARY KEY (school_id, position),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;
