-- Questions from the asking to the keeping: who owes the next word, the answer that was
-- marked, who follows, what was called and when, what was deleted, the FAQ, and the log of
-- changes from which the search index is kept up to date.

ALTER TABLE questions DROP CONSTRAINT questions_state_check;
ALTER TABLE questions ADD CONSTRAINT questions_state_check CHECK (state IN
    ('open', 'answered', 'resolved', 'closed', 'merged', 'withdrawn'));
-- The asker is named nowhere.
ALTER TABLE questions ADD COLUMN anonymous BIGINT NOT NULL DEFAULT 0;
-- Who has recorded it for the asker, and from which message.
ALTER TABLE questions ADD COLUMN recorded_by BIGINT;
ALTER TABLE questions ADD COLUMN source_message_id BIGINT;
-- In how many parts a long text stands in the thread, and which messages these are.
ALTER TABLE questions ADD COLUMN parts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE questions ADD COLUMN part1_id BIGINT;
ALTER TABLE questions ADD COLUMN part2_id BIGINT;
-- Since when the asker waits: asked, or opened again.
ALTER TABLE questions ADD COLUMN waiting_since BIGINT NOT NULL DEFAULT 0;
-- Whose turn it is, since when, and who of the helpers spoke last.
ALTER TABLE questions ADD COLUMN turn BIGINT NOT NULL DEFAULT 1;
ALTER TABLE questions ADD COLUMN last_word_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE questions ADD COLUMN last_word_by TEXT NOT NULL DEFAULT 'asker' CHECK (last_word_by IN ('asker', 'helper'));
ALTER TABLE questions ADD COLUMN last_helper_id BIGINT;
-- The answer that was marked.
ALTER TABLE questions ADD COLUMN answer_text TEXT;
ALTER TABLE questions ADD COLUMN answer_author_id BIGINT;
ALTER TABLE questions ADD COLUMN answer_message_id BIGINT;
-- Who was asked by staff to answer.
ALTER TABLE questions ADD COLUMN assigned_to BIGINT;
ALTER TABLE questions ADD COLUMN assigned_at BIGINT;
-- The question that it was merged into.
ALTER TABLE questions ADD COLUMN merged_into BIGINT REFERENCES questions (id);
-- What of it was deleted by hand.
ALTER TABLE questions ADD COLUMN loss_id BIGINT;
-- The word to staff that it waits.
ALTER TABLE questions ADD COLUMN staff_channel_id BIGINT;
ALTER TABLE questions ADD COLUMN staff_message_id BIGINT;
-- When it is to be looked at again; NULL when nothing more will come of it.
ALTER TABLE questions ADD COLUMN care_at BIGINT;
DROP INDEX questions_by_state;
UPDATE questions SET waiting_since = asked_at, last_word_at = COALESCE(answered_at, asked_at),
    last_word_by = CASE WHEN answered_at IS NULL THEN 'asker' ELSE 'helper' END,
    last_helper_id = answered_by, care_at = 0,
    parts = CASE WHEN LENGTH(body) <= 600 THEN 0 WHEN LENGTH(body) <= 2040 THEN 1 ELSE 2 END;

CREATE INDEX questions_by_state ON questions (guild_id, state, number);
CREATE INDEX questions_by_asker ON questions (guild_id, asker_id, number);
CREATE INDEX questions_by_topic ON questions (guild_id, topic, number);
CREATE INDEX questions_by_care ON questions (care_at) WHERE care_at IS NOT NULL;
CREATE INDEX questions_by_loss ON questions (loss_id) WHERE loss_id IS NOT NULL;
-- A message is recorded once.
CREATE UNIQUE INDEX questions_by_source ON questions (guild_id, source_message_id)
    WHERE source_message_id IS NOT NULL;

-- What somebody typed and has not sent yet: one of their own, and one for each message that
-- they are about to record.
CREATE TABLE drafts_new (
    guild_id            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    -- The message that is recorded; 0 for a question of their own.
    source_message_id   BIGINT NOT NULL DEFAULT 0,
    source_channel_id   BIGINT NOT NULL DEFAULT 0,
    -- Whose question it will be.
    asker_id            BIGINT NOT NULL,
    anonymous           BIGINT NOT NULL DEFAULT 0,
    -- The form in which it was sent; 0 before that.
    request_id          BIGINT NOT NULL DEFAULT 0,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    written_at          BIGINT NOT NULL,
    PRIMARY KEY (guild_id, user_id, source_message_id)
);
INSERT INTO drafts_new (guild_id, user_id, asker_id, topic, title, body, written_at)
    SELECT guild_id, user_id, user_id, topic, title, body, written_at FROM drafts;
DROP TABLE drafts;
ALTER TABLE drafts_new RENAME TO drafts;

