-- What is kept of a programme that has ended goes on a day that staff choose.

-- The day, YYYY-MM-DD, if staff have chosen one.
ALTER TABLE programmes ADD COLUMN erase_on TEXT;
-- Staff were told what will go.
ALTER TABLE programmes ADD COLUMN erase_told_at INTEGER;
-- It has gone.
ALTER TABLE programmes ADD COLUMN erased_at INTEGER;
ALTER TABLE programmes ADD COLUMN care_at INTEGER;
UPDATE programmes SET care_at = 0;
CREATE INDEX programmes_by_care ON programmes (care_at) WHERE care_at IS NOT NULL;

-- A third cause: a programme is over.
CREATE TABLE erasures_new (
    -- Its negative stands in their place.
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Until it is done.
    user_id             INTEGER,
    -- Where it was asked for, which server they have left, or that of the programme.
    guild_id            INTEGER NOT NULL,
    cause               TEXT    NOT NULL CHECK (cause IN ('asked', 'left', 'over')),
    -- The programme that is over; 0 for the other causes.
    programme_id        INTEGER NOT NULL DEFAULT 0,
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
INSERT INTO erasures_new (id, user_id, guild_id, cause, step, incomplete, begun_at, step_at,
        care_at, dm_channel_id, language)
    SELECT id, user_id, guild_id, cause, step, incomplete, begun_at, step_at, care_at,
        dm_channel_id, language
    FROM erasures;
CREATE TABLE erasure_traces_new (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    erasure_id          INTEGER NOT NULL REFERENCES erasures_new (id),
    guild_id            INTEGER NOT NULL,
    channel_id          INTEGER NOT NULL,
    what                TEXT    NOT NULL CHECK (what IN ('names', 'ours', 'message')),
    -- 0 where it is about the channel.
    message_id          INTEGER NOT NULL,
    -- Messages from this one on have been seen to.
    before_id           INTEGER,
    UNIQUE (erasure_id, channel_id, what, message_id)
);
INSERT INTO erasure_traces_new (id, erasure_id, guild_id, channel_id, what, message_id, before_id)
    SELECT id, erasure_id, guild_id, channel_id, what, message_id, before_id FROM erasure_traces;
-- No number is given twice, also of those that are gone.
DELETE FROM sqlite_sequence WHERE name IN ('erasures_new', 'erasure_traces_new');
INSERT INTO sqlite_sequence (name, seq)
    SELECT name || '_new', seq FROM sqlite_sequence WHERE name IN ('erasures', 'erasure_traces');
DROP TABLE erasure_traces;
DROP TABLE erasures;
ALTER TABLE erasures_new RENAME TO erasures;
ALTER TABLE erasure_traces_new RENAME TO erasure_traces;
CREATE UNIQUE INDEX erasures_by_user ON erasures (user_id, cause, programme_id)
    WHERE step IN ('begun', 'ended');
CREATE INDEX erasures_of_user ON erasures (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX erasures_by_care ON erasures (care_at) WHERE care_at IS NOT NULL;

-- Whom a question named before it was changed: messages of the bot in its thread may still do so.
CREATE TABLE question_names (
    question_id         INTEGER NOT NULL REFERENCES questions (id),
    user_id             INTEGER NOT NULL,
    PRIMARY KEY (question_id, user_id)
);
CREATE INDEX question_names_by_user ON question_names (user_id);
