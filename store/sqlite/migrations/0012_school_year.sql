-- The school year: who is on a roster from when to when, groups, the timetable, leave, statuses of the school's own.

-- Stays on a roster, and in a group of the class. `first_day` is '' for since ever; `last_day` NULL for still there.
CREATE TABLE stay (
    school_id  TEXT NOT NULL,
    class_id   TEXT NOT NULL,
    group_name TEXT NOT NULL DEFAULT '',   -- '' for the class's roster
    student_id TEXT NOT NULL,
    first_day  TEXT NOT NULL DEFAULT '',
    last_day   TEXT CHECK (last_day >= first_day),
    PRIMARY KEY (school_id, class_id, group_name, student_id, first_day),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT, WITHOUT ROWID;
INSERT INTO stay (school_id, class_id, student_id) SELECT school_id, class_id, student_id FROM roster;
DROP TABLE roster;
CREATE INDEX stay_by_student ON stay (school_id, student_id);
CREATE UNIQUE INDEX stay_once_open ON stay (school_id, class_id, group_name, student_id) WHERE last_day IS NULL;

CREATE TABLE class_group (
    school_id  TEXT NOT NULL,
    class_id   TEXT NOT NULL,
    group_name TEXT NOT NULL CHECK (group_name <> ''),
    PRIMARY KEY (school_id, class_id, group_name),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE school ADD COLUMN calendar TEXT NOT NULL DEFAULT '{"terms":[],"holidays":[]}' CHECK (json_valid(calendar));
ALTER TABLE school ADD COLUMN status_set TEXT;               -- NULL for Muster's own letters
ALTER TABLE school ADD COLUMN last_slot INTEGER NOT NULL DEFAULT 0;
ALTER TABLE school ADD COLUMN last_leave INTEGER NOT NULL DEFAULT 0;

CREATE TABLE slot (
    school_id  TEXT    NOT NULL,
    slot_id    INTEGER NOT NULL,
    class_id   TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    group_name TEXT,
    weekdays   TEXT    NOT NULL CHECK (json_valid(weekdays)),  -- numbers, Monday is 1
    every      INTEGER NOT NULL CHECK (every BETWEEN 1 AND 4), -- weeks
    first_day  TEXT    NOT NULL,
    last_day   TEXT    NOT NULL CHECK (last_day >= first_day),
    starts     TEXT    NOT NULL,                               -- the school's clock: 08:15:00
    ends       TEXT    NOT NULL,
    grace      INTEGER CHECK (grace >= 0),                     -- minutes
    PRIMARY KEY (school_id, slot_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT;
CREATE INDEX slot_by_class ON slot (school_id, class_id);

CREATE TABLE cancellation (
    school_id TEXT    NOT NULL,
    slot_id   INTEGER NOT NULL,
    date      TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    PRIMARY KEY (school_id, slot_id, date),
    FOREIGN KEY (school_id, slot_id) REFERENCES slot (school_id, slot_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

ALTER TABLE session ADD COLUMN time TEXT CHECK (time IS NULL OR json_valid(time));
ALTER TABLE session ADD COLUMN group_name TEXT;
ALTER TABLE photo ADD COLUMN taken_at TEXT;                   -- an instant; NULL when nobody can vouch for one
ALTER TABLE job ADD COLUMN sent_at TEXT;                      -- the sender's local time when it was sent

CREATE TABLE leave (
    school_id    TEXT    NOT NULL,
    leave_id     INTEGER NOT NULL,
    student_id   TEXT    NOT NULL,
    first_day    TEXT    NOT NULL,
    last_day     TEXT    NOT NULL CHECK (last_day >= first_day),
    letter       TEXT,
    note         BLOB    NOT NULL,         -- sealed: it often speaks of illness
    set_by       TEXT    NOT NULL,
    at           TEXT    NOT NULL,
    withdrawn_by TEXT,
    withdrawn_at TEXT,
    PRIMARY KEY (school_id, leave_id),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
    FOREIGN KEY (school_id, student_id) REFERENCES student (school_id, student_id)
) STRICT;
CREATE INDEX leave_by_student ON leave (school_id, student_id);

CREATE TABLE leave_file (
    school_id  TEXT    NOT NULL,
    leave_id   INTEGER NOT NULL,
    number     INTEGER NOT NULL,           -- order within the leave, from 1
    name       TEXT    NOT NULL,
    media_type TEXT    NOT NULL,
    bytes      INTEGER NOT NULL CHECK (bytes > 0),
    file       BLOB    NOT NULL,           -- sealed
    PRIMARY KEY (school_id, leave_id, number),
    FOREIGN KEY (school_id, leave_id) REFERENCES leave (school_id, leave_id)
) STRICT;

CREATE TABLE status_set (
    school_id TEXT NOT NULL,
    set_id    TEXT NOT NULL CHECK (set_id <> ''),
    statuses  TEXT NOT NULL CHECK (json_valid(statuses)),      -- the whole set
    PRIMARY KEY (school_id, set_id),
    FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

-- The status of the school's own set that was chosen; '' for none. Two marks that differ in it alone are two marks.
ALTER TABLE mark ADD COLUMN letter TEXT NOT NULL DEFAULT '';
DROP INDEX mark_once;
CREATE UNIQUE INDEX mark_once ON mark (school_id, session_id, student_id, at, status, source, letter);

-- Substitutes have a class until a day.
ALTER TABLE user_class ADD COLUMN last_day TEXT;
