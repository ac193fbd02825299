-- The log of who did what. Each entry's hash covers the entry and the hash before it, under a key derived from the
-- school's; the last number and hash are sealed in the school's row, so that cutting off the end shows, too.

CREATE TABLE audit (
    school_id TEXT    NOT NULL,
    number    INTEGER NOT NULL,       -- from 1, without gaps
    at        TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    actor     TEXT    NOT NULL,
    act       TEXT    NOT NULL,
    about     TEXT    NOT NULL,
    subject   TEXT,                   -- audit_subject.name of the student
    outcome   INTEGER NOT NULL,
    detail    TEXT    NOT NULL,
    hash      BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (school_id, number),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT;
CREATE INDEX audit_by_subject ON audit (school_id, subject) WHERE subject IS NOT NULL;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

-- What the log calls a student. When the student is erased the row goes, and the name means nothing any more.
CREATE TABLE audit_subject (
    school_id  TEXT NOT NULL,
    student_id TEXT NOT NULL,
    name       TEXT NOT NULL,
    PRIMARY KEY (school_id, student_id),
    UNIQUE (school_id, name),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE school ADD COLUMN audit_head BLOB; -- sealed: number and hash of the last entry; NULL before the first
