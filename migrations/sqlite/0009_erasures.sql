-- Somebody's data goes, because they asked for it or have left.

CREATE TABLE erasures (
    -- Its negative stands in their place.
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Until it is done.
    user_id             INTEGER,
    -- Where it was asked for, or which server they have left.
    guild_id            INTEGER NOT NULL,
    cause               TEXT    NOT NULL CHECK (cause IN ('asked', 'left')),
    step                TEXT    NOT NULL CHECK (step IN
                            ('begun', 'ended', 'nameless', 'told', 'done')),
    -- 1: something on Discord could not be removed.
    incomplete          INTEGER NOT NULL DEFAULT 0,
    begun_at            INTEGER NOT NULL,
    -- When the step was reached.
    step_at             INTEGER NOT NULL,
    care_at             INTEGER,
    -- Their conversation with the bot and their language: for the word that it is done.
    dm_channel_id       INTEGER,
    language            TEXT
);
CREATE UNIQUE INDEX erasures_by_user ON erasures (user_id, cause)
    WHERE step IN ('begun', 'ended');
CREATE INDEX erasures_of_user ON erasures (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX erasures_by_care ON erasures (care_at) WHERE care_at IS NOT NULL;

-- What on Discord may name them or hold their words, until it was seen to.
CREATE TABLE erasure_traces (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    erasure_id          INTEGER NOT NULL REFERENCES erasures (id),
    guild_id            INTEGER NOT NULL,
    channel_id          INTEGER NOT NULL,
    what                TEXT    NOT NULL CHECK (what IN ('names', 'ours', 'message')),
    -- 0 where it is about the channel.
    message_id          INTEGER NOT NULL,
    -- Messages from this one on have been seen to.
    before_id           INTEGER,
    UNIQUE (erasure_id, channel_id, what, message_id)
);

-- Who has left a server in which something is kept about them.
CREATE TABLE leavings (
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    left_at             INTEGER NOT NULL,
    erase_at            INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);
CREATE INDEX leavings_by_time ON leavings (erase_at);

-- Every look by staff at what is not public about somebody.
CREATE TABLE looks (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    -- At whom.
    user_id             INTEGER NOT NULL,
    looked_by           INTEGER NOT NULL,
    -- Who asked a question without a name, or whom a request is to be kept from.
    kind                TEXT    NOT NULL CHECK (kind IN ('asker', 'excluded')),
    about_id            INTEGER NOT NULL,
    reason              TEXT    NOT NULL,
    looked_at           INTEGER NOT NULL
);
CREATE INDEX looks_by_user ON looks (user_id, id);
INSERT INTO looks (guild_id, user_id, looked_by, kind, about_id, reason, looked_at)
    SELECT q.guild_id, q.asker_id, l.looked_by, 'asker', l.question_id, l.reason, l.looked_at
    FROM question_looks l JOIN questions q ON q.id = l.question_id ORDER BY l.id;
DROP TABLE question_looks;
