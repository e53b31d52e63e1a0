-- The settings of a guild as they were after each change; the newest hold.
CREATE TABLE setting_changes (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL REFERENCES guilds (guild_id),
    revision            BIGINT NOT NULL,
    part                TEXT    NOT NULL,
    changed_by          BIGINT NOT NULL,
    changed_at          BIGINT NOT NULL,
    -- The revision that this one takes back.
    takes_back          BIGINT,
    -- JSON; its key `format` says how to read it.
    settings            TEXT    NOT NULL,
    UNIQUE (guild_id, revision)
);

-- Where more things are; whom to ask; what staff were told.
ALTER TABLE guilds ADD COLUMN tutor_channel_id BIGINT;
ALTER TABLE guilds ADD COLUMN course_channel_id BIGINT;
ALTER TABLE guilds ADD COLUMN member_role_id BIGINT;
ALTER TABLE guilds ADD COLUMN first_channel_id BIGINT;
ALTER TABLE guilds ADD COLUMN owner_id BIGINT;
ALTER TABLE guilds ADD COLUMN invited_by BIGINT;
ALTER TABLE guilds ADD COLUMN invitation_channel_id BIGINT;
ALTER TABLE guilds ADD COLUMN invitation_message_id BIGINT;
ALTER TABLE guilds ADD COLUMN guide_step BIGINT NOT NULL DEFAULT 0;
-- The faults that staff know of, as a JSON list; NULL until the guild was checked.
ALTER TABLE guilds ADD COLUMN told_faults TEXT;
-- Where the panel's message stands.
ALTER TABLE guilds ADD COLUMN panel_message_channel_id BIGINT;
UPDATE guilds SET panel_message_channel_id = panel_channel_id;

-- Channels and roles that the bot has made, or is to make.
CREATE TABLE made_places (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL REFERENCES guilds (guild_id),
    -- What it is for: the number of the use.
    part                BIGINT NOT NULL,
    name                TEXT    NOT NULL,
    wanted_at           BIGINT NOT NULL,
    -- The channel or role, once it is there.
    made_id             BIGINT,
    gone_at             BIGINT
);

CREATE INDEX made_places_by_part ON made_places (guild_id, part);

-- What a municipality commissions. Dates are written YYYY-MM-DD.
CREATE TABLE programmes (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL REFERENCES guilds (guild_id),
    name                TEXT    NOT NULL,
    municipality        TEXT    NOT NULL,
    area                TEXT    NOT NULL,
    first_day           TEXT    NOT NULL,
    last_day            TEXT    NOT NULL,
    role_id             BIGINT,
    staff_role_id       BIGINT,
    version             BIGINT NOT NULL DEFAULT 1,
    UNIQUE (guild_id, name)
);

-- By which programme a question is counted.
ALTER TABLE questions ADD COLUMN programme_id BIGINT REFERENCES programmes (id);
