package dev.recount.administration;

import java.net.InetAddress;
import java.util.Optional;

/** Is told of the log-ins that fail; its method is called on the threads that answer, and neither blocks nor fails. */
@FunctionalInterface
public interface LogInListener {

    /**
     * A log-in has failed.
     *
     * @param from where it came from
     * @param kind the kind of credential, such as {@code password}; one of a few
     * @param name the name that was tried, if there was one; never the credential itself
     */
    void failed(InetAddress from, String kind, Optional<String> name);
}
