-- What the domains' rules have rejected, each attempt once. It changed nothing, so it is no part of any stream.

CREATE TABLE rejection (
    -- One transaction at a time draws numbers, so this is the order of commits too.
    id             BIGSERIAL PRIMARY KEY,
    stream_type    VARCHAR(64) NOT NULL,
    stream_id      VARCHAR(128) NOT NULL,
    -- The version that the stream was at, if that is known.
    stream_version BIGINT,
    command_id     TEXT NOT NULL,
    command_name   TEXT NOT NULL,
    -- The fields of the command, as JSON; nothing where commands are not recorded.
    command_data   TEXT,
    -- Why it was rejected: the code, and the words.
    reason         TEXT NOT NULL,
    message        TEXT NOT NULL,
    -- When its events would have happened, and when it was rejected.
    time           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    recorded       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    principal      TEXT NOT NULL,
    correlation    TEXT NOT NULL,
    causation      TEXT
);

CREATE INDEX rejection_stream ON rejection (stream_type, stream_id, id);

-- What is old is deleted.
CREATE INDEX rejection_recorded ON rejection (recorded);
