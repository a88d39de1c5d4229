-- The row that is written to see whether the database can be written. It says nothing, and stays one. Its page has room for what
-- it was before, which each change clears away, as no index holds what changes.

CREATE TABLE write_probe (
    id     SMALLINT NOT NULL PRIMARY KEY,
    probes BIGINT NOT NULL
) WITH (fillfactor = 10);

INSERT INTO write_probe (id, probes) VALUES (1, 0);
