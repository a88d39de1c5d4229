package dev.recount.server.move;

import dev.recount.privacy.store.KeyDatabase;
import java.util.List;

/**
 * A table whose rows are moved.
 *
 * @param columns what is moved of each row, separated by commas
 * @param rows the condition that chooses the rows
 * @param numbered the column that the database numbers by itself, or an empty text
 * @param destination where each row goes
 */
record MovedTable(String name, String columns, String rows, String numbered, Destination destination) {

    private static final String ALL = "TRUE";

    /** A tree of before is ended by the move. */
    private static final String SEALS =
            "(SELECT origin, name, checkpoint, witnessed, reason, ended_at FROM seal_ended UNION ALL"
                    + " SELECT origin, name, checkpoint, witnessed, 'the journal was moved', signed_at FROM seal_tree) AS trees";

    /**
     * All that is truth in a journal. Events keep their numbers, and come before every transaction of the new database,
     * so that what stores a position has the same one afterwards. Views are built anew.
     */
    static final List<MovedTable> JOURNAL = List.of(
            new MovedTable(
                    "event_journal",
                    "ordering, persistence_id, sequence_number, deleted, writer, write_timestamp, adapter_manifest,"
                            + " event_payload, event_ser_id, event_ser_manifest, meta_payload, meta_ser_id,"
                            + " meta_ser_manifest, event_hash",
                    ALL,
                    "ordering",
                    Destination.ofName(1)),
            new MovedTable(
                    "archive_segment",
                    "number, file, bytes, sha256, events, first_ordering, last_ordering, archived_at, stream_type,"
                            + " newest, deleted_at, deleted_by",
                    ALL,
                    "",
                    Destination.ALL),
            new MovedTable(
                    "archived_stream", "persistence_id, sequence_number, event_hash", ALL, "", Destination.ofName(0)),
            new MovedTable(
                    "settled_state",
                    "persistence_id, sequence_number, created, snapshot_ser_manifest, snapshot_payload, drops,"
                            + " drops_before, deleted_to",
                    ALL,
                    "",
                    Destination.ofName(0)),
            new MovedTable(
                    "stream_state",
                    "persistence_id, revision, sequence_number, write_timestamp, state_ser_manifest, state_payload",
                    ALL,
                    "",
                    Destination.ofName(0)),
            new MovedTable("correction", "persistence_id, sequence_number", ALL, "", Destination.ofName(0)),
            new MovedTable("claim", "name, code, persistence_id", ALL, "", Destination.HOME),
            new MovedTable("claim_duplicate", "name, code, persistence_id", ALL, "", Destination.HOME),
            new MovedTable("claim_definition", "name, stream_type, is_built, is_in_force", ALL, "", Destination.HOME),
            new MovedTable("event_tag", "tag, persistence_id, sequence_number", ALL, "", Destination.HOME),
            new MovedTable("tag_version", "tag, version", ALL, "", Destination.HOME),
            new MovedTable("tag_definition", "stream_type, revision, is_built", ALL, "", Destination.HOME),
            new MovedTable("moved_stream", "persistence_id, sequence_number", ALL, "", Destination.ofName(0)),
            new MovedTable("subject_stream", "subject, persistence_id", ALL, "", Destination.ofName(1)),
            new MovedTable(
                    "protected_stream",
                    "persistence_id, sequence_number, head_before, head_since, protected_at",
                    ALL,
                    "",
                    Destination.ofName(0)),
            new MovedTable(
                    "seal_ended", "origin, name, checkpoint, witnessed, reason, ended_at", ALL, "", Destination.HOME),
            new MovedTable("event_type", "stored_name", ALL, "", Destination.ALL),
            new MovedTable("keystore", "id, fingerprint", ALL, "", Destination.HOME),
            new MovedTable("event_shape", "stored_name, fingerprint, shape", ALL, "", Destination.HOME),
            new MovedTable(
                    "snapshot",
                    "persistence_id, sequence_number, created, snapshot_ser_id, snapshot_ser_manifest, snapshot_payload,"
                            + " meta_ser_id, meta_ser_manifest, meta_payload",
                    ALL,
                    "",
                    Destination.ofName(0)),
            new MovedTable(
                    "rejection",
                    "id, stream_type, stream_id, stream_version, command_id, command_name, command_data, reason, message,"
                            + " time, recorded, principal, correlation, causation, rules, command_revision, metadata",
                    ALL,
                    "id",
                    Destination.ofStream(1, 2)),
            new MovedTable(
                    "handler_pending",
                    "id, handler, stream, work, version, log_position, event_type, timer, due, imported, correlation, in_doubt,"
                            + " attempts, next_attempt, parked, error, since, answers",
                    ALL,
                    "id",
                    Destination.ofShare(1, 2, 5)),
            new MovedTable(
                    "handler_timer",
                    "handler, stream, timer, timer_id, due, version, log_position, correlation, in_doubt, imported",
                    ALL,
                    "",
                    Destination.ofShare(0, 1, 6)),
            new MovedTable(
                    "pekko_projection_offset_store",
                    "projection_name, projection_key, current_offset, manifest, mergeable, last_updated",
                    "projection_name LIKE 'handler-%'",
                    "",
                    Destination.ofHandler(0, 2)),
            new MovedTable(
                    "pekko_projection_management",
                    "projection_name, projection_key, paused, last_updated",
                    ALL,
                    "",
                    Destination.ofHandler(0, -1)),
            new MovedTable("view_state", "view_name, paused, last_generation", ALL, "", Destination.HOME));

    /** The keys of personal data, which are moved with what they seal; the master key is in no table. */
    static final List<MovedTable> KEYS = List.of(
            new MovedTable(
                    KeyDatabase.table("subject_key"),
                    "subject, master_key, wrapped, created",
                    ALL,
                    "",
                    Destination.HOME),
            new MovedTable(
                    KeyDatabase.table("erasure"),
                    "subject, erased_at, erased_by, ground, reference, in_log",
                    ALL,
                    "",
                    Destination.HOME),
            new MovedTable(
                    KeyDatabase.table("master_key_proof"), "id, master_key, wrapped", ALL, "", Destination.HOME));

    String select() {
        return "SELECT " + columns + " FROM " + (name.equals("seal_ended") ? SEALS : name) + " WHERE " + rows
                + (numbered.isEmpty() ? "" : " ORDER BY " + numbered);
    }

    String insert() {
        String parameters =
                "?" + ", ?".repeat((int) columns.chars().filter(c -> c == ',').count());
        return name.equals("event_journal")
                ? "INSERT INTO event_journal (tx_id, " + columns + ") VALUES ('0', " + parameters + ")"
                : "INSERT INTO " + name + " (" + columns + ") VALUES (" + parameters + ")";
    }

    /** Lets the database go on numbering after the last row. */
    String continueNumbering() {
        return "SELECT setval(pg_get_serial_sequence('" + name + "', '" + numbered + "'), COALESCE(MAX(" + numbered
                + "), 0) + 1, FALSE) FROM " + name;
    }
}
