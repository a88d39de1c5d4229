-- The places of corrections: events that say how an earlier event of their stream is to be read. Written with those events, and
-- never changed, so that a reader knows of them before it comes to them.
CREATE TABLE correction (
    persistence_id  VARCHAR(255) COLLATE "C" NOT NULL,
    sequence_number BIGINT NOT NULL,
    PRIMARY KEY (persistence_id, sequence_number)
);

-- The position up to which a generation of a view knew of all corrections from its first event on; null where there were none.
ALTER TABLE view_generation ADD COLUMN known_position TEXT;

-- The position of the first correction that came too late for a generation, whose rows do not show it; null while there is none.
ALTER TABLE view_generation ADD COLUMN uncorrected_position TEXT;
