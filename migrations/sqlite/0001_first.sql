-- Instants are milliseconds since 1970 in UTC; ids of Discord are its snowflakes.

CREATE TABLE guilds (
    guild_id            INTEGER PRIMARY KEY,
    panel_channel_id    INTEGER,
    question_channel_id INTEGER,
    staff_channel_id    INTEGER,
    tutor_role_id       INTEGER,
    staff_role_id       INTEGER,
    -- The standing message, once it is known to be there.
    panel_message_id    INTEGER,
    -- What Discord was last told of our commands.
    commands_hash       TEXT,
    next_question       INTEGER NOT NULL DEFAULT 1,
    seen_at             INTEGER NOT NULL
);

CREATE TABLE questions (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL REFERENCES guilds (guild_id),
    number              INTEGER NOT NULL,
    -- One wish to ask, however often it was sent.
    request_id          INTEGER NOT NULL,
    asker_id            INTEGER NOT NULL,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN ('open', 'answered', 'resolved', 'withdrawn')),
    -- Counts the changes of state, for compare-and-set and for cards.
    version             INTEGER NOT NULL DEFAULT 1,
    asked_at            INTEGER NOT NULL,
    answered_at         INTEGER,
    answered_by         INTEGER,
    closed_at           INTEGER,
    closed_by           INTEGER,
    channel_id          INTEGER NOT NULL,
    card_id             INTEGER UNIQUE,
    thread_id           INTEGER UNIQUE,
    opening_id          INTEGER,
    -- The newest message of the thread that was looked at.
    last_seen_id        INTEGER NOT NULL DEFAULT 0,
    UNIQUE (guild_id, number),
    UNIQUE (guild_id, asker_id, request_id)
);

CREATE INDEX questions_by_state ON questions (guild_id, state);

-- What somebody typed and could not be taken as it was; one a person and guild.
CREATE TABLE drafts (
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    written_at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);

-- Effects on Discord that are due, under way, done or given up.
CREATE TABLE outbox (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind                TEXT    NOT NULL,
    guild_id            INTEGER NOT NULL,
    -- Effects of one subject are sent in the order of their ids.
    subject             TEXT    NOT NULL,
    subject_id          INTEGER NOT NULL,
    part                INTEGER NOT NULL DEFAULT 0,
    dedup_key           TEXT    NOT NULL UNIQUE,
    nonce               TEXT    NOT NULL UNIQUE,
    state               TEXT    NOT NULL CHECK (state IN
                            ('due', 'claimed', 'sent', 'void', 'failed', 'expired', 'in_doubt')),
    due_at              INTEGER NOT NULL,
    expires_at          INTEGER,
    attempts            INTEGER NOT NULL DEFAULT 0,
    -- When an attempt was made of which the outcome is not known.
    unsure_since        INTEGER,
    -- A claim holds until then; its fence tells it from later ones.
    lease_until         INTEGER,
    fence               INTEGER NOT NULL DEFAULT 0,
    -- The message, thread or event that was made.
    result_id           INTEGER,
    -- Why it is void, failed or in doubt, or how the last attempt went.
    cause               TEXT,
    created_at          INTEGER NOT NULL,
    finished_at         INTEGER
);

CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state IN ('due', 'claimed');
CREATE INDEX outbox_by_subject ON outbox (subject, subject_id, id) WHERE state IN ('due', 'claimed');
