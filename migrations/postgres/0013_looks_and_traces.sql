-- Staff see what is not public on the pages of their work, too: that is a look as well, whose reason is what
-- the page is for. Nobody on Discord has looked where names were exported.
ALTER TABLE looks DROP CONSTRAINT looks_kind_check;
ALTER TABLE looks ADD CONSTRAINT looks_kind_check CHECK (kind IN ('asker', 'excluded', 'about', 'overview',
    'registration', 'request', 'session', 'report', 'export'));
ALTER TABLE looks ALTER COLUMN looked_by DROP NOT NULL;

-- To whom a word of encouragement was said for what they did first: once, also if what they did has gone.
CREATE TABLE encouragements (
    guild_id            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    kind                TEXT    NOT NULL CHECK (kind IN ('question', 'request', 'course')),
    PRIMARY KEY (guild_id, user_id, kind)
);

-- The version of what the announcement says is kept; 0 before there were versions. To which somebody agreed
-- by their press.
ALTER TABLE courses ADD COLUMN consent_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE enrolments ADD COLUMN agreed_version BIGINT;

-- What somebody wrote themselves where their questions and requests are talked about goes as well.
ALTER TABLE erasure_traces DROP CONSTRAINT erasure_traces_what_check;
ALTER TABLE erasure_traces ADD CONSTRAINT erasure_traces_what_check
    CHECK (what IN ('names', 'ours', 'written', 'message'));
-- 1: the thread rested, and was opened for it.
ALTER TABLE erasure_traces ADD COLUMN opened BIGINT NOT NULL DEFAULT 0;
