package dev.recount.log.stored;

import dev.recount.database.DatabaseKind;

/** The rows that a log is made of. */
public enum LogSource {
    /** The events of a journal. */
    EVENTS,
    /** The latest states of those streams of which nothing else is kept, each at the place of its last change. */
    STATES;

    /** Returns what queries read, with the columns of events. */
    String table(DatabaseKind kind) {
        return switch (this) {
            case EVENTS -> "event_journal";
            case STATES -> states(kind);
        };
    }

    private static String states(DatabaseKind kind) {
        String ofDatabase = switch (kind) {
            case H2 -> "CAST(NULL AS VARBINARY) AS event_hash";
            case POSTGRESQL -> "CAST(NULL AS bytea) AS event_hash, tx_id";
        };
        return "(SELECT persistence_id, sequence_number, state_ser_manifest AS event_ser_manifest,"
                + " state_payload AS event_payload, ordering, write_timestamp, " + ofDatabase
                + " FROM stream_state) AS states";
    }

    /** Returns how a version is found: a state may be of a later one than is asked for. */
    String isAt() {
        return switch (this) {
            case EVENTS -> "sequence_number = ?";
            case STATES -> "sequence_number >= ?";
        };
    }
}
