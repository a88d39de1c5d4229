package dev.recount.journal.jdbc;

/** A row on its way into the journal. */
sealed interface JournalRow permits EventRow, SnapshotSave {}
