-- The latest states of streams of which nothing else is kept: one row a stream, written anew with each accepted command.
CREATE SEQUENCE stream_state_ordering;
CREATE TABLE stream_state (
    -- The stream, as type|id.
    persistence_id     VARCHAR(255) COLLATE "C" NOT NULL PRIMARY KEY,
    -- How often it was written: a write that does not know the last one changes nothing.
    revision           BIGINT NOT NULL,
    -- The version of the stream: how many events have led to the state.
    sequence_number    BIGINT NOT NULL,
    -- The place of its last change among those of all: the transaction that stored it, and a number.
    tx_id              xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ordering           BIGINT NOT NULL DEFAULT nextval('stream_state_ordering'),
    write_timestamp    BIGINT NOT NULL,
    -- The stored name of the state, as type.State/revision.
    state_ser_manifest VARCHAR(255) NOT NULL,
    -- As a snapshot: a digest, what the stream has to know of itself, and the state.
    state_payload      BYTEA NOT NULL
);
ALTER SEQUENCE stream_state_ordering OWNED BY stream_state.ordering;
CREATE INDEX stream_state_log ON stream_state (tx_id, ordering);

-- Of a database that was restored into another cluster, these come after all that was stored before, as events do.
DO $$
DECLARE
    more BIGINT;
BEGIN
    SELECT added INTO more FROM transaction_offset;
    IF more <> 0 THEN
        EXECUTE format(
            'ALTER TABLE stream_state ALTER COLUMN tx_id SET DEFAULT ((pg_current_xact_id()::text::bigint + %s)::text::xid8)',
            more);
    END IF;
END $$;
