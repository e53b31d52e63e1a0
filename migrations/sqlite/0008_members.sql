-- What somebody wishes to hear, and when: their own page changes it.

-- 1: nothing that the bot says by itself.
ALTER TABLE members ADD COLUMN told_nothing INTEGER NOT NULL DEFAULT 0;
-- Their own quiet time: minutes after midnight in the time zone of the server that tells them.
ALTER TABLE members ADD COLUMN quiet_from INTEGER;
ALTER TABLE members ADD COLUMN quiet_to INTEGER;

-- The language in which they read, where it is another than the server's.
ALTER TABLE members ADD COLUMN language TEXT;
