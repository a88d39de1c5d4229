package dev.recount.journal.jdbc;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.runtime.BoxedUnit;

/** Tells Pekko's plugins what became of a write. */
final class Outcomes {

    private Outcomes() {}

    static Future<BoxedUnit> future(CompletableFuture<@Nullable Void> write) {
        Promise<BoxedUnit> written = Promise.apply();
        var _ = write.whenComplete((_, failure) -> {
            if (failure == null) {
                written.success(BoxedUnit.UNIT);
            } else {
                written.failure(failure);
            }
        });
        return written.future();
    }
}
