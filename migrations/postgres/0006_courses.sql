-- Courses: announced, joined, remembered, counted.

-- Nothing led to the sessions of before.
DROP TABLE sessions;

ALTER TABLE guilds ADD COLUMN next_course BIGINT NOT NULL DEFAULT 1;

CREATE TABLE courses (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    number              BIGINT NOT NULL,
    -- One wish, however often it was sent.
    form_id             BIGINT NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN ('draft', 'published', 'cancelled')),
    version             BIGINT NOT NULL DEFAULT 1,
    title               TEXT    NOT NULL,
    description         TEXT    NOT NULL,
    place               TEXT    NOT NULL,
    -- Shown only to those who joined, from the hour before.
    link                TEXT,
    capacity            BIGINT CHECK (capacity > 0),
    deadline_at         BIGINT,
    -- Who may join: those with this role, and those of this programme.
    role_id             BIGINT,
    programme_id        BIGINT REFERENCES programmes (id),
    -- What is said before a session: week, day, hour, with commas.
    reminders           TEXT    NOT NULL,
    -- 1: those on the spot enter a code to say that they are there.
    with_code           BIGINT NOT NULL DEFAULT 0,
    made_by             BIGINT NOT NULL,
    made_at             BIGINT NOT NULL,
    published_at        BIGINT,
    -- When its place was changed last after that.
    placed_at           BIGINT,
    cancelled_at        BIGINT,
    -- When it is to be looked at next.
    care_at             BIGINT,
    -- Where it is announced, by what, and the thread there.
    channel_id          BIGINT,
    card_id             BIGINT,
    thread_id           BIGINT,
    UNIQUE (guild_id, number),
    UNIQUE (guild_id, made_by, form_id)
);
CREATE INDEX courses_by_care ON courses (care_at) WHERE care_at IS NOT NULL;

-- The dated meetings of courses.
CREATE TABLE sessions (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    course_id           BIGINT NOT NULL REFERENCES courses (id),
    starts_at           BIGINT NOT NULL,
    ends_at             BIGINT NOT NULL,
    -- RFC 5545: it grows with each change that matters to a calendar.
    sequence            BIGINT NOT NULL DEFAULT 0,
    -- Since when it is planned for then.
    planned_at          BIGINT NOT NULL,
    cancelled_at        BIGINT,
    -- When it is to be looked at next.
    care_at             BIGINT,
    -- What those on the spot enter.
    code                TEXT    NOT NULL,
    -- People without Discord who came, and those who saw the recording.
    walk_ins            BIGINT NOT NULL DEFAULT 0,
    viewers             BIGINT NOT NULL DEFAULT 0,
    event_id            BIGINT,
    -- The word that asks who is there.
    roll_id             BIGINT,
    -- The start for which it was asked, for which it is known who had a place, and for which
    -- what follows was begun.
    opened_for          BIGINT,
    begun_for           BIGINT,
    closed_for          BIGINT
);
CREATE INDEX sessions_by_course ON sessions (course_id, starts_at);
CREATE INDEX sessions_by_care ON sessions (care_at) WHERE care_at IS NOT NULL;

CREATE TABLE enrolments (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    course_id           BIGINT NOT NULL REFERENCES courses (id),
    guild_id            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN
                            ('going', 'waitlisted', 'offered', 'cancelled')),
    -- Nobody has a place that somebody else has.
    seat                BIGINT,
    -- Their order in the line.
    line                BIGINT NOT NULL,
    -- Since when it is so.
    since               BIGINT NOT NULL,
    offered_until       BIGINT,
    offers              BIGINT NOT NULL DEFAULT 0,
    UNIQUE (course_id, user_id),
    UNIQUE (course_id, seat),
    CHECK ((seat IS NOT NULL) = (state IN ('going', 'offered'))),
    CHECK ((offered_until IS NOT NULL) = (state = 'offered'))
);
CREATE INDEX enrolments_by_user ON enrolments (guild_id, user_id);
CREATE INDEX enrolments_by_line ON enrolments (course_id, state, line);

-- Who had a place in a session as it began.
CREATE TABLE session_places (
    session_id          BIGINT NOT NULL REFERENCES sessions (id),
    user_id             BIGINT NOT NULL,
    PRIMARY KEY (session_id, user_id)
);

-- Who has a place and does not come to this session.
CREATE TABLE excuses (
    session_id          BIGINT NOT NULL REFERENCES sessions (id),
    user_id             BIGINT NOT NULL,
    at                  BIGINT NOT NULL,
    PRIMARY KEY (session_id, user_id)
);

-- What somebody is told about a course.
CREATE TABLE course_notices (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    course_id           BIGINT NOT NULL REFERENCES courses (id),
    session_id          BIGINT REFERENCES sessions (id),
    user_id             BIGINT NOT NULL,
    kind                TEXT    NOT NULL,
    -- What makes it another one of its kind.
    occasion            BIGINT NOT NULL,
    wanted_at           BIGINT NOT NULL,
    -- The call by which it is said in the thread, if it is.
    call_id             BIGINT,
    -- When its moment had passed before it was said.
    passed_at           BIGINT,
    -- What was said.
    channel_id          BIGINT,
    message_id          BIGINT
);
CREATE UNIQUE INDEX course_notices_once ON course_notices
    (course_id, kind, occasion, user_id, COALESCE(session_id, 0));
CREATE INDEX course_notices_by_call ON course_notices (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX course_notices_by_session ON course_notices (session_id, user_id);

-- A message that tells several people the same in a course's thread.
CREATE TABLE course_calls (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    course_id           BIGINT NOT NULL REFERENCES courses (id),
    session_id          BIGINT REFERENCES sessions (id),
    kind                TEXT    NOT NULL,
    occasion            BIGINT NOT NULL,
    people              BIGINT NOT NULL,
    -- 1: it is under way, and nobody is put into it any more.
    sealed              BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX course_calls_open ON course_calls (course_id, kind, occasion) WHERE sealed = 0;

CREATE TABLE attendances (
    session_id          BIGINT NOT NULL REFERENCES sessions (id),
    user_id             BIGINT NOT NULL,
    came                BIGINT NOT NULL,
    -- 1: they had a place when it was said.
    enrolled            BIGINT NOT NULL,
    marked_by           BIGINT NOT NULL,
    marked_at           BIGINT NOT NULL,
    PRIMARY KEY (session_id, user_id)
);

-- Every change of what was counted, with who and when.
CREATE TABLE attendance_changes (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session_id          BIGINT NOT NULL REFERENCES sessions (id),
    -- Whose attendance, or that of nobody we know: the numbers.
    user_id             BIGINT,
    what                TEXT    NOT NULL CHECK (what IN ('came', 'walk_ins', 'viewers')),
    was                 BIGINT,
    became              BIGINT,
    changed_by          BIGINT NOT NULL,
    changed_at          BIGINT NOT NULL
);
CREATE INDEX attendance_changes_by_session ON attendance_changes (session_id);

-- What those who came say.
CREATE TABLE course_feedback (
    session_id          BIGINT NOT NULL REFERENCES sessions (id),
    user_id             BIGINT NOT NULL,
    satisfaction        BIGINT NOT NULL CHECK (satisfaction BETWEEN 1 AND 5),
    helped              TEXT    NOT NULL,
    next                TEXT    NOT NULL,
    -- 1: it may be quoted; with their name.
    released            BIGINT NOT NULL DEFAULT 0,
    named               BIGINT NOT NULL DEFAULT 0,
    given_at            BIGINT NOT NULL,
    PRIMARY KEY (session_id, user_id)
);
