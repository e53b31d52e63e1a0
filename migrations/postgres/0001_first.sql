-- Instants are milliseconds since 1970 in UTC; ids of Discord are its snowflakes.

CREATE TABLE guilds (
    guild_id            BIGINT  PRIMARY KEY,
    panel_channel_id    BIGINT ,
    question_channel_id BIGINT ,
    staff_channel_id    BIGINT ,
    tutor_role_id       BIGINT ,
    staff_role_id       BIGINT ,
    -- The standing message, once it is known to be there.
    panel_message_id    BIGINT ,
    -- What Discord was last told of our commands.
    commands_hash       TEXT,
    next_question       BIGINT  NOT NULL DEFAULT 1,
    seen_at             BIGINT  NOT NULL
);

CREATE TABLE questions (
    id                  BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT  NOT NULL REFERENCES guilds (guild_id),
    number              BIGINT  NOT NULL,
    -- One wish to ask, however often it was sent.
    request_id          BIGINT  NOT NULL,
    asker_id            BIGINT  NOT NULL,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN ('open', 'answered', 'resolved', 'withdrawn')),
    -- Counts the changes of state, for compare-and-set and for cards.
    version             BIGINT  NOT NULL DEFAULT 1,
    asked_at            BIGINT  NOT NULL,
    answered_at         BIGINT ,
    answered_by         BIGINT ,
    closed_at           BIGINT ,
    closed_by           BIGINT ,
    channel_id          BIGINT  NOT NULL,
    card_id             BIGINT UNIQUE,
    thread_id           BIGINT  UNIQUE,
    opening_id          BIGINT ,
    -- The newest message of the thread that was looked at.
    last_seen_id        BIGINT  NOT NULL DEFAULT 0,
    UNIQUE (guild_id, number),
    UNIQUE (guild_id, asker_id, request_id)
);

CREATE INDEX questions_by_state ON questions (guild_id, state);

-- What somebody typed and could not be taken as it was; one a person and guild.
CREATE TABLE drafts (
    guild_id            BIGINT  NOT NULL,
    user_id             BIGINT  NOT NULL,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    written_at          BIGINT  NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);

-- Effects on Discord that are due, under way, done or given up.
CREATE TABLE outbox (
    id                  BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind                TEXT    NOT NULL,
    guild_id            BIGINT  NOT NULL,
    -- Effects of one subject are sent in the order of their ids.
    subject             TEXT    NOT NULL,
    subject_id          BIGINT  NOT NULL,
    part                BIGINT  NOT NULL DEFAULT 0,
    dedup_key           TEXT    NOT NULL UNIQUE,
    nonce               TEXT    NOT NULL UNIQUE,
    state               TEXT    NOT NULL CHECK (state IN
                            ('due', 'claimed', 'sent', 'void', 'failed', 'expired', 'in_doubt')),
    due_at              BIGINT  NOT NULL,
    expires_at          BIGINT ,
    attempts            BIGINT  NOT NULL DEFAULT 0,
    -- When an attempt was made of which the outcome is not known.
    unsure_since        BIGINT ,
    -- A claim holds until then; its fence tells it from later ones.
    lease_until         BIGINT ,
    fence               BIGINT  NOT NULL DEFAULT 0,
    -- The message, thread or event that was made.
    result_id           BIGINT ,
    -- Why it is void, failed or in doubt, or how the last attempt went.
    cause               TEXT,
    created_at          BIGINT  NOT NULL,
    finished_at         BIGINT 
);

CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state IN ('due', 'claimed');
CREATE INDEX outbox_by_subject ON outbox (subject, subject_id, id) WHERE state IN ('due', 'claimed');
