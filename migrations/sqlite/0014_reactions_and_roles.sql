-- Reactions of somebody who is erased go from where the bot speaks to everybody, and a role that could not be
-- taken back is kept in mind. SQLite changes no CHECK, so the table is built anew.
CREATE TABLE erasure_traces_new (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    erasure_id          INTEGER NOT NULL REFERENCES erasures (id),
    guild_id            INTEGER NOT NULL,
    -- 0 where it is about no channel: of a role.
    channel_id          INTEGER NOT NULL,
    what                TEXT    NOT NULL CHECK (what IN ('names', 'ours', 'written', 'reactions', 'message',
                            'own_role')),
    -- A message's or a role's; else 0 where it is about the channel, 1 once it is gone through again.
    message_id          INTEGER NOT NULL,
    -- Messages from this one on have been seen to.
    before_id           INTEGER,
    -- 1: the thread rested, and was opened for it.
    opened              INTEGER NOT NULL DEFAULT 0,
    UNIQUE (erasure_id, channel_id, what, message_id)
);
INSERT INTO erasure_traces_new (id, erasure_id, guild_id, channel_id, what, message_id, before_id, opened)
    SELECT id, erasure_id, guild_id, channel_id, what, message_id, before_id, opened FROM erasure_traces;
-- No number is given twice, also of those that are gone.
DELETE FROM sqlite_sequence WHERE name = 'erasure_traces_new';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'erasure_traces_new', seq FROM sqlite_sequence WHERE name = 'erasure_traces';
DROP TABLE erasure_traces;
ALTER TABLE erasure_traces_new RENAME TO erasure_traces;

-- Which later erasure of the same person sees to what this one left. From now on `incomplete` is 1 while
-- something waits for staff, and 2 once it stays.
ALTER TABLE erasures ADD COLUMN continued_as INTEGER;

-- Staff see who changed a setting: that is a look as well.
CREATE TABLE looks_new (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    -- At whom.
    user_id             INTEGER NOT NULL,
    -- Nobody on Discord where names were exported.
    looked_by           INTEGER,
    kind                TEXT    NOT NULL CHECK (kind IN ('asker', 'excluded', 'about', 'overview',
                            'registration', 'request', 'session', 'report', 'export', 'settings')),
    -- 0 where it is about no one thing.
    about_id            INTEGER NOT NULL,
    -- Empty where it is what the page is for.
    reason              TEXT    NOT NULL,
    looked_at           INTEGER NOT NULL
);
INSERT INTO looks_new (id, guild_id, user_id, looked_by, kind, about_id, reason, looked_at)
    SELECT id, guild_id, user_id, looked_by, kind, about_id, reason, looked_at FROM looks;
DELETE FROM sqlite_sequence WHERE name = 'looks_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'looks_new', seq FROM sqlite_sequence WHERE name = 'looks';
DROP TABLE looks;
ALTER TABLE looks_new RENAME TO looks;
CREATE INDEX looks_by_user ON looks (user_id, id);

-- The channels in which the bot speaks, or spoke, to more than one: 1 where it names people.
ALTER TABLE naming_channels RENAME TO spoken_channels;
ALTER TABLE spoken_channels ADD COLUMN names INTEGER NOT NULL DEFAULT 1;
INSERT INTO spoken_channels (guild_id, channel_id, names)
    SELECT guild_id, channel_id, 0 FROM (
        SELECT guild_id, panel_channel_id AS channel_id FROM guilds
        UNION SELECT guild_id, question_channel_id FROM guilds
        UNION SELECT guild_id, course_channel_id FROM guilds) spoken
    WHERE channel_id IS NOT NULL
    ON CONFLICT DO NOTHING;
