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
        Promise<BoxedUnit> done = Promise.apply();
        var _ = work.whenComplete((_, failure) -> {
            if (failure == null) {
                done.success(BoxedUnit.UNIT);
            } else {
                done.failure(failure);
            }
        });
        return done.future();
    }
}
