-- People who sign in. Logins are in lower case and NFC, passwords are argon2 hashes as PHC text; tokens and recovery
-- codes are SHA-256 of much randomness; second factors are sealed.

-- The role `kiosk` joins the others: a CHECK can't be changed in place, so both tables of keys are made anew.
CREATE TABLE api_key_anew (
    school_id  TEXT NOT NULL,
    key_id     TEXT NOT NULL CHECK (key_id <> ''),
    label      TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('admin', 'teacher', 'auditor', 'kiosk')),
    secret     BLOB NOT NULL UNIQUE CHECK (length(secret) = 32),
    created_at TEXT NOT NULL,
    revoked_at TEXT,
    PRIMARY KEY (school_id, key_id),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_key_class_anew (
    school_id TEXT NOT NULL,
    key_id    TEXT NOT NULL,
    class_id  TEXT NOT NULL,
    PRIMARY KEY (school_id, key_id, class_id),
    FOREIGN KEY (school_id, key_id) REFERENCES api_key_anew (school_id, key_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT, WITHOUT ROWID;

INSERT INTO api_key_anew (school_id, key_id, label, role, secret, created_at, revoked_at)
    SELECT school_id, key_id, label, role, secret, created_at, revoked_at FROM api_key;
INSERT INTO api_key_class_anew (school_id, key_id, class_id) SELECT school_id, key_id, class_id FROM api_key_class;
DROP TABLE api_key_class;
DROP TABLE api_key;
ALTER TABLE api_key_anew RENAME TO api_key; -- references to it are renamed with it
ALTER TABLE api_key_class_anew RENAME TO api_key_class;

CREATE TABLE school_user (
    school_id   TEXT NOT NULL,
    login       TEXT NOT NULL CHECK (login <> ''),
    name        TEXT NOT NULL,
    role        TEXT NOT NULL CHECK (role IN ('admin', 'teacher', 'auditor', 'kiosk')),
    password    TEXT,                   -- NULL until an invitation is accepted, and for who comes through a provider
    totp_secret BLOB,                   -- sealed
    totp_step   INTEGER,                -- the last step used; NULL while the second factor is only offered
    created_at  TEXT NOT NULL,
    disabled_at TEXT,
    PRIMARY KEY (school_id, login),
    CHECK (totp_step IS NULL OR totp_secret IS NOT NULL),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_class (
    school_id TEXT NOT NULL,
    login     TEXT NOT NULL,
    class_id  TEXT NOT NULL,
    PRIMARY KEY (school_id, login, class_id),
    FOREIGN KEY (school_id, login) REFERENCES school_user (school_id, login),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT, WITHOUT ROWID;

-- At most one for a user, and one for whoever sets the school up.
CREATE TABLE invitation (
    school_id  TEXT NOT NULL,
    secret     BLOB NOT NULL CHECK (length(secret) = 32),
    login      TEXT,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (school_id, secret),
    FOREIGN KEY (school_id) REFERENCES school (school_id),
    FOREIGN KEY (school_id, login) REFERENCES school_user (school_id, login)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invitation_once ON invitation (school_id, ifnull(login, ''));

CREATE TABLE recovery_code (
    school_id TEXT NOT NULL,
    login     TEXT NOT NULL,
    code      BLOB NOT NULL CHECK (length(code) = 32),
    PRIMARY KEY (school_id, login, code),
    FOREIGN KEY (school_id, login) REFERENCES school_user (school_id, login)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in (
    school_id    TEXT NOT NULL,
    secret       BLOB NOT NULL UNIQUE CHECK (length(secret) = 32),
    login        TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    last_used_at TEXT NOT NULL,
    expires_at   TEXT NOT NULL,
    agent        TEXT NOT NULL,
    PRIMARY KEY (school_id, secret),
    FOREIGN KEY (school_id, login) REFERENCES school_user (school_id, login)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_by_user ON sign_in (school_id, login);