-- Plain messages in the question channel under which the bot offers to record them.
CREATE TABLE record_offers (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    channel_id          BIGINT NOT NULL,
    message_id          BIGINT NOT NULL UNIQUE,
    author_id           BIGINT NOT NULL,
    offered_at          BIGINT NOT NULL,
    -- Our own message with the button, once it is there.
    offer_id            BIGINT,
    -- The message was recorded or deleted: the button goes.
    gone_at             BIGINT
);

-- What was done about a question because of the time, once for each occasion.
CREATE TABLE question_marks (
    question_id         BIGINT NOT NULL REFERENCES questions (id),
    kind                TEXT    NOT NULL,
    occasion            BIGINT NOT NULL,
    marked_at           BIGINT NOT NULL,
    PRIMARY KEY (question_id, kind, occasion)
);

-- The tutors who were called for a question, by name.
CREATE TABLE question_calls (
    question_id         BIGINT NOT NULL REFERENCES questions (id),
    occasion            BIGINT NOT NULL,
    user_id             BIGINT NOT NULL,
    called_at           BIGINT NOT NULL,
    PRIMARY KEY (question_id, occasion, user_id)
);
CREATE INDEX question_calls_by_user ON question_calls (user_id);

-- Who wants to hear when a question is resolved.
CREATE TABLE question_follows (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id         BIGINT NOT NULL REFERENCES questions (id),
    user_id             BIGINT NOT NULL,
    since               BIGINT NOT NULL,
    -- 1: never by name in a thread, because nobody may learn who it is.
    hidden              BIGINT NOT NULL DEFAULT 0,
    told_at             BIGINT,
    -- Who are told together by a mention share this number, the id of the first of them.
    told_with           BIGINT,
    UNIQUE (question_id, user_id)
);
CREATE INDEX question_follows_together ON question_follows (told_with) WHERE told_with IS NOT NULL;
CREATE INDEX question_follows_by_user ON question_follows (user_id);

-- Words that the bot has written into a thread for somebody: an anonymous asker, or staff.
CREATE TABLE question_posts (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id         BIGINT NOT NULL REFERENCES questions (id),
    author_id           BIGINT NOT NULL,
    voice               TEXT    NOT NULL CHECK (voice IN ('asker', 'staff')),
    content             TEXT    NOT NULL,
    -- The same form sent twice is one word.
    request_id          BIGINT NOT NULL,
    posted_at           BIGINT NOT NULL,
    message_id          BIGINT,
    channel_id          BIGINT,
    UNIQUE (question_id, author_id, request_id)
);
CREATE INDEX question_posts_by_message ON question_posts (message_id);

-- Every look at the name behind an anonymous question.
CREATE TABLE question_looks (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id         BIGINT NOT NULL REFERENCES questions (id),
    looked_by           BIGINT NOT NULL,
    reason              TEXT    NOT NULL,
    looked_at           BIGINT NOT NULL
);
CREATE INDEX question_looks_by_question ON question_looks (question_id);

-- Direct messages that repeat a question's title, to be emptied when it is taken back.
CREATE TABLE question_copies (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id         BIGINT NOT NULL REFERENCES questions (id),
    user_id             BIGINT NOT NULL,
    message_id          BIGINT NOT NULL
);
CREATE INDEX question_copies_by_question ON question_copies (question_id);

-- What somebody has deleted by hand, told to staff once each.
CREATE TABLE question_losses (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    what                TEXT    NOT NULL CHECK (what IN ('card', 'thread', 'channel')),
    gone_id             BIGINT NOT NULL,
    lost_at             BIGINT NOT NULL,
    UNIQUE (guild_id, what, gone_id)
);

-- Answers that are kept in order for everybody.
CREATE TABLE faq (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL REFERENCES guilds (guild_id),
    place               BIGINT NOT NULL,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    answer              TEXT    NOT NULL,
    question_id         BIGINT REFERENCES questions (id),
    version             BIGINT NOT NULL DEFAULT 1,
    changed_by          BIGINT NOT NULL,
    changed_at          BIGINT NOT NULL,
    retired_at          BIGINT
);
CREATE INDEX faq_by_place ON faq (guild_id, place);
CREATE UNIQUE INDEX faq_by_question ON faq (question_id) WHERE question_id IS NOT NULL;

-- What the search index of each process has to read again.
CREATE TABLE search_changes (
    id                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id            BIGINT NOT NULL,
    kind                TEXT    NOT NULL CHECK (kind IN ('question', 'faq')),
    subject_id          BIGINT NOT NULL
);

-- How somebody wants to be told: by direct message, or by a mention where it happened.
ALTER TABLE members ADD COLUMN told_by TEXT NOT NULL DEFAULT 'dm' CHECK (told_by IN ('dm', 'mention'));
