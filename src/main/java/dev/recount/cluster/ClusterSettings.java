package dev.recount.cluster;

import dev.recount.cluster.tls.NodeTransport;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings with which this node is found by the others of its cluster.
 *
 * @param host the host name or address under which the others reach it
 * @param bindHost the host name or address on which it listens to them
 * @param port the port on which it listens to them; 0 for any free one
 * @param seedNodes the nodes by which those that start find the cluster, the same in the same order on all; none for a
 *     node that is alone
 * @param transport how it lets others to its port
 */
public record ClusterSettings(
        String host, String bindHost, int port, List<SeedNode> seedNodes, NodeTransport transport) {

    /** Returns the settings of a node that is alone, on any free port. */
    public static ClusterSettings alone(String host) {
        return new ClusterSettings(host, host, 0, List.of(), new NodeTransport.Closed());
    }

    /** The address at which the other nodes reach a node. */
    public record SeedNode(String host, int port) {

        /** So many characters of a connection's name are left to a node's by PostgreSQL, which cuts off the rest. */
        private static final int MOST_CHARACTERS = 63 - NodeRegistry.PREFIX.length();

        private static final Pattern NAME = Pattern.compile("[\\w.:%\\[\\]-]+");

        /**
         * Reads a node as {@code host:port}.
         *
         * @throws IllegalArgumentException if it is none
         */
        public static SeedNode parse(String text) {
            int colon = text.lastIndexOf(':');
            try {
                int port = Integer.parseInt(text, colon + 1, text.length(), 10);
                if (colon > 0 && port > 0 && port <= 65_535) {
                    return new SeedNode(text.substring(0, colon), port);
                }
            } catch (NumberFormatException noPort) {
                throw new IllegalArgumentException("a node is a host:port, not " + text, noPort);
            }
            throw new IllegalArgumentException("a node is a host:port, not " + text);
        }

        /** Tells why other nodes could not know this one by its name, if so. */
        public Optional<String> problem() {
            if (!NAME.matcher(host).matches()) {
                return Optional.of("must be a host name or an address, not " + host);
            } else if (toString().length() > MOST_CHARACTERS) {
                return Optional.of(
                        "must have at most " + MOST_CHARACTERS + " characters with its port, unlike " + this);
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
