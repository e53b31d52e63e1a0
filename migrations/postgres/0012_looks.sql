-- Staff look at what a member has written in a request, too.
ALTER TABLE looks DROP CONSTRAINT looks_kind_check;
ALTER TABLE looks ADD CONSTRAINT looks_kind_check CHECK (kind IN ('asker', 'excluded', 'about'));

-- The channels in which staff are, or were, told of people, and newcomers welcomed: an erasure goes
-- through them also when they have been replaced.
CREATE TABLE naming_channels (
    guild_id            BIGINT NOT NULL REFERENCES guilds (guild_id),
    channel_id          BIGINT NOT NULL,
    PRIMARY KEY (guild_id, channel_id)
);
INSERT INTO naming_channels (guild_id, channel_id)
    SELECT guild_id, staff_channel_id FROM guilds WHERE staff_channel_id IS NOT NULL
    UNION SELECT guild_id, welcome_channel_id FROM guilds WHERE welcome_channel_id IS NOT NULL
    UNION SELECT guild_id, staff_channel_id FROM questions WHERE staff_channel_id IS NOT NULL
    UNION SELECT guild_id, staff_channel_id FROM tutor_requests WHERE staff_channel_id IS NOT NULL
    UNION SELECT guild_id, staff_channel_id FROM tutors WHERE staff_channel_id IS NOT NULL;
