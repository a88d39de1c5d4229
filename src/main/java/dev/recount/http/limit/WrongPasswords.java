package dev.recount.http.limit;

import java.net.InetAddress;

/** The wrong passwords that may come from one address, so that nobody can try many. For any number of threads. */
public final class WrongPasswords {

    private static final Rate RATE = new Rate(1, 30);
    private static final int MOST_KEPT = 100_000;

    private final Buckets<Network> addresses = new Buckets<>(RATE, MOST_KEPT, System::nanoTime);

    /**
     * Makes sure that a password from an address may be looked at.
     *
     * @throws TooManyRequestsException if too many from there were wrong
     */
    public void require(InetAddress address) {
        addresses.look(Network.of(address)).ifPresent(wait -> {
            throw new TooManyRequestsException("with wrong passwords from this address", wait);
        });
    }

    /** Takes note that one was wrong. */
    public void add(InetAddress address) {
        var _ = addresses.take(Network.of(address));
    }
}
