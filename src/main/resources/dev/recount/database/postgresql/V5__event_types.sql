-- The names under which events are stored, as type.Event/revision, each once: so that it is known at every start, without
-- reading the journal, whether today's code can read all of them. Written with the events.

CREATE TABLE event_type (
    stored_name VARCHAR(255) COLLATE "C" PRIMARY KEY
);

INSERT INTO event_type SELECT DISTINCT event_ser_manifest FROM event_journal;
