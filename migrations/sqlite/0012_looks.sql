-- Staff look at what a member has written in a request, too. SQLite changes no CHECK, so the table is
-- built anew.
CREATE TABLE looks_new (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    -- At whom.
    user_id             INTEGER NOT NULL,
    looked_by           INTEGER NOT NULL,
    -- Who asked a question without a name; of a request, whom it is to be kept from, or what it is about.
    kind                TEXT    NOT NULL CHECK (kind IN ('asker', 'excluded', 'about')),
    about_id            INTEGER NOT NULL,
    reason              TEXT    NOT NULL,
    looked_at           INTEGER NOT NULL
);
INSERT INTO looks_new SELECT * FROM looks;
-- No number is given twice, also of those that are gone.
DELETE FROM sqlite_sequence WHERE name = 'looks_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'looks_new', seq FROM sqlite_sequence WHERE name = 'looks';
DROP TABLE looks;
ALTER TABLE looks_new RENAME TO looks;
CREATE INDEX looks_by_user ON looks (user_id, id);

-- The channels in which staff are, or were, told of people, and newcomers welcomed: an erasure goes
-- through them also when they have been replaced.
CREATE TABLE naming_channels (
    guild_id            INTEGER NOT NULL REFERENCES guilds (guild_id),
    channel_id          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, channel_id)
);
INSERT INTO naming_channels (guild_id, channel_id)
    SELECT guild_id, staff_channel_id FROM guilds WHERE staff_channel_id IS NOT NULL
    UNION SELECT guild_id, welcome_channel_id FROM guilds WHERE welcome_channel_id IS NOT NULL
    UNION SELECT guild_id, staff_channel_id FROM questions WHERE staff_channel_id IS NOT NULL
    UNION SELECT guild_id, staff_channel_id FROM tutor_requests WHERE staff_channel_id IS NOT NULL
    UNION SELECT guild_id, staff_channel_id FROM tutors WHERE staff_channel_id IS NOT NULL;
