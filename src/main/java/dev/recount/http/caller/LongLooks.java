package dev.recount.http.caller;

import dev.recount.access.credential.Presented;
import dev.recount.access.credential.UndecidedException;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.connection.Peer;
import dev.recount.http.limit.TooManyRequestsException;
import dev.recount.http.limit.WrongPasswords;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The looks at credentials that take long: passwords take a processor each, and what waits for an issuer takes none, so
 * that neither waits for the other. What many requests show at the same moment is looked at once.
 */
final class LongLooks {

    private static final Logger LOG = LoggerFactory.getLogger(LongLooks.class);

    /** So many may wait to be recognized. */
    private static final int MOST_WAITING = 1_000;

    private static final int TOKENS_AT_A_TIME = 16;

    private final WrongPasswords wrongPasswords = new WrongPasswords();
    private final Executor passwords =
            threads("passwords-", Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final Executor tokens = threads("tokens-", TOKENS_AT_A_TIME);
    private final Map<Presented, CompletableFuture<Recognized>> waiting = new ConcurrentHashMap<>();

    /** A look at a credential, which fails where it is nobody's. */
    @FunctionalInterface
    interface Look {
        Recognized find() throws UndecidedException;
    }

    /** Has a credential looked at, or waits for who has it looked at already. */
    CompletionStage<Recognized> at(Presented credential, Peer peer, Look look) {
        var mine = new CompletableFuture<Recognized>();
        CompletableFuture<Recognized> others = waiting.putIfAbsent(credential, mine);
        if (others != null) {
            return others.copy();
        }
        try {
            var _ = CompletableFuture.supplyAsync(() -> found(credential, peer, look), executor(credential, peer))
                    .whenComplete((found, failure) -> {
                        waiting.remove(credential);
                        if (failure == null) {
                            mine.complete(found);
                        } else {
                            mine.completeExceptionally(failure);
                        }
                    });
        } catch (RejectedExecutionException full) {
            notWrong(credential, peer);
            refuse(credential, mine, overloaded());
        } catch (TooManyRequestsException wrong) {
            refuse(credential, mine, wrong);
        }
        return mine.copy();
    }

    /** Others may wait for the same already. */
    private void refuse(Presented credential, CompletableFuture<Recognized> asked, RuntimeException refusal) {
        waiting.remove(credential);
        asked.completeExceptionally(refusal);
    }

    private Executor executor(Presented credential, Peer peer) {
        if (credential instanceof Presented.Password) {
            wrongPasswords.take(peer.address());
            return passwords;
        }
        return tokens;
    }

    private void notWrong(Presented credential, Peer peer) {
        if (credential instanceof Presented.Password) {
            wrongPasswords.giveBack(peer.address());
        }
    }

    private Recognized found(Presented credential, Peer peer, Look look) {
        try {
            Recognized found = look.find();
            notWrong(credential, peer);
            return found;
        } catch (UndecidedException undecided) {
            notWrong(credential, peer);
            LOG.warn("A caller cannot be recognized now: {}", undecided.getMessage());
            throw new ProblemException(
                    new Problem(503, "UNAVAILABLE", "it cannot be found out now who the caller is; ask again"));
        }
    }

    private static ProblemException overloaded() {
        return new ProblemException(
                new Problem(503, "OVERLOADED", "too many callers are to be recognized at once; ask again"));
    }

    private static Executor threads(String name, int count) {
        var threads = new ThreadPoolExecutor(
                count,
                count,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().daemon().name(name, 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
