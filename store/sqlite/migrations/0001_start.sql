-- The first schema. Migrations only go forward: a change is a new file, and this one is never edited again.
--
-- How values are written:
--   ids        TEXT, exactly as the school gives them, compared byte by byte
--   dates      TEXT, ISO 8601, the school's local date: 2026-09-01
--   instants   TEXT, RFC 3339 in UTC with nine digits, so that text order is time order:
--              2026-09-01T08:15:00.000000000Z
--   capture    TEXT, ISO 8601 without a zone: what the camera's clock said
--   digests    BLOB, 32 bytes, SHA-256
--   boxes      four REALs, pixels of the upright photo
--   sealed     BLOB: version byte, 24-byte nonce, XChaCha20-Poly1305 ciphertext and tag; the associated data
--              names the school, the kind and the row (see src/seal.rs), so a blob opens in its own row only
--   JSON       TEXT, the domain types' serde form
--
-- Every table's key starts with school_id, every foreign key includes it, and every query names it.

CREATE TABLE school (
    school_id    TEXT    NOT NULL PRIMARY KEY CHECK (school_id <> ''),
    name         TEXT    NOT NULL,
    key_check    BLOB    NOT NULL,            -- sealed; opened at start, so that a wrong key file shows at once
    last_session INTEGER NOT NULL DEFAULT 0,  -- the highest session_id ever given: ids are never used again
    last_sample  INTEGER NOT NULL DEFAULT 0   -- the same for face_id and sample, which share one sequence
) STRICT, WITHOUT ROWID;

