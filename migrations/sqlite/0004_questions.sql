-- Questions from the asking to the keeping: who owes the next word, the answer that was
-- marked, who follows, what was called and when, what was deleted, the FAQ, and the log of
-- changes from which the search index is kept up to date.

-- SQLite cannot change a CHECK: the table is made anew. Nothing refers to it yet.
CREATE TABLE questions_new (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL REFERENCES guilds (guild_id),
    number              INTEGER NOT NULL,
    -- One wish to ask, however often it was sent.
    request_id          INTEGER NOT NULL,
    asker_id            INTEGER NOT NULL,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    state               TEXT    NOT NULL CHECK (state IN
                            ('open', 'answered', 'resolved', 'closed', 'merged', 'withdrawn')),
    -- Counts the changes, for compare-and-set and for cards.
    version             INTEGER NOT NULL DEFAULT 1,
    asked_at            INTEGER NOT NULL,
    answered_at         INTEGER,
    answered_by         INTEGER,
    closed_at           INTEGER,
    closed_by           INTEGER,
    channel_id          INTEGER NOT NULL,
    card_id             INTEGER UNIQUE,
    thread_id           INTEGER UNIQUE,
    opening_id          INTEGER,
    -- The newest message of the thread that was looked at.
    last_seen_id        INTEGER NOT NULL DEFAULT 0,
    forum               INTEGER NOT NULL DEFAULT 0,
    programme_id        INTEGER REFERENCES programmes (id),
    -- The asker is named nowhere.
    anonymous           INTEGER NOT NULL DEFAULT 0,
    -- Who has recorded it for the asker, and from which message.
    recorded_by         INTEGER,
    source_message_id   INTEGER,
    -- In how many parts a long text stands in the thread, and which messages these are.
    parts               INTEGER NOT NULL DEFAULT 0,
    part1_id            INTEGER,
    part2_id            INTEGER,
    -- Since when the asker waits: asked, or opened again.
    waiting_since       INTEGER NOT NULL DEFAULT 0,
    -- Whose turn it is, since when, and who of the helpers spoke last.
    turn                INTEGER NOT NULL DEFAULT 1,
    last_word_at        INTEGER NOT NULL DEFAULT 0,
    last_word_by        TEXT NOT NULL DEFAULT 'asker' CHECK (last_word_by IN ('asker', 'helper')),
    last_helper_id      INTEGER,
    -- The answer that was marked.
    answer_text         TEXT,
    answer_author_id    INTEGER,
    answer_message_id   INTEGER,
    -- Who was asked by staff to answer.
    assigned_to         INTEGER,
    assigned_at         INTEGER,
    -- The question that it was merged into.
    merged_into         INTEGER REFERENCES questions (id),
    -- What of it was deleted by hand.
    loss_id             INTEGER,
    -- The word to staff that it waits.
    staff_channel_id    INTEGER,
    staff_message_id    INTEGER,
    -- When it is to be looked at again; NULL when nothing more will come of it.
    care_at             INTEGER,
    UNIQUE (guild_id, number),
    UNIQUE (guild_id, asker_id, request_id)
);
INSERT INTO questions_new (id, guild_id, number, request_id, asker_id, topic, title, body, state, version, asked_at, answered_at, answered_by, closed_at, closed_by, channel_id, card_id, thread_id, opening_id, last_seen_id, forum, programme_id)
    SELECT id, guild_id, number, request_id, asker_id, topic, title, body, state, version, asked_at, answered_at, answered_by, closed_at, closed_by, channel_id, card_id, thread_id, opening_id, last_seen_id, forum, programme_id FROM questions;
DROP TABLE questions;
ALTER TABLE questions_new RENAME TO questions;
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
    guild_id            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    -- The message that is recorded; 0 for a question of their own.
    source_message_id   INTEGER NOT NULL DEFAULT 0,
    source_channel_id   INTEGER NOT NULL DEFAULT 0,
    -- Whose question it will be.
    asker_id            INTEGER NOT NULL,
    anonymous           INTEGER NOT NULL DEFAULT 0,
    -- The form in which it was sent; 0 before that.
    request_id          INTEGER NOT NULL DEFAULT 0,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    body                TEXT    NOT NULL,
    written_at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, user_id, source_message_id)
);
INSERT INTO drafts_new (guild_id, user_id, asker_id, topic, title, body, written_at)
    SELECT guild_id, user_id, user_id, topic, title, body, written_at FROM drafts;
DROP TABLE drafts;
ALTER TABLE drafts_new RENAME TO drafts;

