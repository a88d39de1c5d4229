-- Of each stream that is archived, the state from which it goes on without a look at the archive. It is no snapshot, and stays
-- whatever becomes of those.
CREATE TABLE settled_state (
    persistence_id        VARCHAR(255) PRIMARY KEY,
    -- The version that the stream had then; 0 where none is kept yet.
    sequence_number       BIGINT NOT NULL,
    created               BIGINT NOT NULL,
    -- The name under which it is saved, and its bytes, which hold the hash of the event that it is of: as in a snapshot.
    snapshot_ser_manifest VARCHAR(255) NOT NULL,
    snapshot_payload      BLOB NOT NULL,
    -- How often the saved states of the stream have been dropped, as by an erasure, and how often when this one was made: it
    -- counts where both are the same.
    drops                 BIGINT NOT NULL,
    drops_before          BIGINT NOT NULL
);

-- What is archived already has its states made by the next run of the archive.
INSERT INTO settled_state SELECT persistence_id, 0, 0, '', X'', 1, 0 FROM archived_stream;
