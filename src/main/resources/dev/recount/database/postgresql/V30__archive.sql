-- The segments into which the bytes of events have moved. In the rows of those events, the place in the segment is where the
-- bytes were: a zero byte, the number of the segment, where the block with the event's line begins, and which line of it.
-- All else of the rows stays: which event it is, its place in the log, and the hash that it had when it was written.
CREATE TABLE archive_segment (
    number         INTEGER PRIMARY KEY,
    -- The name of the file in the archive.
    file           VARCHAR(255) NOT NULL,
    bytes          BIGINT NOT NULL,
    -- The hash of the file, in hexadecimal.
    sha256         VARCHAR(64) NOT NULL,
    -- How many events it holds, and the least and the greatest of their numbers in the journal.
    events         INTEGER NOT NULL,
    first_ordering BIGINT NOT NULL,
    last_ordering  BIGINT NOT NULL,
    -- When it was stored, in milliseconds since 1970.
    archived_at    BIGINT NOT NULL
);

-- How far streams are archived.
CREATE TABLE archived_stream (
    persistence_id  VARCHAR(255) COLLATE "C" PRIMARY KEY,
    -- The last version up to which all events that may move have moved.
    sequence_number BIGINT NOT NULL,
    -- The hash of that event, to which the first one holds that is still here.
    event_hash      BYTEA NOT NULL
);
