-- Whose face may be used: consent as a ledger, and where faces are not used at all.

ALTER TABLE school ADD COLUMN face TEXT NOT NULL DEFAULT 'on' CHECK (face IN ('on', 'off'));
ALTER TABLE class ADD COLUMN face TEXT NOT NULL DEFAULT 'on' CHECK (face IN ('on', 'off'));
ALTER TABLE student ADD COLUMN face TEXT NOT NULL DEFAULT 'on' CHECK (face IN ('on', 'off'));
-- What the student's ledger comes to, written with each of its entries.
ALTER TABLE student ADD COLUMN consent TEXT NOT NULL DEFAULT 'none'
    CHECK (consent IN ('none', 'granted', 'objected', 'withdrawn', 'refused_by_child'));
ALTER TABLE student ADD COLUMN consent_until TEXT; -- its last day; NULL without an end

-- What people were given to read. A version's words never change.
CREATE TABLE consent_text (
    school_id TEXT NOT NULL,
    version   TEXT NOT NULL CHECK (version <> ''),
    language  TEXT NOT NULL CHECK (language <> ''),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    body      TEXT NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (school_id, version, language),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
    school_id     TEXT    NOT NULL,
    student_id    TEXT    NOT NULL,
    number        INTEGER NOT NULL,   -- order of arrival in the student's ledger, from 1
    kind          TEXT    NOT NULL CHECK (kind IN ('granted', 'objected', 'withdrawn', 'refused_by_child')),
    person        TEXT    NOT NULL CHECK (person <> ''),
    relation      TEXT    NOT NULL CHECK (relation IN ('student', 'parent', 'guardian')),
    text_version  TEXT    NOT NULL,
    text_language TEXT    NOT NULL,
    text_sha256   TEXT    NOT NULL,
    until         TEXT,
    evidence      TEXT    NOT NULL,
    at            TEXT    NOT NULL,
    entered_by    TEXT    NOT NULL,
    PRIMARY KEY (school_id, student_id, number),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT, WITHOUT ROWID;
-- The ledger is only added to; the erasure of a student drops this trigger and makes it again in its transaction, and
-- removes rows, for which there is no trigger.
CREATE TRIGGER consent_is_not_changed BEFORE UPDATE ON consent
BEGIN
    SELECT RAISE(ABORT, 'entries of consent are only ever added');
END;

-- The last net under the checks of the program: no face of somebody without a live consent is kept.
CREATE TRIGGER enrolled_face_needs_consent BEFORE INSERT ON enrolled_face
WHEN NEW.student_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'no consent to keep this face') WHERE NOT EXISTS (
        SELECT 1 FROM student JOIN school USING (school_id)
        WHERE student.school_id = NEW.school_id AND student.student_id = NEW.student_id
            AND student.consent = 'granted' AND student.face = 'on' AND school.face = 'on');
END;
CREATE TRIGGER named_face_needs_consent BEFORE UPDATE OF student_id, state ON enrolled_face
WHEN NEW.student_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'no consent to keep this face') WHERE NOT EXISTS (
        SELECT 1 FROM student JOIN school USING (school_id)
        WHERE student.school_id = NEW.school_id AND student.student_id = NEW.student_id
            AND student.consent = 'granted' AND student.face = 'on' AND school.face = 'on');
END;
CREATE TRIGGER imported_template_needs_consent BEFORE INSERT ON template
WHEN NEW.student_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'no consent to keep this template') WHERE NOT EXISTS (
        SELECT 1 FROM student JOIN school USING (school_id)
        WHERE student.school_id = NEW.school_id AND student.student_id = NEW.student_id
            AND student.consent = 'granted' AND student.face = 'on' AND school.face = 'on');
END;
