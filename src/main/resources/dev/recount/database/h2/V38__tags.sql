-- The tags of events, by which events of several streams are found that a command is decided on: written together with the events.
CREATE TABLE IF NOT EXISTS event_tag (
    tag             VARCHAR(255) NOT NULL,
    persistence_id  VARCHAR(255) NOT NULL,
    sequence_number BIGINT NOT NULL,
    PRIMARY KEY (tag, persistence_id, sequence_number)
);
CREATE INDEX IF NOT EXISTS event_tag_of_stream ON event_tag (persistence_id, sequence_number);

-- How many events a tag has had: what is decided on them is stored only if there are no more of them by then.
CREATE TABLE IF NOT EXISTS tag_version (
    tag     VARCHAR(255) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);

-- The stream types whose events have tags.
CREATE TABLE IF NOT EXISTS tag_definition (
    stream_type VARCHAR(255) NOT NULL PRIMARY KEY,
    -- The revision of the rule that gives them.
    revision    INTEGER NOT NULL,
    -- Whether the events of before have been tagged.
    is_built    BOOLEAN NOT NULL
);
