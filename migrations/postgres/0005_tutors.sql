-- Tutors, requests for one, offers, and what is said about them.

ALTER TABLE guilds ADD COLUMN next_request BIGINT NOT NULL DEFAULT 1;

-- Everything about tutors in a guild is written by whoever holds its row; when requests and
-- tutors are to be matched next, if they are.
CREATE TABLE matching_runs (
    guild_id            BIGINT PRIMARY KEY,
    due_at              BIGINT
);
CREATE INDEX matching_runs_by_due ON matching_runs (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE tutors (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN
                            ('drafted', 'applied', 'approved', 'refused')),
    version             BIGINT NOT NULL DEFAULT 1,
    -- Parts of the week in which they have time: bit 3 * day + part, from Monday morning.
    week                BIGINT NOT NULL,
    format              TEXT    NOT NULL CHECK (format IN ('chat', 'voice', 'either')),
    places              BIGINT NOT NULL,
    sentence            TEXT    NOT NULL,
    programme_id        BIGINT REFERENCES programmes (id),
    pause_cause         TEXT    CHECK (pause_cause IN ('own', 'silent', 'role', 'left')),
    paused_at           BIGINT,
    resume_at           BIGINT,
    -- Offers from then on are counted when several run out in a row.
    counted_from        BIGINT NOT NULL DEFAULT 0,
    -- 1: they were seen with the tutor role.
    had_role            BIGINT NOT NULL DEFAULT 0,
    decided_by          BIGINT,
    -- The word to staff about the application.
    staff_channel_id    BIGINT,
    staff_message_id    BIGINT,
    UNIQUE (guild_id, user_id)
);
CREATE INDEX tutors_by_resume ON tutors (resume_at) WHERE resume_at IS NOT NULL;

CREATE TABLE tutor_topics (
    tutor_id            BIGINT NOT NULL REFERENCES tutors (id),
    topic               TEXT    NOT NULL,
    level               TEXT    NOT NULL CHECK (level IN ('helps', 'strong')),
    PRIMARY KEY (tutor_id, topic)
);

-- What somebody has chosen for a request that is not sent yet.
CREATE TABLE request_drafts (
    guild_id            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    -- For whom it is.
    member_id           BIGINT NOT NULL,
    question_id         BIGINT,
    topic               TEXT    NOT NULL,
    about               TEXT    NOT NULL,
    format              TEXT    NOT NULL,
    week                BIGINT NOT NULL,
    -- The people who are kept from it, as a JSON list.
    excluded            TEXT    NOT NULL,
    written_at          BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);

CREATE TABLE tutor_requests (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    number              BIGINT NOT NULL,
    -- One wish, however often it was sent.
    form_id             BIGINT NOT NULL,
    member_id           BIGINT NOT NULL,
    made_by             BIGINT,
    question_id         BIGINT REFERENCES questions (id),
    topic               TEXT    NOT NULL,
    about               TEXT    NOT NULL,
    format              TEXT    NOT NULL CHECK (format IN ('chat', 'voice', 'either')),
    week                BIGINT NOT NULL,
    programme_id        BIGINT REFERENCES programmes (id),
    state               TEXT    NOT NULL CHECK (state IN
                            ('waiting', 'offered', 'matched', 'finished', 'cancelled', 'expired')),
    version             BIGINT NOT NULL DEFAULT 1,
    -- Its age counts from here, also after it was handed back.
    requested_at        BIGINT NOT NULL,
    -- It has been without a tutor since then.
    waiting_since       BIGINT NOT NULL,
    nobody_since        BIGINT,
    promised_at         BIGINT NOT NULL,
    promises            BIGINT NOT NULL DEFAULT 0,
    matches             BIGINT NOT NULL DEFAULT 0,
    -- The talk: with whom, whose turn, and who has said that it is over.
    tutor_id            BIGINT,
    matched_at          BIGINT,
    turn                BIGINT NOT NULL DEFAULT 0,
    last_word_at        BIGINT,
    last_word_by        TEXT    CHECK (last_word_by IN ('member', 'tutor')),
    ended_by            TEXT    CHECK (ended_by IN ('member', 'tutor')),
    ended_at            BIGINT,
    closed_at           BIGINT,
    closed_by           BIGINT,
    thread_id           BIGINT UNIQUE,
    opening_id          BIGINT,
    last_seen_id        BIGINT NOT NULL DEFAULT 0,
    -- The newest message of each in it that was heard.
    member_said_id      BIGINT NOT NULL DEFAULT 0,
    tutor_said_id       BIGINT NOT NULL DEFAULT 0,
    staff_channel_id    BIGINT,
    staff_message_id    BIGINT,
    -- When it is to be looked at again; NULL when nothing more will come of it.
    care_at             BIGINT,
    UNIQUE (guild_id, number),
    UNIQUE (guild_id, member_id, form_id)
);
CREATE INDEX tutor_requests_by_state ON tutor_requests (guild_id, state, requested_at);
CREATE INDEX tutor_requests_by_member ON tutor_requests (guild_id, member_id);
CREATE INDEX tutor_requests_by_tutor ON tutor_requests (guild_id, tutor_id);
CREATE INDEX tutor_requests_by_care ON tutor_requests (care_at) WHERE care_at IS NOT NULL;

