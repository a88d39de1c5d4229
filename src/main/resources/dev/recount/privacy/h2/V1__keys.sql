-- A row each subject that has a key; times are milliseconds since 1970.
CREATE TABLE subject_key (
    -- The subject, as type/id.
    subject    VARCHAR(200) PRIMARY KEY,
    -- Which master key has wrapped the key.
    master_key VARCHAR(1000) NOT NULL,
    wrapped    VARBINARY(4096) NOT NULL,
    created    BIGINT NOT NULL
);

-- The ledger of those who were erased: a subject in it never has a key again. Its rows stay.
CREATE TABLE erasure (
    subject   VARCHAR(200) PRIMARY KEY,
    erased_at BIGINT NOT NULL,
    erased_by VARCHAR(256) NOT NULL,
    ground    VARCHAR(2000) NOT NULL,
    reference VARCHAR(256),
    -- Whether the log of events is certain to tell of it.
    in_log    BOOLEAN NOT NULL DEFAULT FALSE
);

-- A key of nobody's, by which a master key proves to be that of this database: one row, made by the first server.
CREATE TABLE master_key_proof (
    id         SMALLINT PRIMARY KEY,
    master_key VARCHAR(1000) NOT NULL,
    wrapped    VARBINARY(4096) NOT NULL
);

-- The row that is written to see whether the database can be written. It says nothing, and stays one.
CREATE TABLE write_probe (
    id     SMALLINT NOT NULL PRIMARY KEY,
    probes BIGINT NOT NULL
);

INSERT INTO write_probe (id, probes) VALUES (1, 0);
