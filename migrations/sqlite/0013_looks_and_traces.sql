-- Staff see what is not public on the pages of their work, too: that is a look as well, whose reason is what
-- the page is for. SQLite changes no CHECK, so the table is built anew.
CREATE TABLE looks_new (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    -- At whom.
    user_id             INTEGER NOT NULL,
    -- Nobody on Discord where names were exported.
    looked_by           INTEGER,
    kind                TEXT    NOT NULL CHECK (kind IN ('asker', 'excluded', 'about', 'overview',
                            'registration', 'request', 'session', 'report', 'export')),
    -- 0 where it is about no one thing.
    about_id            INTEGER NOT NULL,
    -- Empty where it is what the page is for.
    reason              TEXT    NOT NULL,
    looked_at           INTEGER NOT NULL
);
INSERT INTO looks_new (id, guild_id, user_id, looked_by, kind, about_id, reason, looked_at)
    SELECT id, guild_id, user_id, looked_by, kind, about_id, reason, looked_at FROM looks;
-- No number is given twice, also of those that are gone.
DELETE FROM sqlite_sequence WHERE name = 'looks_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'looks_new', seq FROM sqlite_sequence WHERE name = 'looks';
DROP TABLE looks;
ALTER TABLE looks_new RENAME TO looks;
CREATE INDEX looks_by_user ON looks (user_id, id);

-- To whom a word of encouragement was said for what they did first: once, also if what they did has gone.
CREATE TABLE encouragements (
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    kind                TEXT    NOT NULL CHECK (kind IN ('question', 'request', 'course')),
    PRIMARY KEY (guild_id, user_id, kind)
);

-- The version of what the announcement says is kept; 0 before there were versions. To which somebody agreed
-- by their press.
ALTER TABLE courses ADD COLUMN consent_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE enrolments ADD COLUMN agreed_version INTEGER;

-- What somebody wrote themselves where their questions and requests are talked about goes as well.
CREATE TABLE erasure_traces_new (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    erasure_id          INTEGER NOT NULL REFERENCES erasures (id),
    guild_id            INTEGER NOT NULL,
    channel_id          INTEGER NOT NULL,
    what                TEXT    NOT NULL CHECK (what IN ('names', 'ours', 'written', 'message')),
    -- 0 where it is about the channel, 1 once it is gone through again.
    message_id          INTEGER NOT NULL,
    -- Messages from this one on have been seen to.
    before_id           INTEGER,
    -- 1: the thread rested, and was opened for it.
    opened              INTEGER NOT NULL DEFAULT 0,
    UNIQUE (erasure_id, channel_id, what, message_id)
);
INSERT INTO erasure_traces_new (id, erasure_id, guild_id, channel_id, what, message_id, before_id)
    SELECT id, erasure_id, guild_id, channel_id, what, message_id, before_id FROM erasure_traces;
DELETE FROM sqlite_sequence WHERE name = 'erasure_traces_new';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'erasure_traces_new', seq FROM sqlite_sequence WHERE name = 'erasure_traces';
DROP TABLE erasure_traces;
ALTER TABLE erasure_traces_new RENAME TO erasure_traces;
