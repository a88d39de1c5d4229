-- The names of tables and columns are those that Pekko's JDBC plugins read.

CREATE TABLE event_journal (
    -- Numbers are given before their transactions commit, so they are no order of the log by themselves.
    ordering           BIGSERIAL NOT NULL,
    -- The transaction that stored the event: with the number, the place of the event in the whole log.
    tx_id              xid8 NOT NULL DEFAULT pg_current_xact_id(),
    -- The stream, as type|id. Compared byte for byte, whatever the language of the database.
    persistence_id     VARCHAR(255) COLLATE "C" NOT NULL,
    -- The version of the event within its stream, from 1.
    sequence_number    BIGINT NOT NULL,
    deleted            BOOLEAN DEFAULT FALSE NOT NULL,
    writer             VARCHAR(255) NOT NULL,
    write_timestamp    BIGINT NOT NULL,
    adapter_manifest   VARCHAR(255) NOT NULL,
    event_payload      BYTEA NOT NULL,
    event_ser_id       INTEGER NOT NULL,
    -- The stored name of the event, as type.Event/revision.
    event_ser_manifest VARCHAR(255) NOT NULL,
    meta_payload       BYTEA,
    meta_ser_id        INTEGER,
    meta_ser_manifest  VARCHAR(255),
    CONSTRAINT event_journal_stream PRIMARY KEY (persistence_id, sequence_number)
);

CREATE INDEX event_journal_log ON event_journal (tx_id, ordering);

CREATE TABLE snapshot (
    persistence_id        VARCHAR(255) COLLATE "C" NOT NULL,
    sequence_number       BIGINT NOT NULL,
    created               BIGINT NOT NULL,
    snapshot_ser_id       INTEGER NOT NULL,
    snapshot_ser_manifest VARCHAR(255) NOT NULL,
    snapshot_payload      BYTEA NOT NULL,
    meta_ser_id           INTEGER,
    meta_ser_manifest     VARCHAR(255),
    meta_payload          BYTEA,
    PRIMARY KEY (persistence_id, sequence_number)
);
