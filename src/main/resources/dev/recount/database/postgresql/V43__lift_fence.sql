-- Gives back the place behind a stream's last event, which a transaction has taken to see to it that the stream does not go on.
-- Who may not delete events can do this all the same: nobody ever sees such a row, and no event has its manifest.
CREATE FUNCTION lift_fence(stream VARCHAR, version BIGINT) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT AS $$
DECLARE
    lifted BIGINT;
BEGIN
    PERFORM set_config('recount.repair', 'on', TRUE);
    DELETE FROM event_journal
        WHERE persistence_id = stream AND sequence_number = version AND event_ser_manifest = 'recount.Fence/1';
    GET DIAGNOSTICS lifted = ROW_COUNT;
    PERFORM set_config('recount.repair', 'off', TRUE);
    RETURN lifted;
END $$;
