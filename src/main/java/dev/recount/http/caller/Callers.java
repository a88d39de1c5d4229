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
import dev.recount.http.limit.WrongPasswords;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recognition of callers. */
public final class Callers {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    /** So many passwords and tokens are held against what is known at a time, as each takes memory and a processor. */
    private static final int AT_A_TIME = 16;

    private static final int MOST_WAITING = 1_000;
    private static final int PATIENCE_SECONDS = 5;

    private final AccessSettings settings;
    private final Authentication authentication;
    private final LogInListener failures;
    private final Shown shown;
    private final RecentPermissions permissions;
    private final WrongPasswords wrongPasswords = new WrongPasswords();
    private final Semaphore free = new Semaphore(AT_A_TIME);
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

    /** Tells whether what a request has shown is still good, and for the same caller with the same roles. */
    public CompletionStage<Boolean> stillKnows(HttpRequest request, Recognized known) {
        try {
            return of(request)
                    .handle((now, failure) ->
                            failure == null ? now.caller().equals(known.caller()) : isUndecided(failure));
        } catch (ProblemException refused) {
            return CompletableFuture.completedStage(isUndecided(refused));
        }
    }

    /** An issuer that is away for a moment ends no subscription that it once let begin. */
    private static boolean isUndecided(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ProblemException problem && problem.problem().status() == 503;
    }

    /** What many requests show at the same moment is looked at once. */
    private CompletionStage<Recognized> slowly(Presented credential, Peer peer) {
        if (credential instanceof Presented.Password) {
            wrongPasswords.require(peer.address());
        }
        if (waiting.size() >= MOST_WAITING) {
            throw overloaded();
        }
        var mine = new CompletableFuture<Recognized>();
        CompletableFuture<Recognized> others = waiting.putIfAbsent(credential, mine);
        if (others != null) {
            return others.copy();
        }
        Thread.ofVirtual().name("authentication").start(() -> {
            try {
                mine.complete(inTurn(credential, peer));
            } catch (InterruptedException | RuntimeException failure) {
                mine.completeExceptionally(failure);
            } finally {
                waiting.remove(credential);
            }
        });
        return mine.copy();
    }

    private Recognized inTurn(Presented credential, Peer peer) throws InterruptedException {
        if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw overloaded();
        }
        try {
            return authenticated(credential, peer);
        } finally {
            free.release();
        }
    }

    private static ProblemException overloaded() {
        return new ProblemException(
                new Problem(503, "OVERLOADED", "too many callers are to be recognized at once; ask again"));
    }

    private Recognized authenticated(Presented credential, Peer peer) {
        try {
            return recognized(authentication.authenticate(credential));
        } catch (RefusedException refused) {
            if (credential instanceof Presented.Password) {
                wrongPasswords.add(peer.address());
            }
            throw refused(refused, Optional.of(credential), peer);
        } catch (UndecidedException undecided) {
            LOG.warn("A caller cannot be recognized now: {}", undecided.getMessage());
            throw new ProblemException(
                    new Problem(503, "UNAVAILABLE", "it cannot be found out now who the caller is; ask again"));
        }
    }

    private Recognized recognized(Caller caller) {
        return new Recognized(caller, permissions.of(caller));
    }

    private ProblemException refused(RefusedException refused, Optional<Presented> presented, Peer peer) {
        LOG.info("Not accepted, from {}: {}", peer.address().getHostAddress(), refused.getMessage());
        failures.failed(
                peer.address(), presented.map(Presented::kind).orElse("unknown"), presented.flatMap(Callers::name));
        return new ProblemException(unknown());
    }

    private static Optional<String> name(Presented presented) {
        return switch (presented) {
            case Presented.Password(var name, var _) -> Optional.of(name);
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
