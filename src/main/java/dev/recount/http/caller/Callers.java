package dev.recount.http.caller;

import dev.recount.access.Caller;
import dev.recount.access.credential.Authentication;
import dev.recount.access.credential.Presented;
import dev.recount.access.credential.RefusedException;
import dev.recount.access.credential.UndecidedException;
import dev.recount.access.settings.AccessSettings;
import dev.recount.administration.LogInListener;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.connection.Peer;
import dev.recount.http.limit.Network;
import dev.recount.http.limit.TooManyRequestsException;
import dev.recount.http.limit.WrongPasswords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recognition of callers. */
public final class Callers {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    /** So many may wait to be recognized. */
    private static final int MOST_WAITING = 1_000;

    private static final int TOKENS_AT_A_TIME = 16;

    /** So often in a row it may not be decided whether somebody is still known. */
    private static final int MOST_UNDECIDED = 20;

    private final AccessSettings settings;
    private final Authentication authentication;
    private final LogInListener failures;
    private final Shown shown;
    private final RecentPermissions permissions;
    private final WrongPasswords wrongPasswords = new WrongPasswords();
    private final Executor passwords =
            threads("passwords-", Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final Executor tokens = threads("tokens-", TOKENS_AT_A_TIME);
    private final Map<Presented, CompletableFuture<Recognized>> waiting = new ConcurrentHashMap<>();

    public Callers(AccessSettings settings, Authentication authentication, LogInListener failures) {
        this.settings = settings;
        this.authentication = authentication;
        this.failures = failures;
        this.shown = new Shown(settings.proxy());
        this.permissions = new RecentPermissions(settings);
    }

    /**
     * Finds out who sends a request. The stage fails, as the method does, with a {@link ProblemException} where that is
     * nobody who is known.
     */
    public CompletionStage<Recognized> of(HttpRequest request) {
        if (!settings.isOn()) {
            return CompletableFuture.completedStage(Recognized.ANYBODY);
        }
        Peer peer = Peer.of(request);
        Optional<Presented> presented = Optional.empty();
        try {
            presented = shown.of(request, peer);
            Presented credential = presented.orElseThrow(() -> new ProblemException(unknown()));
            Optional<Caller> quickly = authentication.find(credential);
            return quickly.isPresent()
                    ? CompletableFuture.completedStage(recognized(quickly.get()))
                    : slowly(credential, peer);
        } catch (RefusedException refused) {
            throw refused(refused, presented, peer);
        }
    }

    /**
     * Returns a source that emits nothing, and ends when what a request has shown of a caller does not hold any more,
     * or is another caller's.
     *
     * @param interval how often that is looked at
     */
    public <T> Source<T, NotUsed> whileKnown(HttpRequest request, Recognized known, Duration interval) {
        if (!settings.isOn()) {
            return Source.maybe().<T>mapConcat(_ -> List.of()).mapMaterializedValue(_ -> NotUsed.getInstance());
        }
        var undecided = new AtomicInteger();
        Source<T, NotUsed> looks = Source.tick(interval, interval, true)
                .mapMaterializedValue(_ -> NotUsed.getInstance())
                .mapAsync(1, _ -> stillKnows(request, known, undecided))
                .takeWhile(holds -> holds)
                .mapConcat(_ -> List.of());
        return known.caller()
                .until()
                .map(end -> looks.takeWithin(Duration.between(Instant.now(), end)))
                .orElse(looks);
    }

    /** What cannot be decided for a while ends nothing that was once let begin; but it does in the long run. */
    private CompletionStage<Boolean> stillKnows(HttpRequest request, Recognized known, AtomicInteger undecided) {
        CompletionStage<Recognized> look;
        try {
            look = of(request);
        } catch (ProblemException | TooManyRequestsException refused) {
            look = CompletableFuture.failedStage(refused);
        }
        return look.handle((now, failure) -> {
            if (failure == null) {
                undecided.set(0);
                return now.caller().principal().equals(known.caller().principal())
                        && now.caller().roles().equals(known.caller().roles())
                        && now.caller().claims().equals(known.caller().claims());
            }
            return isUndecided(failure) && undecided.incrementAndGet() <= MOST_UNDECIDED;
        });
    }

    private static boolean isUndecided(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof TooManyRequestsException
                || (cause instanceof ProblemException problem
                        && problem.problem().status() == 503);
    }

    /** What many requests show at the same moment is looked at once. */
    private CompletionStage<Recognized> slowly(Presented credential, Peer peer) {
        var mine = new CompletableFuture<Recognized>();
        CompletableFuture<Recognized> others = waiting.putIfAbsent(credential, mine);
        if (others != null) {
            return others.copy();
        }
        try {
            var _ = CompletableFuture.supplyAsync(() -> authenticated(credential, peer), executor(credential, peer))
                    .whenComplete((found, failure) -> {
                        waiting.remove(credential);
                        if (failure == null) {
                            mine.complete(found);
                        } else {
                            mine.completeExceptionally(failure);
                        }
                    });
        } catch (RejectedExecutionException full) {
            passed(credential, peer);
            refuse(
                    credential,
                    mine,
                    new ProblemException(new Problem(
                            503, "OVERLOADED", "too many callers are to be recognized at once; ask again")));
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

    /** Passwords take a processor each, and what waits for an issuer takes none: neither is to wait for the other. */
    private Executor executor(Presented credential, Peer peer) {
        if (credential instanceof Presented.Password) {
            wrongPasswords.take(peer.address());
            return passwords;
        }
        return tokens;
    }

    private void passed(Presented credential, Peer peer) {
        if (credential instanceof Presented.Password) {
            wrongPasswords.giveBack(peer.address());
        }
    }

    private Recognized authenticated(Presented credential, Peer peer) {
        try {
            Recognized found = recognized(authentication.authenticate(credential));
            passed(credential, peer);
            return found;
        } catch (RefusedException refused) {
            throw refused(refused, Optional.of(credential), peer);
        } catch (UndecidedException undecided) {
            passed(credential, peer);
            LOG.warn("A caller cannot be recognized now: {}", undecided.getMessage());
            throw new ProblemException(
                    new Problem(503, "UNAVAILABLE", "it cannot be found out now who the caller is; ask again"));
        }
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

    private Recognized recognized(Caller caller) {
        return new Recognized(caller, permissions.of(caller));
    }

    private ProblemException refused(RefusedException refused, Optional<Presented> presented, Peer peer) {
        String reason = CONTROL.matcher(String.valueOf(refused.getMessage())).replaceAll("?");
        LOG.info("Not accepted, from {}: {}", peer.address().getHostAddress(), reason);
        failures.failed(
                Network.address(peer.address()),
                presented.map(Presented::kind).orElse("unknown"),
                presented.flatMap(this::name));
        return new ProblemException(unknown());
    }

    /** What is typed in the place of a name may be a password: no name is kept but those that there are. */
    private Optional<String> name(Presented presented) {
        return switch (presented) {
            case Presented.Password(var name, var _) -> Optional.of(name).filter(authentication::isUser);
            case Presented.Told(var name, var _) -> Optional.of(name);
            case Presented.Token _, Presented.Certificate _ -> Optional.empty();
        };
    }

    /** Whoever tries credentials learns from it nothing about them. */
    private static Problem unknown() {
        return new Problem(
                401, "UNAUTHENTICATED", "the request does not show who its caller is, or it is not accepted");
    }
}
