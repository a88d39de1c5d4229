-- The event's own hash, kept beside it by who wrote it: SHA-256 over its stored name, a line feed and its stored bytes. A
-- column that the database made by itself would follow whatever is changed, and prove nothing. Null where a server of
-- before has written the event, as it may while the nodes of a cluster are replaced one after another.
ALTER TABLE event_journal ADD COLUMN event_hash BYTEA;

-- The table is written anew once, where an update would leave each of its rows behind a second time.
ALTER TABLE event_journal ALTER COLUMN event_hash TYPE BYTEA
    USING sha256(convert_to(event_ser_manifest || E'\n', 'UTF8') || event_payload);

-- Streams whose events are not those that were stored, found by whichever node: none of them goes on with them. In the home
-- database alone.
CREATE TABLE damaged_stream (
    -- The stream, as type/id.
    stream  VARCHAR(255) COLLATE "C" PRIMARY KEY,
    -- The first version from which on nothing can be relied on.
    version BIGINT NOT NULL,
    problem VARCHAR(1000) NOT NULL,
    -- When it was found, in milliseconds since 1970.
    found   BIGINT NOT NULL
);

-- How far the round that holds all streams against their hashes has come in each journal. In the home database alone.
CREATE TABLE scrub_place (
    -- Which journal, from 1 for the home one.
    journal INTEGER PRIMARY KEY,
    -- The stream that it has come to, as type|id.
    stream  VARCHAR(255) NOT NULL
);

-- Events are never changed nor deleted. Who has to repair them says so first, in the session: SET recount.repair = on.
CREATE FUNCTION refuse_change_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('recount.repair', TRUE) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION 'events are never changed nor deleted; to repair them, SET recount.repair = on first';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER events_are_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON event_journal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_events();
