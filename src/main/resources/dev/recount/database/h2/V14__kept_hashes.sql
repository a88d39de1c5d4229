-- The event's own hash, kept beside it by who wrote it: SHA-256 over its stored name, a line feed and its stored bytes. A
-- column that the database made by itself would follow whatever is changed, and prove nothing. Null where a server of
-- before has written the event.
ALTER TABLE event_journal ADD COLUMN event_hash VARBINARY(32);

UPDATE event_journal SET event_hash = HASH('SHA-256', STRINGTOUTF8(event_ser_manifest || CHAR(10)) || event_payload);

-- Streams whose events are not those that were stored, found by whichever node: none of them goes on with them. In the home
-- database alone.
CREATE TABLE damaged_stream (
    -- The stream, as type/id.
    stream  VARCHAR(255) PRIMARY KEY,
    -- The first version from which on nothing can be relied on.
    version BIGINT NOT NULL,
    problem VARCHAR(1000) NOT NULL,
    -- When it was found, in milliseconds since 1970.
    found   BIGINT NOT NULL
);

-- How far the round that holds all streams against their hashes has come in each journal. In the home database alone.
CREATE TABLE scrub_place (
    -- Which journal, from 1 for the home one.
    journal INTEGER PRIMARY KEY,
    -- The stream that it has come to, as type|id.
    stream  VARCHAR(255) NOT NULL
);
