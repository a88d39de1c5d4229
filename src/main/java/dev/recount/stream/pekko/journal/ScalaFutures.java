package dev.recount.stream.pekko.journal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.runtime.BoxedUnit;

/** Hands Pekko's plugins what completes elsewhere. */
final class ScalaFutures {

    private ScalaFutures() {}

    static Future<BoxedUnit> future(CompletableFuture<@Nullable Void> work) {
        return of(work.thenApply(_ -> BoxedUnit.UNIT));
    }

    static <T> Future<T> of(CompletableFuture<T> work) {
        Promise<T> done = Promise.apply();
        var _ = work.whenComplete((result, failure) -> {
            if (failure == null) {
                done.success(result);
            } else {
                done.failure(failure);
            }
        });
        return done.future();
    }
}
