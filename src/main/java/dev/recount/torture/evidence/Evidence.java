package dev.recount.torture.evidence;

import java.util.List;

/** All that is known of a run: enough to judge it again and again. */
public record Evidence(
        Run run, Exchanges exchanges, List<ReceivedEvent> deliveries, List<Fault> faults, Ending ending) {

    public Evidence {
        deliveries = List.copyOf(deliveries);
        faults = List.copyOf(faults);
    }

    /** What clients asked and were answered. */
    public record Exchanges(List<Operation> operations, List<StreamLook> readings, List<Query> queries) {

        public Exchanges {
            operations = List.copyOf(operations);
            readings = List.copyOf(readings);
            queries = List.copyOf(queries);
        }
    }
}