CREATE TABLE class (
    school_id TEXT NOT NULL,
    class_id  TEXT NOT NULL CHECK (class_id <> ''),
    name      TEXT NOT NULL,
    PRIMARY KEY (school_id, class_id),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE student (
    school_id  TEXT NOT NULL,
    student_id TEXT NOT NULL CHECK (student_id <> ''),
    last_name  TEXT NOT NULL,
    first_name TEXT NOT NULL,
    PRIMARY KEY (school_id, student_id),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster (
    school_id  TEXT NOT NULL,
    class_id   TEXT NOT NULL,
    student_id TEXT NOT NULL,
    PRIMARY KEY (school_id, class_id, student_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roster_by_student ON roster (school_id, student_id);

CREATE TABLE enrolled_face (
    school_id   TEXT    NOT NULL,
    face_id     INTEGER NOT NULL,
    class_id    TEXT    NOT NULL,
    student_id  TEXT,                   -- whose, now; NULL while the face has no name
    given_as    TEXT,                   -- whose, when it was stored: a second run finds the face by this
    source_name TEXT    NOT NULL,
    photo       BLOB    NOT NULL CHECK (length(photo) = 32),
    box_x       REAL    NOT NULL,
    box_y       REAL    NOT NULL,
    box_width   REAL    NOT NULL CHECK (box_width >= 0),
    box_height  REAL    NOT NULL CHECK (box_height >= 0),
    quality     TEXT    NOT NULL CHECK (json_valid(quality)),
    state       TEXT    NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
    remark      TEXT    NOT NULL,
    crop        BLOB    NOT NULL,       -- sealed
    at          TEXT    NOT NULL,
    PRIMARY KEY (school_id, face_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id),
    FOREIGN KEY (school_id, given_as) REFERENCES student (school_id, student_id)
) STRICT;
CREATE UNIQUE INDEX enrolled_face_once ON enrolled_face
    (school_id, class_id, photo, ifnull(given_as, ''), box_x, box_y, box_width, box_height);
CREATE INDEX enrolled_face_by_student ON enrolled_face (school_id, student_id);

-- A template belongs to an enrolled face (then sample = face_id, and whose it is is read there) or, when
-- imported, to a student.
CREATE TABLE template (
    school_id  TEXT    NOT NULL,
    sample     INTEGER NOT NULL,
    model      TEXT    NOT NULL CHECK (model <> ''),
    face_id    INTEGER CHECK (face_id IS NULL OR face_id = sample),
    student_id TEXT,
    dimension  INTEGER NOT NULL CHECK (dimension > 0),
    vector     BLOB    NOT NULL,        -- sealed: `dimension` little-endian 32-bit floats
    at         TEXT    NOT NULL,
    PRIMARY KEY (school_id, sample, model),
    CHECK ((face_id IS NULL) <> (student_id IS NULL)),
    FOREIGN KEY (school_id, face_id) REFERENCES enrolled_face (school_id, face_id),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT;
CREATE INDEX template_by_face ON template (school_id, face_id);
CREATE INDEX template_by_student ON template (school_id, student_id);

CREATE TABLE session (
    school_id  TEXT    NOT NULL,
    session_id INTEGER NOT NULL,
    class_id   TEXT    NOT NULL,
    date       TEXT    NOT NULL
        CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    label      TEXT    NOT NULL,
    closed_at  TEXT,
    PRIMARY KEY (school_id, session_id),
    UNIQUE (school_id, class_id, date, label),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT;

CREATE TABLE photo (
    school_id   TEXT    NOT NULL,
    session_id  INTEGER NOT NULL,
    digest      BLOB    NOT NULL CHECK (length(digest) = 32),
    position    INTEGER NOT NULL,       -- order of arrival within the session, from 1
    width       INTEGER NOT NULL CHECK (width >= 0),
    height      INTEGER NOT NULL CHECK (height >= 0),
    captured_at TEXT,
    profile     TEXT    NOT NULL,
    at          TEXT    NOT NULL,
    PRIMARY KEY (school_id, session_id, digest),
    UNIQUE (school_id, session_id, position),
    FOREIGN KEY (school_id, session_id) REFERENCES session (school_id, session_id)
) STRICT;

CREATE TABLE face (
    school_id  TEXT    NOT NULL,
    session_id INTEGER NOT NULL,
    digest     BLOB    NOT NULL,
    face_index INTEGER NOT NULL,        -- place in the photo's list of faces, from 0
    face       TEXT    NOT NULL CHECK (json_valid(face)),  -- box, landmarks, confidence, quality
    verdict    BLOB    NOT NULL,        -- sealed: the verdict's JSON, with its candidates
    crop       BLOB    NOT NULL,        -- sealed
    model      TEXT,
    dimension  INTEGER CHECK (dimension > 0),
    template   BLOB,                    -- sealed
    PRIMARY KEY (school_id, session_id, digest, face_index),
    CHECK ((template IS NULL) = (model IS NULL) AND (template IS NULL) = (dimension IS NULL)),
    FOREIGN KEY (school_id, session_id, digest) REFERENCES photo (school_id, session_id, digest)
) STRICT;

-- The history of a session. `source` is the whole truth; the columns before it repeat what queries ask for.
CREATE TABLE mark (
    school_id   TEXT    NOT NULL,
    session_id  INTEGER NOT NULL,
    number      INTEGER NOT NULL,       -- order of arrival within the session, from 1
    student_id  TEXT    NOT NULL,
    status      TEXT    NOT NULL
        CHECK (status IN ('present', 'late', 'left_early', 'excused', 'absent', 'not_seen')),
    at          TEXT    NOT NULL,
    source_kind TEXT    NOT NULL CHECK (source_kind IN ('machine', 'human', 'closing')),
    set_by      TEXT,
    photo       BLOB,
    distance    REAL,
    model       TEXT,
    threshold   REAL,
    source      TEXT    NOT NULL CHECK (json_valid(source)),
    PRIMARY KEY (school_id, session_id, number),
    CHECK ((source_kind = 'machine') = (set_by IS NULL)),
    CHECK ((source_kind = 'machine')
        = (photo IS NOT NULL AND distance IS NOT NULL AND model IS NOT NULL AND threshold IS NOT NULL)),
    FOREIGN KEY (school_id, session_id) REFERENCES session (school_id, session_id),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT;
CREATE UNIQUE INDEX mark_once ON mark (school_id, session_id, student_id, at, status, source);
CREATE INDEX mark_by_student ON mark (school_id, student_id);

-- Marks are only ever added. The erasure of a student is a path of its own: it has to drop these triggers and
-- make them again inside its one transaction.
CREATE TRIGGER mark_is_not_changed BEFORE UPDATE ON mark
BEGIN
    SELECT RAISE(ABORT, 'marks are only ever added: correct one by adding another');
END;
CREATE TRIGGER mark_is_not_removed BEFORE DELETE ON mark
BEGIN
    SELECT RAISE(ABORT, 'marks are only ever added: correct one by adding another');
END;
