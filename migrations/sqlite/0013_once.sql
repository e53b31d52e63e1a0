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
INSERT INTO looks_new SELECT * FROM looks;
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

-- The version of what the announcement says is kept, to which somebody agreed by their press.
ALTER TABLE enrolments ADD COLUMN agreed_version INTEGER;
