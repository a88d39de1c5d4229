package dev.recount.torture.evidence;

import java.util.List;

/** The evidence of a run, which is enough to judge it again and again. */
public record Evidence(
        Run run,
        Exchanges exchanges,
        List<ReceivedEvent> deliveries,
        List<Fault> faults,
        List<SeenCheckpoint> checkpoints,
        Ending ending) {

    public Evidence {
        deliveries = List.copyOf(deliveries);
        faults = List.copyOf(faults);
        checkpoints = List.copyOf(checkpoints);
    }

    /** The requests of clients, with the answers to them. */
    public record Exchanges(List<Operation> operations, List<StreamLook> readings, List<Query> queries) {

        public Exchanges {
            operations = List.copyOf(operations);
            readings = List.copyOf(readings);
            queries = List.copyOf(queries);
        }
    }
}
