-- Which class's register goes to which attendance activity in Moodle.

CREATE TABLE moodle_link (
    school_id TEXT NOT NULL,
    class_id  TEXT NOT NULL,
    link      TEXT NOT NULL CHECK (json_valid(link)),
    token     BLOB NOT NULL,                -- sealed for this class and site
    PRIMARY KEY (school_id, class_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT, WITHOUT ROWID;

-- Platforms that open Muster by LTI, and the courses from which teachers did.

CREATE TABLE lti_platform (
    school_id   TEXT    NOT NULL,
    platform_id INTEGER NOT NULL,
    issuer      TEXT    NOT NULL,
    client_id   TEXT    NOT NULL,
    platform    TEXT    NOT NULL CHECK (json_valid(platform)),
    PRIMARY KEY (school_id, platform_id),
    UNIQUE (school_id, issuer, client_id),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lti_context (
    school_id   TEXT    NOT NULL,
    platform_id INTEGER NOT NULL,
    deployment  TEXT    NOT NULL,
    context     TEXT    NOT NULL,
    about       TEXT    NOT NULL CHECK (json_valid(about)),   -- what the last launch said
    class_id    TEXT,
    link        TEXT CHECK (json_valid(link)),
    PRIMARY KEY (school_id, platform_id, deployment, context),
    UNIQUE (school_id, class_id),
    CHECK ((class_id IS NULL) = (link IS NULL)),
    FOREIGN KEY (school_id, platform_id) REFERENCES lti_platform (school_id, platform_id) ON DELETE CASCADE,
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE school ADD COLUMN last_lti_platform INTEGER NOT NULL DEFAULT 0;
ALTER TABLE school ADD COLUMN lti_key BLOB;                    -- sealed: PKCS #8 in DER; NULL before it is needed
