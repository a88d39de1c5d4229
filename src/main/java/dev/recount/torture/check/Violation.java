package dev.recount.torture.check;

import dev.recount.torture.evidence.EvidenceFiles;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A violation of a promise.
 *
 * @param where the stream, as {@code type/id}, or another subject
 * @param problem what is wrong, in a sentence
 * @param evidence the records that show it
 */
public record Violation(Kind kind, String where, String problem, List<Record> evidence) {

    public Violation {
        evidence = List.copyOf(evidence);
    }

    public Violation(Kind kind, String where, String problem, Record... evidence) {
        this(kind, where, problem, List.of(evidence));
    }

    @Override
    public String toString() {
        return kind + " " + where + ": " + problem
                + evidence.stream()
                        .map(record -> "\n    " + EvidenceFiles.line(record))
                        .collect(Collectors.joining());
    }
}
