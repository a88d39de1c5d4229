package dev.recount.journal.append;

/** A row on its way into the journal. */
sealed interface JournalRow
        permits EventRow, SnapshotSave, AppendQueue.Claims, AppendQueue.State, AppendQueue.Tags, Fence, Deadline {}
