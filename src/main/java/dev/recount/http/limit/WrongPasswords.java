package dev.recount.http.limit;

import java.net.InetAddress;

/** The wrong passwords that may come from one address, so that nobody can try many. For any number of threads. */
public final class WrongPasswords {

    private static final Rate RATE = new Rate(1, 30);
    private static final int MOST_KEPT = 100_000;

    private final Buckets<Network> addresses = new Buckets<>(RATE, MOST_KEPT, System::nanoTime);

    /**
     * Takes a password from an address as a wrong one, until it has turned out to be right.
     *
     * @throws TooManyRequestsException if too many from there were wrong, or are still looked at
     */
    public void take(InetAddress address) {
        addresses.take(Network.of(address)).ifPresent(wait -> {
            throw new TooManyRequestsException("with wrong passwords from this address", wait);
        });
    }

    /** Takes note that one was right, or was not looked at. */
    public void giveBack(InetAddress address) {
        addresses.giveBack(Network.of(address));
    }
}
