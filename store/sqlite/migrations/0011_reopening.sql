-- That sessions were opened again: by whom, why and when. Only ever added.

CREATE TABLE reopening (
    school_id  TEXT    NOT NULL,
    session_id INTEGER NOT NULL,
    number     INTEGER NOT NULL,        -- order within the session, from 1
    set_by     TEXT    NOT NULL,
    reason     TEXT    NOT NULL CHECK (reason <> ''),
    at         TEXT    NOT NULL,
    PRIMARY KEY (school_id, session_id, number),
    UNIQUE (school_id, session_id, set_by, reason, at),
    FOREIGN KEY (school_id, session_id) REFERENCES session (school_id, session_id)
) STRICT, WITHOUT ROWID;
