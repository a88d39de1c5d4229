-- The worlds that there are; the tables of each are in a schema of its own, world_ with its number. Numbers are never
-- given again, so that nobody takes one world for another.
CREATE TABLE world_number (
    id INTEGER PRIMARY KEY,
    last_number BIGINT NOT NULL
);
INSERT INTO world_number (id, last_number) VALUES (1, 0);
CREATE TABLE world (
    number BIGINT PRIMARY KEY,
    owner VARCHAR(128) NOT NULL,
    created TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    running BOOLEAN NOT NULL,
    unwanted BOOLEAN NOT NULL,
    told TEXT NOT NULL
);
