-- Values that streams are about to take, where there are several journals: kept by the home journal from before the events are stored
-- that take them until that is known and the value is held, or it is certain that they never will be.
CREATE TABLE claim_reservation (
    name           VARCHAR(63) COLLATE "C" NOT NULL,
    code           VARCHAR(64) COLLATE "C" NOT NULL,
    -- The stream that is about to take it.
    persistence_id VARCHAR(255) COLLATE "C" NOT NULL,
    -- The mark that the stream's own journal gets together with the events.
    mark           VARCHAR(80) COLLATE "C" NOT NULL,
    PRIMARY KEY (name, code)
);
CREATE INDEX claim_reservation_of_mark ON claim_reservation (mark);

-- Up to which version of a stream the home journal has what it holds, where there are several.
CREATE TABLE claim_settled (
    persistence_id VARCHAR(255) COLLATE "C" NOT NULL PRIMARY KEY,
    version        BIGINT NOT NULL
);

-- Changes of what streams of this journal hold, each stored with its event, until the home journal has them.
CREATE TABLE claim_mark (
    mark           VARCHAR(80) COLLATE "C" NOT NULL PRIMARY KEY,
    persistence_id VARCHAR(255) COLLATE "C" NOT NULL,
    -- The version of the event; nothing where it was never stored and cannot be any more.
    version        BIGINT,
    -- A line for each change: the name, the code or "-", and whether another value may have been held before.
    changes        TEXT NOT NULL,
    -- A line for each stream that this one goes on from.
    came_from      TEXT NOT NULL
);
CREATE INDEX claim_mark_of_stream ON claim_mark (persistence_id, version);
