-- Each school's own data key. What is sealed is sealed under it, and it is kept wrapped by the master key, which is in
-- no table: in the key file, in the environment, or with a service.

CREATE TABLE data_key (
    school_id    TEXT    NOT NULL PRIMARY KEY,
    generation   INTEGER NOT NULL CHECK (generation > 0),  -- counts the keys that the school has had
    wrapped      BLOB,                                     -- NULL once it is destroyed: then nothing opens what it sealed
    made_at      TEXT,                                     -- NULL when it was made as the school was
    destroyed_at TEXT,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE school ADD COLUMN audit_key BLOB; -- sealed: what entries of the audit log are chained with, as long as there is a log

-- Who was erased, so that a backup from before does not bring them back: a digest of their id that only this school's
-- keys make. It names nobody.
CREATE TABLE erased_student (
    school_id TEXT NOT NULL,
    digest    BLOB NOT NULL CHECK (length(digest) = 32),
    at        TEXT NOT NULL,
    PRIMARY KEY (school_id, digest),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;
