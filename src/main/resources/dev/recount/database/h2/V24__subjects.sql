-- The streams that hold personal data of somebody who is not the stream itself. Written with the first events that do,
-- and never changed: it says nothing of the person but the name that stays.
CREATE TABLE IF NOT EXISTS subject_stream (
    -- The subject, as type/id.
    subject        VARCHAR(200) NOT NULL,
    persistence_id VARCHAR(255) NOT NULL,
    PRIMARY KEY (subject, persistence_id)
);

-- The keys by which the personal data of all journals is encrypted: one row, made by the first server that has some.
CREATE TABLE IF NOT EXISTS keystore (
    id          SMALLINT NOT NULL PRIMARY KEY,
    fingerprint VARCHAR(64) NOT NULL
);
