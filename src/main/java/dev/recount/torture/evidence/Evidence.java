package dev.recount.torture.evidence;

import java.util.List;

/** All that is known of a run: enough to judge it again and again. */
public record Evidence(Run run, Traffic traffic, List<Delivery> deliveries, List<Fault> faults, Ending ending) {

    public Evidence {
        deliveries = List.copyOf(deliveries);
        faults = List.copyOf(faults);
    }

    /** What clients asked and were answered. */
    public record Traffic(List<Operation> operations, List<Reading> readings, List<Query> queries) {

        public Traffic {
            operations = List.copyOf(operations);
            readings = List.copyOf(readings);
            queries = List.copyOf(queries);
        }
    }
}
