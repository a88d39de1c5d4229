package dev.recount.torture.seal;

import dev.recount.torture.evidence.TrialFailedException;
import dev.recount.torture.http.Calls;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A reading of what a node publishes of a tree, once all is quiet. */
final class Published {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 20;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private Published() {}

    /**
     * Returns what is there; nothing if the node says that there is none.
     *
     * @throws TrialFailedException if the node says neither, however often it is asked
     */
    static Optional<byte[]> get(Calls calls, String url) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<HttpResponse<byte[]>> answer = calls.bytes(url, PATIENCE);
            if (answer.isPresent() && answer.get().statusCode() == OK) {
                return Optional.of(answer.get().body());
            } else if (answer.isPresent() && answer.get().statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new TrialFailedException("--nodes: " + url + " is not answered, though all is quiet");
    }
}
