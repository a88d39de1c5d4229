-- Which of how many journals this database is, and of which set: one row, written when a server first opens it, and never changed.

CREATE TABLE journal_membership (
    -- Drawn by the home database, and the same in all of the set.
    journal_set VARCHAR(64) NOT NULL,
    -- From 1 for the home database.
    number      INTEGER NOT NULL,
    journals    INTEGER NOT NULL
);

CREATE UNIQUE INDEX journal_membership_one ON journal_membership ((TRUE));

-- A position has a part for each journal.
ALTER TABLE pekko_projection_offset_store ALTER COLUMN current_offset TYPE TEXT;
ALTER TABLE view_generation ALTER COLUMN position TYPE TEXT;
ALTER TABLE view_generation ALTER COLUMN failed_position TYPE TEXT;
ALTER TABLE handler_pending ALTER COLUMN log_position TYPE TEXT;
ALTER TABLE handler_timer ALTER COLUMN log_position TYPE TEXT;

-- A handler's work is done, and remembered, for each journal by itself.
ALTER TABLE handler_pending ALTER COLUMN handler TYPE VARCHAR(80);
ALTER TABLE handler_timer ALTER COLUMN handler TYPE VARCHAR(80);
