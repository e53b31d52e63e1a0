-- Something that everybody of a course is told: who was told stands in course_notices.
CREATE TABLE course_tellings (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    course_id           INTEGER NOT NULL REFERENCES courses (id),
    session_id          INTEGER REFERENCES sessions (id),
    kind                TEXT    NOT NULL,
    occasion            INTEGER NOT NULL,
    wanted_at           INTEGER NOT NULL
);
CREATE INDEX course_tellings_by_course ON course_tellings (course_id);
