-- The values that one stream at a time holds, such as an e-mail address: written and given back together with the events that lead
-- to it. A code stands for each: its SHA-256, or a keyed one of personal data, in 64 hexadecimal digits.
CREATE TABLE claim (
    name           VARCHAR(63) COLLATE "C" NOT NULL,
    code           VARCHAR(64) COLLATE "C" NOT NULL,
    -- The stream that holds it.
    persistence_id VARCHAR(255) COLLATE "C" NOT NULL,
    PRIMARY KEY (name, code)
);
CREATE INDEX claim_of_stream ON claim (persistence_id, name);

-- The streams that hold what another one holds too, as a name was added to streams that were there already.
CREATE TABLE claim_duplicate (
    name           VARCHAR(63) COLLATE "C" NOT NULL,
    code           VARCHAR(64) COLLATE "C" NOT NULL,
    persistence_id VARCHAR(255) COLLATE "C" NOT NULL,
    PRIMARY KEY (name, code, persistence_id)
);
CREATE INDEX claim_duplicate_of_stream ON claim_duplicate (persistence_id, name);

-- The names of which streams of a type hold values.
CREATE TABLE claim_definition (
    name        VARCHAR(63) COLLATE "C" NOT NULL,
    stream_type VARCHAR(255) COLLATE "C" NOT NULL,
    -- Whether what streams of before hold has been added.
    is_built    BOOLEAN NOT NULL,
    -- Whether a command is rejected by which a stream would hold what another one holds.
    is_in_force BOOLEAN NOT NULL,
    PRIMARY KEY (name, stream_type)
);
