package dev.recount.bench.sql.insert;

import dev.recount.journal.StoredEvent;

/** A row of the journal's table: an event of a stream. */
public record BenchRow(String persistenceId, long sequenceNumber, StoredEvent event) {

    /**
     * The columns of a row, in the order of {@code persistenceId, sequenceNumber, payload, hash}, then those that are
     * the same in all.
     */
    static final String COLUMNS =
            "(persistence_id, sequence_number, event_payload, event_hash, writer, write_timestamp,"
                    + " adapter_manifest, event_ser_id, event_ser_manifest)";

    /** The values of the columns that are the same in all rows, as SQL. */
    static final String CONSTANTS =
            "'3c9d0b52-64b4-4b8e-b6a5-2f7e6d0c4a11', 1577836800123, '', 7301, 'account.Deposited/1'";

    /** Returns the bytes of the event. */
    public byte[] payload() {
        return event.payload();
    }

    /** Returns the hash that is kept beside the event. */
    public byte[] hash() {
        return event.hash();
    }
}
