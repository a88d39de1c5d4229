package dev.recount.database;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Rows that are written together or not at all. */
record Append<R>(List<? extends R> rows, CompletableFuture<@Nullable Void> written) {

    Append(List<? extends R> rows) {
        this(rows, new CompletableFuture<>());
    }

    /** Without rows, it is the last: the writer that takes it stops after it. */
    boolean isLast() {
        return rows.isEmpty();
    }

    /** Fails those of the appends that have no outcome yet. */
    static <R> void fail(List<Append<R>> batch, Throwable failure) {
        batch.forEach(append -> append.written.completeExceptionally(failure));
    }
}
