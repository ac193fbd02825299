-- Pictures of class photos, until their session is closed or a day has gone by.

CREATE TABLE session_picture (
    school_id  TEXT    NOT NULL,
    session_id INTEGER NOT NULL,
    photo      BLOB    NOT NULL CHECK (length(photo) = 32),
    file       BLOB    NOT NULL,        -- sealed: the file as it was sent
    kept_at    TEXT    NOT NULL,
    PRIMARY KEY (school_id, session_id, photo),
    FOREIGN KEY (school_id, session_id, photo) REFERENCES photo (school_id, session_id, digest)
) STRICT;
CREATE INDEX session_picture_by_age ON session_picture (kept_at);