-- Plain messages in the question channel under which the bot offers to record them.
CREATE TABLE record_offers (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    channel_id          INTEGER NOT NULL,
    message_id          INTEGER NOT NULL UNIQUE,
    author_id           INTEGER NOT NULL,
    offered_at          INTEGER NOT NULL,
    -- Our own message with the button, once it is there.
    offer_id            INTEGER,
    -- The message was recorded or deleted: the button goes.
    gone_at             INTEGER
);

-- What was done about a question because of the time, once for each occasion.
CREATE TABLE question_marks (
    question_id         INTEGER NOT NULL REFERENCES questions (id),
    kind                TEXT    NOT NULL,
    occasion            INTEGER NOT NULL,
    marked_at           INTEGER NOT NULL,
    PRIMARY KEY (question_id, kind, occasion)
);

-- The tutors who were called for a question, by name.
CREATE TABLE question_calls (
    question_id         INTEGER NOT NULL REFERENCES questions (id),
    occasion            INTEGER NOT NULL,
    user_id             INTEGER NOT NULL,
    called_at           INTEGER NOT NULL,
    PRIMARY KEY (question_id, occasion, user_id)
);
CREATE INDEX question_calls_by_user ON question_calls (user_id);

-- Who wants to hear when a question is resolved.
CREATE TABLE question_follows (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id         INTEGER NOT NULL REFERENCES questions (id),
    user_id             INTEGER NOT NULL,
    since               INTEGER NOT NULL,
    -- 1: never by name in a thread, because nobody may learn who it is.
    hidden              INTEGER NOT NULL DEFAULT 0,
    told_at             INTEGER,
    -- Who are told together by a mention share this number, the id of the first of them.
    told_with           INTEGER,
    UNIQUE (question_id, user_id)
);
CREATE INDEX question_follows_together ON question_follows (told_with) WHERE told_with IS NOT NULL;
CREATE INDEX question_follows_by_user ON question_follows (user_id);

-- Words that the bot has written into a thread for somebody: an anonymous asker, or staff.
CREATE TABLE question_posts (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id         INTEGER NOT NULL REFERENCES questions (id),
    author_id           INTEGER NOT NULL,
    voice               TEXT    NOT NULL CHECK (voice IN ('asker', 'staff')),
    content             TEXT    NOT NULL,
    -- The same form sent twice is one word.
    request_id          INTEGER NOT NULL,
    posted_at           INTEGER NOT NULL,
    message_id          INTEGER,
    channel_id          INTEGER,
    UNIQUE (question_id, author_id, request_id)
);
CREATE INDEX question_posts_by_message ON question_posts (message_id);

-- Every look at the name behind an anonymous question.
CREATE TABLE question_looks (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id         INTEGER NOT NULL REFERENCES questions (id),
    looked_by           INTEGER NOT NULL,
    reason              TEXT    NOT NULL,
    looked_at           INTEGER NOT NULL
);
CREATE INDEX question_looks_by_question ON question_looks (question_id);

-- Direct messages that repeat a question's title, to be emptied when it is taken back.
CREATE TABLE question_copies (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id         INTEGER NOT NULL REFERENCES questions (id),
    user_id             INTEGER NOT NULL,
    message_id          INTEGER NOT NULL
);
CREATE INDEX question_copies_by_question ON question_copies (question_id);

-- What somebody has deleted by hand, told to staff once each.
CREATE TABLE question_losses (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    what                TEXT    NOT NULL CHECK (what IN ('card', 'thread', 'channel')),
    gone_id             INTEGER NOT NULL,
    lost_at             INTEGER NOT NULL,
    UNIQUE (guild_id, what, gone_id)
);

-- Answers that are kept in order for everybody.
CREATE TABLE faq (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL REFERENCES guilds (guild_id),
    place               INTEGER NOT NULL,
    topic               TEXT    NOT NULL,
    title               TEXT    NOT NULL,
    answer              TEXT    NOT NULL,
    question_id         INTEGER REFERENCES questions (id),
    version             INTEGER NOT NULL DEFAULT 1,
    changed_by          INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL,
    retired_at          INTEGER
);
CREATE INDEX faq_by_place ON faq (guild_id, place);
CREATE UNIQUE INDEX faq_by_question ON faq (question_id) WHERE question_id IS NOT NULL;

-- What the search index of each process has to read again.
CREATE TABLE search_changes (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id            INTEGER NOT NULL,
    kind                TEXT    NOT NULL CHECK (kind IN ('question', 'faq')),
    subject_id          INTEGER NOT NULL
);

-- How somebody wants to be told: by direct message, or by a mention where it happened.
ALTER TABLE members ADD COLUMN told_by TEXT NOT NULL DEFAULT 'dm' CHECK (told_by IN ('dm', 'mention'));
