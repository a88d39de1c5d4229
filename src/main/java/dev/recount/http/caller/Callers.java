package dev.recount.http.caller;

import dev.recount.access.Identified;
import dev.recount.access.credential.Authentication;
import dev.recount.access.credential.Presented;
import dev.recount.access.credential.RefusedException;
import dev.recount.access.credential.UndecidedException;
import dev.recount.access.settings.AccessSettings;
import dev.recount.access.settings.RecentPermissions;
import dev.recount.administration.LogInListener;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.connection.Peer;
import dev.recount.http.limit.Network;
import dev.recount.model.caller.Caller;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recognition of callers. */
public final class Callers {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    private final AccessSettings settings;
    private final Authentication authentication;
    private final LogInListener failures;
    private final Shown shown;
    private final RecentPermissions permissions;
    private final Predicate<Peer> certificates;
    private final LongLooks looks = new LongLooks();

    /**
     * Makes what recognizes callers.
     *
     * @param certificates tells whether the certificate of a connection is still good
     */
    public Callers(
            AccessSettings settings,
            Authentication authentication,
            RecentPermissions permissions,
            Predicate<Peer> certificates,
            LogInListener failures) {
        this.settings = settings;
        this.permissions = permissions;
        this.certificates = certificates;
        this.authentication = authentication;
        this.failures = failures;
        this.shown = new Shown(settings.proxy());
    }

    /**
     * Finds out who sends a request. The stage fails, as the method does, with a {@link ProblemException} where that is
     * nobody who is known.
     */
    public CompletionStage<Recognized> of(HttpRequest request) {
        if (!settings.isOn()) {
            return CompletableFuture.completedStage(anonymous());
        }
        Peer peer = Peer.of(request);
        Optional<Presented> presented = Optional.empty();
        try {
            if (!certificates.test(peer)) {
                throw new RefusedException("a certificate of an authority that is not trusted any more");
            }
            presented = shown.of(request, peer);
            Presented credential = presented.orElseThrow(() -> new ProblemException(unknown()));
            Optional<Identified> quickly = authentication.find(credential);
            return quickly.isPresent()
                    ? CompletableFuture.completedStage(recognized(quickly.get()))
                    : looks.at(credential, peer, () -> authenticated(credential, peer));
        } catch (RefusedException refused) {
            throw refused(refused, presented, peer);
        }
    }

    /**
     * Finds out who sends a request that need not show it: nobody, where it shows nothing. The stage fails, as the
     * method does, as {@link #of} does where what it shows is not accepted.
     */
    public CompletionStage<Optional<Recognized>> find(HttpRequest request) {
        return settings.isOn() && showsNothing(request)
                ? CompletableFuture.completedStage(Optional.empty())
                : of(request).thenApply(Optional::of);
    }

    private boolean showsNothing(HttpRequest request) {
        try {
            return shown.of(request, Peer.of(request)).isEmpty();
        } catch (RefusedException refused) {
            return false; // and it is refused where it is looked at
        }
    }

    /** Returns the settings of who may do what. */
    public AccessSettings settings() {
        return settings;
    }

    /**
     * Returns a flow that lets all pass, and ends when what a request has shown of a caller does not hold any more, or
     * is another caller's.
     *
     * @param interval how often that is looked at
     */
    public <T> Flow<T, T, NotUsed> whileKnown(HttpRequest request, Recognized known, Duration interval) {
        return settings.isOn()
                ? Flow.<T>create().merge(new StillKnown(this, request, known).looks(interval), true)
                : Flow.create();
    }

    private Recognized authenticated(Presented credential, Peer peer) throws UndecidedException {
        try {
            return recognized(authentication.authenticate(credential));
        } catch (RefusedException refused) {
            throw refused(refused, Optional.of(credential), peer);
        }
    }

    private Recognized recognized(Identified identified) {
        return new Recognized(identified.caller(), permissions.of(identified.caller()), identified.until());
    }

    /** Where callers need not be known, nobody is, and may do what the domains let anybody do. */
    private Recognized anonymous() {
        return new Recognized(Caller.ANONYMOUS, permissions.of(Caller.ANONYMOUS), Optional.empty());
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
