-- How urgent an effect is (0 a person waits, 1 timed, 2 bulk), the channel into which it
-- will write, where that is known, and the place in that channel's line: of two that are
-- due, the one whose line is shorter goes first, so that all channels drain evenly.
ALTER TABLE outbox ADD COLUMN lane INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN destination_id INTEGER;
ALTER TABLE outbox ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;

DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (lane, guild_id, turn, due_at, id, state, lease_until)
    WHERE state IN ('due', 'claimed');
CREATE INDEX outbox_by_destination ON outbox (destination_id, lane)
    WHERE state IN ('due', 'claimed');
CREATE INDEX outbox_by_state ON outbox (state, lane, guild_id, due_at, lease_until);

-- Whether the question channel is a forum: the card is then the post's first message.
ALTER TABLE guilds ADD COLUMN question_forum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE questions ADD COLUMN forum INTEGER NOT NULL DEFAULT 0;

-- How people can be reached.
CREATE TABLE members (
    user_id             INTEGER PRIMARY KEY,
    dm_channel_id       INTEGER,
    -- Discord refused a direct message then; none is tried until they write or say that
    -- they have opened them.
    dms_closed_at       INTEGER
);

-- Roles that the bot is to give or to take.
CREATE TABLE member_roles (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    role_id             INTEGER NOT NULL,
    -- 1: they have it; 0: they do not.
    held                INTEGER NOT NULL,
    UNIQUE (guild_id, user_id, role_id)
);

-- The dated meetings of courses.
CREATE TABLE sessions (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    title               TEXT    NOT NULL,
    description         TEXT    NOT NULL,
    place               TEXT    NOT NULL,
    starts_at           INTEGER NOT NULL,
    ends_at             INTEGER NOT NULL,
    cancelled_at        INTEGER,
    -- Where it is announced.
    channel_id          INTEGER NOT NULL,
    card_id             INTEGER,
    event_id            INTEGER
);
