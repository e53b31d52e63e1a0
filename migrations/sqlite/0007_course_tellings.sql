-- Something that everybody of a course is told: who was told stands in course_notices.
CREATE TABLE course_tellings (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    course_id           INTEGER NOT NULL REFERENCES courses (id),
    session_id          INTEGER REFERENCES sessions (id),
    kind                TEXT    NOT NULL,
    occasion            INTEGER NOT NULL,
    -- The last who had to do with the course by then: who came later knows it.
    last_enrolment_id   INTEGER NOT NULL
);
CREATE INDEX course_tellings_by_course ON course_tellings (course_id);

-- When its title or text was last changed: what was to be said of an earlier one is not.
ALTER TABLE courses ADD COLUMN reworded_at INTEGER;

-- The times of which people were told before it was moved.
ALTER TABLE sessions ADD COLUMN was_starts_at INTEGER;
ALTER TABLE sessions ADD COLUMN was_ends_at INTEGER;
