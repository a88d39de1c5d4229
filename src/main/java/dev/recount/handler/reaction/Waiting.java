package dev.recount.handler.reaction;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits on the thread of a reaction, which may be interrupted. */
final class Waiting {

    private Waiting() {}

    static <T> T on(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw cause instanceof EffectException known
                    ? known
                    : new EffectException(String.valueOf(cause.getMessage()));
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private static EffectException interrupted() {
        Thread.currentThread().interrupt();
        return new EffectException("the reaction was interrupted");
    }
}
