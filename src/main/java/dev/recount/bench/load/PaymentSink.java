package dev.recount.bench.load;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** A sink that takes payments. */
@FunctionalInterface
public interface PaymentSink {

    /**
     * Pays in; each client waits for the answer before it is used again.
     *
     * @return completes once all of these payments are on record for good, and fails if some may not be
     */
    CompletionStage<?> send(int client, List<Payment> payments);
}
