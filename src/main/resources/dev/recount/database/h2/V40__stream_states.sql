-- The latest states of streams of which nothing else is kept: one row a stream, written anew with each accepted command.
CREATE SEQUENCE IF NOT EXISTS stream_state_ordering CACHE 10000;
CREATE TABLE IF NOT EXISTS stream_state (
    -- The stream, as type|id.
    persistence_id     VARCHAR(255) NOT NULL PRIMARY KEY,
    -- How often it was written: a write that does not know the last one changes nothing.
    revision           BIGINT NOT NULL,
    -- The version of the stream: how many events have led to the state.
    sequence_number    BIGINT NOT NULL,
    -- The place of its last change among those of all. One thread writes, so this is the order of commits too.
    ordering           BIGINT DEFAULT NEXT VALUE FOR stream_state_ordering NOT NULL,
    write_timestamp    BIGINT NOT NULL,
    -- The stored name of the state, as type.State/revision.
    state_ser_manifest VARCHAR(255) NOT NULL,
    -- As a snapshot: a digest, what the stream has to know of itself, and the state.
    state_payload      BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS stream_state_log ON stream_state (ordering);
