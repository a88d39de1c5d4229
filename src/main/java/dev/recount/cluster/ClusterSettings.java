package dev.recount.cluster;

import java.util.List;

/**
 * How this node is found by the others of its cluster.
 *
 * @param host the host name or address under which the others reach it
 * @param port the port on which it listens to them; 0 for any free one
 * @param seedNodes the nodes by which those that start find the cluster, the same in the same order on all; none for a node that is
 *     alone
 */
public record ClusterSettings(String host, int port, List<SeedNode> seedNodes) {

    /** Where a node listens to the others. */
    public record SeedNode(String host, int port) {

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

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
