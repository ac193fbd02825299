-- Keys to the server. A secret has 256 random bits, so its plain SHA-256 can't be guessed back.

CREATE TABLE api_key (
    school_id  TEXT NOT NULL,
    key_id     TEXT NOT NULL CHECK (key_id <> ''),
    label      TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('admin', 'teacher', 'auditor')),
    secret     BLOB NOT NULL UNIQUE CHECK (length(secret) = 32),
    created_at TEXT NOT NULL,
    revoked_at TEXT,
    PRIMARY KEY (school_id, key_id),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key_class (
    school_id TEXT NOT NULL,
    key_id    TEXT NOT NULL,
    class_id  TEXT NOT NULL,
    PRIMARY KEY (school_id, key_id, class_id),
    FOREIGN KEY (school_id, key_id) REFERENCES api_key (school_id, key_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT, WITHOUT ROWID;
