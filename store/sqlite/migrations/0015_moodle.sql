-- Which class's register goes to which attendance activity in Moodle.

CREATE TABLE moodle_link (
    school_id TEXT NOT NULL,
    class_id  TEXT NOT NULL,
    link      TEXT NOT NULL CHECK (json_valid(link)),
    token     BLOB NOT NULL,                -- sealed for this class and site
    PRIMARY KEY (school_id, class_id),
    FOREIGN KEY (school_id, class_id) REFERENCES class (school_id, class_id)
) STRICT, WITHOUT ROWID;
