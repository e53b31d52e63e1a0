-- What is kept of a programme that has ended goes on a day that staff choose.

-- The day, YYYY-MM-DD, if staff have chosen one.
ALTER TABLE programmes ADD COLUMN erase_on TEXT;
-- Staff were told what will go.
ALTER TABLE programmes ADD COLUMN erase_told_at BIGINT;
-- It has gone.
ALTER TABLE programmes ADD COLUMN erased_at BIGINT;
ALTER TABLE programmes ADD COLUMN care_at BIGINT;
UPDATE programmes SET care_at = 0;
CREATE INDEX programmes_by_care ON programmes (care_at) WHERE care_at IS NOT NULL;

-- A third cause: a programme is over.
ALTER TABLE erasures DROP CONSTRAINT erasures_cause_check;
ALTER TABLE erasures ADD CONSTRAINT erasures_cause_check
    CHECK (cause IN ('asked', 'left', 'over'));
-- The programme that is over; 0 for the other causes.
ALTER TABLE erasures ADD COLUMN programme_id BIGINT NOT NULL DEFAULT 0;
DROP INDEX erasures_by_user;
CREATE UNIQUE INDEX erasures_by_user ON erasures (user_id, cause, programme_id)
    WHERE step IN ('begun', 'ended');

-- Whom a question named before it was changed: messages of the bot in its thread may still do so.
CREATE TABLE question_names (
    question_id         BIGINT NOT NULL REFERENCES questions (id),
    user_id             BIGINT NOT NULL,
    PRIMARY KEY (question_id, user_id)
);
CREATE INDEX question_names_by_user ON question_names (user_id);
