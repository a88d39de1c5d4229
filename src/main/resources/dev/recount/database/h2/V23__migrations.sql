-- The streams that have moved: whose last event says where they go on. Written with those events, and never changed.
CREATE TABLE IF NOT EXISTS moved_stream (
    persistence_id  VARCHAR(255) NOT NULL,
    sequence_number BIGINT NOT NULL,
    PRIMARY KEY (persistence_id)
);

-- How far each migration of streams has come in each journal: about how many events it has copied, and whether it has come
-- to the end of the log once.
CREATE TABLE IF NOT EXISTS migration_part (
    migration VARCHAR(64) NOT NULL,
    journal   INT NOT NULL,
    copied    BIGINT NOT NULL,
    caught_up BOOLEAN NOT NULL,
    PRIMARY KEY (migration, journal)
);
