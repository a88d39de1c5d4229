-- The names under which events are stored, as type.Event/revision, each once: so that it is known at every start, without
-- reading the journal, whether today's code can read all of them. Written with the events.
-- Each statement is committed by itself: what a killed start has left behind is taken up by the next one.

CREATE TABLE IF NOT EXISTS event_type (
    stored_name VARCHAR(255) PRIMARY KEY
);

MERGE INTO event_type (stored_name) KEY (stored_name) SELECT DISTINCT event_ser_manifest FROM event_journal;
