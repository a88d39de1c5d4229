package dev.recount.transaction;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The stages of several questions. */
public final class Stages {

    private Stages() {}

    /** Returns all answers, in the order of the questions, once all are there. */
    public static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new))
                .thenApply(_ -> stages.stream().map(CompletableFuture::join).toList());
    }

    /** Returns what a stage failed with, without what a stage after it made of that. */
    static Throwable cause(Throwable failure) {
        Throwable inner = failure.getCause();
        return failure instanceof CompletionException && inner != null ? inner : failure;
    }
}
