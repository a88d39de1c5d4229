package dev.recount.cluster.tls;

import java.time.Duration;

/** The way in which a node lets others to its port. */
public sealed interface NodeTransport {

    /** The name of the setting that does without certificates. */
    String INSECURE = "recount.cluster.insecure";

    /** The way of a node that is alone: nobody gets to speak, as it has no certificate to agree on anything with. */
    record Closed() implements NodeTransport {}

    /**
     * The way of a node of a cluster: those alone are heard whose certificate is of the same authority.
     *
     * @param reloadInterval how often the files are read again
     */
    record Mutual(NodeFiles files, Duration reloadInterval) implements NodeTransport {}

    /** The way without certificates, on which whoever reaches the port is trusted. */
    record Insecure() implements NodeTransport {}
}