-- Whom a member does not want; for staff alone.
CREATE TABLE request_exclusions (
    request_id          BIGINT NOT NULL REFERENCES tutor_requests (id),
    user_id             BIGINT NOT NULL,
    PRIMARY KEY (request_id, user_id)
);

-- What was done about a request because of the time, once for each occasion.
CREATE TABLE request_marks (
    request_id          BIGINT NOT NULL REFERENCES tutor_requests (id),
    kind                TEXT    NOT NULL,
    occasion            BIGINT NOT NULL,
    marked_at           BIGINT NOT NULL,
    PRIMARY KEY (request_id, kind, occasion)
);

CREATE TABLE tutor_offers (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    request_id          BIGINT NOT NULL REFERENCES tutor_requests (id),
    user_id             BIGINT NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN
                            ('open', 'accepted', 'declined', 'expired', 'withdrawn', 'handed_back')),
    by_hand             BIGINT,
    offered_at          BIGINT NOT NULL,
    expires_at          BIGINT NOT NULL,
    answered_at         BIGINT,
    reason              TEXT    NOT NULL DEFAULT '',
    -- Why it suits, by names with blanks between.
    why                 TEXT    NOT NULL
);
-- A request is put to one tutor at a time.
CREATE UNIQUE INDEX tutor_offers_open ON tutor_offers (request_id) WHERE state = 'open';
CREATE INDEX tutor_offers_by_request ON tutor_offers (request_id);
CREATE INDEX tutor_offers_by_user ON tutor_offers (guild_id, user_id, id);
CREATE INDEX tutor_offers_by_expiry ON tutor_offers (expires_at) WHERE state = 'open';

-- How it went: the member's and the tutor's words after a talk.
CREATE TABLE tutor_feedback (
    request_id          BIGINT PRIMARY KEY REFERENCES tutor_requests (id),
    guild_id            BIGINT NOT NULL,
    member_id           BIGINT NOT NULL,
    tutor_id            BIGINT NOT NULL,
    -- 1 to 5, and a word: for staff alone.
    rating              BIGINT,
    word                TEXT    NOT NULL DEFAULT '',
    -- For the tutor.
    note                TEXT    NOT NULL DEFAULT '',
    -- 1: they would choose each other again.
    member_again        BIGINT,
    tutor_again         BIGINT,
    -- The tutor's own, for themselves and staff.
    memo                TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX tutor_feedback_by_pair ON tutor_feedback (guild_id, member_id, tutor_id);

-- What somebody is told about tutors: directly, or in a room of their own.
CREATE TABLE tutor_notices (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    kind                TEXT    NOT NULL,
    -- The offer, request or registration that it is about.
    about_id            BIGINT NOT NULL,
    occasion            BIGINT NOT NULL,
    noticed_at          BIGINT NOT NULL,
    channel_id          BIGINT,
    message_id          BIGINT,
    UNIQUE (guild_id, user_id, kind, about_id, occasion)
);

CREATE INDEX tutor_notices_by_user ON tutor_notices (user_id, id);
CREATE INDEX tutor_notices_about ON tutor_notices (kind, about_id);

-- Private threads for people whose direct messages are closed.
CREATE TABLE tutor_rooms (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    version             BIGINT NOT NULL DEFAULT 1,
    thread_id           BIGINT,
    UNIQUE (guild_id, user_id)
);
CREATE INDEX tutor_rooms_by_thread ON tutor_rooms (thread_id) WHERE thread_id IS NOT NULL;
