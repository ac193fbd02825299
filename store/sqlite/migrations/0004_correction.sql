-- What people say of faces; a face's templates one by one, so that a confirmed face can join the gallery; marks by
-- confirmation and their withdrawal; requests that may come again.

ALTER TABLE photo ADD COLUMN model TEXT NOT NULL DEFAULT '';
UPDATE photo SET model = coalesce(
    (SELECT max(face.model) FROM face
     WHERE (face.school_id, face.session_id, face.digest) = (photo.school_id, photo.session_id, photo.digest)), '');

-- `face` without its single template, which gets a table of its own.
CREATE TABLE template_of_face AS
    SELECT school_id, session_id, digest, face_index, model, dimension, template FROM face
    WHERE template IS NOT NULL;
CREATE TABLE face_without_template (
    school_id  TEXT    NOT NULL,
    session_id INTEGER NOT NULL,
    digest     BLOB    NOT NULL,
    face_index INTEGER NOT NULL,        -- place in the photo's list of faces, from 0
    face       TEXT    NOT NULL CHECK (json_valid(face)),  -- box, landmarks, confidence, quality
    verdict    BLOB    NOT NULL,        -- sealed: the machine's verdict as JSON, with its candidates
    crop       BLOB    NOT NULL,        -- sealed
    PRIMARY KEY (school_id, session_id, digest, face_index),
    FOREIGN KEY (school_id, session_id, digest) REFERENCES photo (school_id, session_id, digest)
) STRICT;
INSERT INTO face_without_template
    SELECT school_id, session_id, digest, face_index, face, verdict, crop FROM face;
DROP TABLE face;
ALTER TABLE face_without_template RENAME TO face;
CREATE TABLE face_template (
    school_id  TEXT    NOT NULL,
    session_id INTEGER NOT NULL,
    digest     BLOB    NOT NULL,
    face_index INTEGER NOT NULL,
    model      TEXT    NOT NULL CHECK (model <> ''),
    dimension  INTEGER NOT NULL CHECK (dimension > 0),
    vector     BLOB    NOT NULL,        -- sealed: `dimension` little-endian 32-bit floats
    PRIMARY KEY (school_id, session_id, digest, face_index, model),
    FOREIGN KEY (school_id, session_id, digest, face_index)
        REFERENCES face (school_id, session_id, digest, face_index)
) STRICT;
INSERT INTO face_template SELECT * FROM template_of_face;
DROP TABLE template_of_face;

CREATE TABLE correction (
    school_id  TEXT    NOT NULL,
    session_id INTEGER NOT NULL,
    number     INTEGER NOT NULL,        -- order of arrival within the session, from 1
    digest     BLOB    NOT NULL,
    face_index INTEGER NOT NULL,
    student_id TEXT,                    -- whom it names; NULL for nobody and open
    correction TEXT    NOT NULL CHECK (json_valid(correction)),
    PRIMARY KEY (school_id, session_id, number),
    FOREIGN KEY (school_id, session_id, digest, face_index)
        REFERENCES face (school_id, session_id, digest, face_index),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT;
CREATE UNIQUE INDEX correction_once ON correction (school_id, session_id, correction);
CREATE INDEX correction_by_student ON correction (school_id, student_id);

-- The same history of marks with two more sources.
CREATE TABLE mark_with_confirmations (
    school_id   TEXT    NOT NULL,
    session_id  INTEGER NOT NULL,
    number      INTEGER NOT NULL,       -- order of arrival within the session, from 1
    student_id  TEXT    NOT NULL,
    status      TEXT    NOT NULL
        CHECK (status IN ('present', 'late', 'left_early', 'excused', 'absent', 'not_seen')),
    at          TEXT    NOT NULL,
    source_kind TEXT    NOT NULL
        CHECK (source_kind IN ('machine', 'human', 'confirmed', 'withdrawal', 'closing')),
    set_by      TEXT,
    photo       BLOB,
    distance    REAL,
    model       TEXT,
    threshold   REAL,
    source      TEXT    NOT NULL CHECK (json_valid(source)),
    PRIMARY KEY (school_id, session_id, number),
    CHECK ((source_kind = 'machine') = (set_by IS NULL)),
    CHECK ((source_kind = 'machine')
        = (distance IS NOT NULL AND model IS NOT NULL AND threshold IS NOT NULL)),
    CHECK ((source_kind IN ('machine', 'confirmed')) = (photo IS NOT NULL)),
    FOREIGN KEY (school_id, session_id) REFERENCES session (school_id, session_id),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT;
INSERT INTO mark_with_confirmations SELECT * FROM mark;
DROP TABLE mark;                        -- with its indices and triggers
ALTER TABLE mark_with_confirmations RENAME TO mark;
CREATE UNIQUE INDEX mark_once ON mark (school_id, session_id, student_id, at, status, source);
CREATE INDEX mark_by_student ON mark (school_id, student_id);

-- Marks and corrections are only ever added. The erasure of a student is a path of its own: it has to drop these
-- triggers and make them again inside its one transaction.
CREATE TRIGGER mark_is_not_changed BEFORE UPDATE ON mark
BEGIN
    SELECT RAISE(ABORT, 'marks are only ever added: correct one by adding another');
END;
CREATE TRIGGER mark_is_not_removed BEFORE DELETE ON mark
BEGIN
    SELECT RAISE(ABORT, 'marks are only ever added: correct one by adding another');
END;
CREATE TRIGGER correction_is_not_changed BEFORE UPDATE ON correction
BEGIN
    SELECT RAISE(ABORT, 'corrections are only ever added: take one back by adding another');
END;
CREATE TRIGGER correction_is_not_removed BEFORE DELETE ON correction
BEGIN
    SELECT RAISE(ABORT, 'corrections are only ever added: take one back by adding another');
END;

-- Requests that were done, so that a client may send one again. Old ones are removed.
CREATE TABLE request (
    school_id TEXT NOT NULL,
    sent_by   TEXT NOT NULL,
    key       TEXT NOT NULL,
    digest    BLOB NOT NULL CHECK (length(digest) = 32),
    at        TEXT NOT NULL,
    PRIMARY KEY (school_id, sent_by, key),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_by_age ON request (at);
