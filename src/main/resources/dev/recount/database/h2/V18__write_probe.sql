-- The row that is written to see whether the database can be written. It says nothing, and stays one.

CREATE TABLE write_probe (
    id     SMALLINT NOT NULL PRIMARY KEY,
    probes BIGINT NOT NULL
);

INSERT INTO write_probe (id, probes) VALUES (1, 0);
