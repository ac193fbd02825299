-- Photos that were accepted and wait for recognition.

CREATE TABLE job (
    school_id      TEXT    NOT NULL,
    job_id         INTEGER NOT NULL,
    class_id       TEXT    NOT NULL,
    date           TEXT    NOT NULL,
    label          TEXT    NOT NULL,
    sent_by        TEXT    NOT NULL,
    photos         INTEGER NOT NULL CHECK (photos >= 0),
    request_key    TEXT,
    request_digest BLOB CHECK (length(request_digest) = 32),
    state          TEXT    NOT NULL CHECK (json_valid(state)),
    created_at     TEXT    NOT NULL,
    ended_at       TEXT,                -- NULL while it waits
    PRIMARY KEY (school_id, job_id),
    CHECK ((request_key IS NULL) = (request_digest IS NULL)),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT;
CREATE UNIQUE INDEX job_by_request ON job (school_id, sent_by, request_key) WHERE request_key IS NOT NULL;
CREATE INDEX job_waiting ON job (created_at) WHERE ended_at IS NULL;

CREATE TABLE job_photo (
    school_id TEXT    NOT NULL,
    job_id    INTEGER NOT NULL,
    position  INTEGER NOT NULL,         -- from 0
    photo     BLOB    NOT NULL,         -- sealed: the file as it was sent
    PRIMARY KEY (school_id, job_id, position),
    FOREIGN KEY (school_id, job_id) REFERENCES job (school_id, job_id)
) STRICT;

-- The last number given to a job, never given twice.
ALTER TABLE school ADD COLUMN last_job INTEGER NOT NULL DEFAULT 0;
