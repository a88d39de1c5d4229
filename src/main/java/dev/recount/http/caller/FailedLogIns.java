package dev.recount.http.caller;

import java.net.InetAddress;
import java.util.Optional;

/** Takes note of those who showed something that was not accepted. */
@FunctionalInterface
public interface FailedLogIns {

    /**
     * Takes note of one.
     *
     * @param from the address that it came from
     * @param kind the kind of credential
     * @param name the name that was tried, where the credential has one
     */
    void failed(InetAddress from, String kind, Optional<String> name);
}
