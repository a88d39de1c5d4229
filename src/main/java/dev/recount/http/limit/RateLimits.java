package dev.recount.http.limit;

import dev.recount.http.connection.Peer;
import dev.recount.model.Principal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The limits of how much may be asked in a time, by each who is known and from each address. */
public final class RateLimits {

    private static final Set<String> HEALTH = Set.of("/health/live", "/health/ready");

    private final Buckets<Network> addresses;
    private final Buckets<String> callers;
    private final boolean isLimited;

    public RateLimits(RateSettings settings) {
        this.addresses = new Buckets<>(settings.ofAddress(), settings.mostKept(), System::nanoTime);
        this.callers = new Buckets<>(settings.ofCaller(), settings.mostKept(), System::nanoTime);
        this.isLimited = settings.ofAddress().isLimited() || settings.ofCaller().isLimited();
    }

    /** Takes a request from an address, or returns after which time one more may come from there. */
    public Optional<Duration> take(InetAddress address) {
        return addresses.take(Network.of(address));
    }

    /** Takes a request of a caller, or returns after which time one more may come; nobody knows the anonymous one. */
    public Optional<Duration> take(Principal caller) {
        return caller.equals(Principal.ANONYMOUS) ? Optional.empty() : callers.take(caller.name());
    }

    /**
     * Takes a request by the address that it comes from, unless it asks how the server is.
     *
     * @throws TooManyRequestsException if there are too many from there
     */
    public void require(HttpRequest request) {
        if (isLimited && !HEALTH.contains(request.getUri().path())) {
            refuse(take(Peer.of(request).address()), "from this address");
        }
    }

    /**
     * Takes a request by its caller.
     *
     * @throws TooManyRequestsException if there are too many of that caller
     */
    public void require(Principal caller) {
        refuse(take(caller), "of this caller");
    }

    private static void refuse(Optional<Duration> wait, String whose) {
        if (wait.isPresent()) {
            throw new TooManyRequestsException(whose, wait.get());
        }
    }

    /** Tells whether there is anything that is held back. */
    public boolean isLimited() {
        return isLimited;
    }

    /** Takes one more command within a request, and returns how long to wait before it is read. */
    public Duration takeAhead(HttpRequest request, Principal caller) {
        Duration ofAddress = addresses.takeAhead(Network.of(Peer.of(request).address()));
        Duration ofCaller = caller.equals(Principal.ANONYMOUS) ? Duration.ZERO : callers.takeAhead(caller.name());
        return ofAddress.compareTo(ofCaller) > 0 ? ofAddress : ofCaller;
    }

    /** Returns how many requests were turned away by their addresses. */
    public long refusedOfAddresses() {
        return addresses.refused();
    }

    /** Returns how many requests were turned away by their callers. */
    public long refusedOfCallers() {
        return callers.refused();
    }
}
