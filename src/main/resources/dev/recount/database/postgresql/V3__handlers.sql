-- What event handlers still have to do, and the timers that they have set. Times are milliseconds since 1970.

CREATE TABLE handler_pending (
    -- What comes first is done first, within a stream.
    id           BIGSERIAL PRIMARY KEY,
    handler      VARCHAR(64) NOT NULL,
    -- The stream, as type/id.
    stream       VARCHAR(255) NOT NULL,
    -- The version of the event, or the id of the timer: nothing is there twice.
    work         VARCHAR(64) NOT NULL,
    -- The version of the event, or of the one that led to the timer.
    version      BIGINT NOT NULL,
    -- Where that event stands in the log.
    log_position VARCHAR(32) NOT NULL,
    -- The type of an event, as type.Event; of a timer, its name, when it was due, and its conversation.
    event_type   VARCHAR(255),
    timer        VARCHAR(128),
    due          BIGINT,
    correlation  VARCHAR(256),
    -- Whether there may have been an attempt whose end nobody saw.
    in_doubt     BOOLEAN NOT NULL,
    attempts     INTEGER NOT NULL,
    -- When it is tried next; nothing if nothing stands in the way, or if it waits for a person.
    next_attempt BIGINT,
    parked       BOOLEAN NOT NULL,
    error        VARCHAR(2000),
    since        BIGINT NOT NULL,
    -- The answers to the commands that earlier attempts have sent, as JSON.
    answers      TEXT NOT NULL,
    CONSTRAINT handler_pending_once UNIQUE (handler, stream, work)
);

CREATE INDEX handler_pending_queue ON handler_pending (handler, stream, id);

CREATE INDEX handler_pending_page ON handler_pending (handler, id);

CREATE TABLE handler_timer (
    handler      VARCHAR(64) NOT NULL,
    stream       VARCHAR(255) NOT NULL,
    timer        VARCHAR(128) NOT NULL,
    -- Tells one setting of the timer from another.
    timer_id     VARCHAR(64) NOT NULL,
    due          BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    log_position VARCHAR(32) NOT NULL,
    correlation  VARCHAR(256) NOT NULL,
    -- Whether it may have been set, and seen to, before.
    in_doubt     BOOLEAN NOT NULL,
    PRIMARY KEY (handler, stream, timer)
);

CREATE INDEX handler_timer_due ON handler_timer (handler, due);
