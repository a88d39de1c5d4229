package dev.recount.torture.evidence;

import java.util.List;

/**
 * The task of a run.
 *
 * @param nodes the addresses of the nodes; node 1 is the first
 * @param prefix what the ids of this run's streams begin with
 * @param seconds how long commands were sent
 * @param seed what made the choices
 * @param remembered how many commands the server's streams remember, see {@code recount.streams.remembered-commands}
 * @param hot the streams that many clients wrote to all the time
 */
public record Run(List<String> nodes, String prefix, int seconds, long seed, int remembered, List<String> hot) {

    public Run {
        nodes = List.copyOf(nodes);
        hot = List.copyOf(hot);
    }

    /** Tells whether a stream, written {@code type/id}, is one of this run. */
    public boolean owns(String stream) {
        return stream.substring(stream.indexOf('/') + 1).startsWith(prefix);
    }
}
