-- Reactions of somebody who is erased go from where the bot speaks to everybody, and a role that could not be
-- taken back is kept in mind: its number stands in message_id, and the channel is 0.
ALTER TABLE erasure_traces DROP CONSTRAINT erasure_traces_what_check;
ALTER TABLE erasure_traces ADD CONSTRAINT erasure_traces_what_check
    CHECK (what IN ('names', 'ours', 'written', 'reactions', 'message', 'own_role'));

-- Which later erasure of the same person sees to what this one left. From now on `incomplete` is 1 while
-- something waits for staff, and 2 once it stays.
ALTER TABLE erasures ADD COLUMN continued_as BIGINT;

-- Staff see who changed a setting: that is a look as well.
ALTER TABLE looks DROP CONSTRAINT looks_kind_check;
ALTER TABLE looks ADD CONSTRAINT looks_kind_check CHECK (kind IN ('asker', 'excluded', 'about', 'overview',
    'registration', 'request', 'session', 'report', 'export', 'settings'));

-- The channels in which the bot speaks, or spoke, to more than one: 1 where it names people.
ALTER TABLE naming_channels RENAME TO spoken_channels;
ALTER TABLE spoken_channels ADD COLUMN names BIGINT NOT NULL DEFAULT 1;
INSERT INTO spoken_channels (guild_id, channel_id, names)
    SELECT guild_id, channel_id, 0 FROM (
        SELECT guild_id, panel_channel_id AS channel_id FROM guilds
        UNION SELECT guild_id, question_channel_id FROM guilds
        UNION SELECT guild_id, course_channel_id FROM guilds) spoken
    WHERE channel_id IS NOT NULL
    ON CONFLICT DO NOTHING;
