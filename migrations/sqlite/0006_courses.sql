-- Courses: announced, joined, remembered, counted.

-- Nothing led to the sessions of before.
DROP TABLE sessions;

ALTER TABLE guilds ADD COLUMN next_course INTEGER NOT NULL DEFAULT 1;

CREATE TABLE courses (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    number              INTEGER NOT NULL,
    -- One wish, however often it was sent.
    form_id             INTEGER NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN ('draft', 'published', 'cancelled')),
    version             INTEGER NOT NULL DEFAULT 1,
    title               TEXT    NOT NULL,
    description         TEXT    NOT NULL,
    place               TEXT    NOT NULL,
    -- Shown only to those who joined, from the hour before.
    link                TEXT,
    capacity            INTEGER CHECK (capacity > 0),
    deadline_at         INTEGER,
    -- Who may join: those with this role, and those of this programme.
    role_id             INTEGER,
    programme_id        INTEGER REFERENCES programmes (id),
    -- What is said before a session: week, day, hour, with commas.
    reminders           TEXT    NOT NULL,
    -- 1: those on the spot enter a code to say that they are there.
    with_code           INTEGER NOT NULL DEFAULT 0,
    made_by             INTEGER NOT NULL,
    made_at             INTEGER NOT NULL,
    published_at        INTEGER,
    -- When its place was changed last after that.
    placed_at           INTEGER,
    cancelled_at        INTEGER,
    -- When it is to be looked at next.
    care_at             INTEGER,
    -- Where it is announced, by what, and the thread there.
    channel_id          INTEGER,
    card_id             INTEGER,
    thread_id           INTEGER,
    UNIQUE (guild_id, number),
    UNIQUE (guild_id, made_by, form_id)
);
CREATE INDEX courses_by_care ON courses (care_at) WHERE care_at IS NOT NULL;

-- The dated meetings of courses.
CREATE TABLE sessions (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    course_id           INTEGER NOT NULL REFERENCES courses (id),
    starts_at           INTEGER NOT NULL,
    ends_at             INTEGER NOT NULL,
    -- RFC 5545: it grows with each change that matters to a calendar.
    sequence            INTEGER NOT NULL DEFAULT 0,
    -- Since when it is planned for then.
    planned_at          INTEGER NOT NULL,
    cancelled_at        INTEGER,
    -- When it is to be looked at next.
    care_at             INTEGER,
    -- What those on the spot enter.
    code                TEXT    NOT NULL,
    -- People without Discord who came, and those who saw the recording.
    walk_ins            INTEGER NOT NULL DEFAULT 0,
    viewers             INTEGER NOT NULL DEFAULT 0,
    event_id            INTEGER,
    -- The word that asks who is there.
    roll_id             INTEGER,
    -- The start for which it was asked, for which it is known who had a place, and for which
    -- what follows was begun.
    opened_for          INTEGER,
    begun_for           INTEGER,
    closed_for          INTEGER
);
CREATE INDEX sessions_by_course ON sessions (course_id, starts_at);
CREATE INDEX sessions_by_care ON sessions (care_at) WHERE care_at IS NOT NULL;

CREATE TABLE enrolments (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    course_id           INTEGER NOT NULL REFERENCES courses (id),
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN
                            ('going', 'waitlisted', 'offered', 'cancelled')),
    -- Nobody has a place that somebody else has.
    seat                INTEGER,
    -- Their order in the line.
    line                INTEGER NOT NULL,
    -- Since when it is so.
    since               INTEGER NOT NULL,
    offered_until       INTEGER,
    offers              INTEGER NOT NULL DEFAULT 0,
    UNIQUE (course_id, user_id),
    UNIQUE (course_id, seat),
    CHECK ((seat IS NOT NULL) = (state IN ('going', 'offered'))),
    CHECK ((offered_until IS NOT NULL) = (state = 'offered'))
);
CREATE INDEX enrolments_by_user ON enrolments (guild_id, user_id);
CREATE INDEX enrolments_by_line ON enrolments (course_id, state, line);

-- Who had a place in a session as it began.
CREATE TABLE session_places (
    session_id          INTEGER NOT NULL REFERENCES sessions (id),
    user_id             INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
);

-- Who has a place and does not come to this session.
CREATE TABLE excuses (
    session_id          INTEGER NOT NULL REFERENCES sessions (id),
    user_id             INTEGER NOT NULL,
    at                  INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
);

-- What somebody is told about a course.
CREATE TABLE course_notices (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    course_id           INTEGER NOT NULL REFERENCES courses (id),
    session_id          INTEGER REFERENCES sessions (id),
    user_id             INTEGER NOT NULL,
    kind                TEXT    NOT NULL,
    -- What makes it another one of its kind.
    occasion            INTEGER NOT NULL,
    wanted_at           INTEGER NOT NULL,
    -- The call by which it is said in the thread, if it is.
    call_id             INTEGER,
    -- When its moment had passed before it was said.
    passed_at           INTEGER,
    -- What was said.
    channel_id          INTEGER,
    message_id          INTEGER
);
CREATE UNIQUE INDEX course_notices_once ON course_notices
    (course_id, kind, occasion, user_id, COALESCE(session_id, 0));
CREATE INDEX course_notices_by_call ON course_notices (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX course_notices_by_session ON course_notices (session_id, user_id);

-- A message that tells several people the same in a course's thread.
CREATE TABLE course_calls (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    course_id           INTEGER NOT NULL REFERENCES courses (id),
    session_id          INTEGER REFERENCES sessions (id),
    kind                TEXT    NOT NULL,
    occasion            INTEGER NOT NULL,
    people              INTEGER NOT NULL,
    -- 1: it is under way, and nobody is put into it any more.
    sealed              INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX course_calls_open ON course_calls (course_id, kind, occasion) WHERE sealed = 0;

CREATE TABLE attendances (
    session_id          INTEGER NOT NULL REFERENCES sessions (id),
    user_id             INTEGER NOT NULL,
    came                INTEGER NOT NULL,
    -- 1: they had a place when it was said.
    enrolled            INTEGER NOT NULL,
    marked_by           INTEGER NOT NULL,
    marked_at           INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
);

-- Every change of what was counted, with who and when.
CREATE TABLE attendance_changes (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id          INTEGER NOT NULL REFERENCES sessions (id),
    -- Whose attendance, or that of nobody we know: the numbers.
    user_id             INTEGER,
    what                TEXT    NOT NULL CHECK (what IN ('came', 'walk_ins', 'viewers')),
    was                 INTEGER,
    became              INTEGER,
    changed_by          INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL
);
CREATE INDEX attendance_changes_by_session ON attendance_changes (session_id);

-- What those who came say.
CREATE TABLE course_feedback (
    session_id          INTEGER NOT NULL REFERENCES sessions (id),
    user_id             INTEGER NOT NULL,
    satisfaction        INTEGER NOT NULL CHECK (satisfaction BETWEEN 1 AND 5),
    helped              TEXT    NOT NULL,
    next                TEXT    NOT NULL,
    -- 1: it may be quoted; with their name.
    released            INTEGER NOT NULL DEFAULT 0,
    named               INTEGER NOT NULL DEFAULT 0,
    given_at            INTEGER NOT NULL,
    PRIMARY KEY (session_id, user_id)
);
