-- The shapes that events of a name had, as each server told them when it started: what stored events may look like. So it is
-- known at every start whether today's code reads them, without reading the journal.
CREATE TABLE event_shape (
    stored_name VARCHAR(255) NOT NULL,
    fingerprint VARCHAR(64) NOT NULL,
    -- The fields with their types, as JSON.
    shape       TEXT NOT NULL,
    PRIMARY KEY (stored_name, fingerprint)
);
