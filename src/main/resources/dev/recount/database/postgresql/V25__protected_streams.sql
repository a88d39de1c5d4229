-- The streams whose personal data was encrypted after it had been stored in the clear: the hash of their last event
-- before, and since. Written with the encrypted events, and never changed, so that who has kept a head can find it.
CREATE TABLE protected_stream (
    persistence_id  VARCHAR(255) COLLATE "C" NOT NULL,
    -- The version of the stream's last event.
    sequence_number BIGINT NOT NULL,
    head_before     VARCHAR(64) NOT NULL,
    head_since      VARCHAR(64) NOT NULL,
    -- In milliseconds since 1970.
    protected_at    BIGINT NOT NULL,
    PRIMARY KEY (persistence_id, protected_at)
);
