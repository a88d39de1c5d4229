-- Views. Their rows are in tables of their own, which follow from the views' definitions.

CREATE SCHEMA views;

CREATE TABLE view_state (
    view_name       VARCHAR(40) PRIMARY KEY,
    -- The generation that answers queries; none until one has caught up.
    live_generation INTEGER,
    paused          BOOLEAN NOT NULL
);

CREATE TABLE view_generation (
    view_name       VARCHAR(40) NOT NULL,
    generation      INTEGER NOT NULL,
    -- The revision of the rules that it is built with.
    revision        INTEGER NOT NULL,
    -- Its columns and indexes, as JSON.
    definition      VARCHAR NOT NULL,
    -- The position in the log up to which it is built.
    position        VARCHAR(64) NOT NULL,
    -- The event that stopped it, if one did, and why.
    failed_position VARCHAR(64),
    failed_event    VARCHAR(255),
    failure         VARCHAR,
    PRIMARY KEY (view_name, generation)
);
