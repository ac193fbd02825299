-- Records have a timer: the oldest sessions, leave and entries of the audit log go when their time is over.

ALTER TABLE school ADD COLUMN audit_start BLOB; -- sealed: number and hash of the last entry that is gone; NULL while none is

-- Evidence of what was said about consent: signed forms, letters.
CREATE TABLE consent_file (
    school_id  TEXT    NOT NULL,
    student_id TEXT    NOT NULL,
    entry      INTEGER NOT NULL,           -- consent.number
    number     INTEGER NOT NULL,           -- order within the entry, from 1
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    bytes      INTEGER NOT NULL CHECK (bytes > 0),
    file       BLOB    NOT NULL,           -- sealed
    PRIMARY KEY (school_id, student_id, entry, number),
    FOREIGN KEY (school_id, student_id, entry) REFERENCES consent (school_id, student_id, number)
) STRICT;

-- The newest of a kind, without reading the whole log.
CREATE INDEX audit_by_kind ON audit (school_id, kind, number);

-- A substitution may be entered ahead.
ALTER TABLE user_class ADD COLUMN first_day TEXT;
