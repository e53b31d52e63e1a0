-- Who comes new is welcomed, and asked before anything about them is kept.

-- Who has joined since is a newcomer.
ALTER TABLE guilds ADD COLUMN welcomes_since INTEGER;
-- Who has joined until then was seen.
ALTER TABLE guilds ADD COLUMN welcomed_until INTEGER;
-- How it is called.
ALTER TABLE guilds ADD COLUMN name TEXT;
-- Where somebody is welcomed whose direct messages are closed.
ALTER TABLE guilds ADD COLUMN welcome_channel_id INTEGER;

-- What somebody has answered when they were asked whether things about them may be kept.
CREATE TABLE consents (
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    -- 1: they agree, 0: they do not.
    agreed              INTEGER NOT NULL,
    -- Of the text that they were shown.
    version             INTEGER NOT NULL,
    answered_at         INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);

-- Who has joined since the server is known.
CREATE TABLE newcomers (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    joined_at           INTEGER NOT NULL,
    -- When they are spoken to once more, if nothing is heard of them before.
    nudge_at            INTEGER,
    -- When that was.
    nudged_at           INTEGER,
    UNIQUE (guild_id, user_id)
);
CREATE INDEX newcomers_by_user ON newcomers (user_id);
CREATE INDEX newcomers_by_nudge ON newcomers (nudge_at) WHERE nudge_at IS NOT NULL;

-- The topics that somebody has chosen.
CREATE TABLE interests (
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    topic               TEXT    NOT NULL,
    PRIMARY KEY (guild_id, user_id, topic)
);
