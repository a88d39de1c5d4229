-- How many events of the log happened when: in each minute, hour and day in which there are some. Counted by one follower of the
-- log, so that nobody has to read the log to know.
CREATE TABLE log_density (
    -- How many minutes long the time is: 1, 60 or 1440.
    minutes     INTEGER NOT NULL,
    -- Which of those times it is, counted from 1970.
    number      BIGINT NOT NULL,
    -- The index of the journal, from 0.
    journal     INTEGER NOT NULL,
    events      BIGINT NOT NULL,
    -- When the first and the last of them happened, in microseconds since 1970.
    first_time  BIGINT NOT NULL,
    last_time   BIGINT NOT NULL,
    -- The places of the first and the last of them in the order of the journal's log.
    first_place VARCHAR(32) NOT NULL,
    last_place  VARCHAR(32) NOT NULL,
    PRIMARY KEY (minutes, number, journal)
);

-- What of the log is worth a mark at its time: those of one minute that say the same are one.
CREATE TABLE log_mark (
    -- Which minute it is, counted from 1970.
    number   BIGINT NOT NULL,
    kind     VARCHAR(16) NOT NULL,
    told     VARCHAR(300) NOT NULL,
    -- How many they are.
    events   BIGINT NOT NULL,
    -- The first of them: when it happened, in microseconds since 1970, its stream as type/id, and its version.
    happened BIGINT NOT NULL,
    stream   VARCHAR(255) NOT NULL,
    version  BIGINT NOT NULL,
    PRIMARY KEY (number, kind, told)
);

-- When the rules of each fingerprint have last decided on a command to a stream of a type, in milliseconds since 1970.
CREATE TABLE rules_use (
    stream_type VARCHAR(64) NOT NULL,
    rules       VARCHAR(64) NOT NULL,
    last_used   BIGINT NOT NULL,
    PRIMARY KEY (stream_type, rules)
);
