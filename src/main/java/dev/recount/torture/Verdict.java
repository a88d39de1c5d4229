package dev.recount.torture;

import dev.recount.torture.check.Kind;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Answer;
import dev.recount.torture.evidence.Evidence;
import dev.recount.torture.evidence.Operation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The verdict on a run, as its evidence says.
 *
 * @param violations the violations of its promises; none if the server has kept them
 */
public record Verdict(Evidence evidence, List<Violation> violations) {

    private static final int SHOWN_OF_A_KIND = 5;

    public static Verdict of(Evidence evidence) {
        return new Verdict(evidence, Checker.check(evidence));
    }

    public boolean isClean() {
        return violations.isEmpty();
    }

    public void print(PrintWriter out) {
        printCounts(out);
        List<Availability> availability = Availability.of(evidence);
        if (!availability.isEmpty()) {
            out.println("Faults:");
            availability.forEach(out::println);
        }
        Map<Kind, List<Violation>> byKind =
                violations.stream().collect(Collectors.groupingBy(Violation::kind, TreeMap::new, Collectors.toList()));
        byKind.forEach((kind, all) -> {
            all.stream().limit(SHOWN_OF_A_KIND).forEach(out::println);
            if (all.size() > SHOWN_OF_A_KIND) {
                out.printf("%s: %,d more%n", kind, all.size() - SHOWN_OF_A_KIND);
            }
        });
        out.println(
                isClean()
                        ? "Clean: no violation."
                        : violations.size() + " violations: "
                                + byKind.entrySet().stream()
                                        .map(kind -> kind.getKey() + " "
                                                + kind.getValue().size())
                                        .collect(Collectors.joining(", ")));
        out.flush();
    }

    private void printCounts(PrintWriter out) {
        List<Operation> operations = evidence.exchanges().operations();
        out.printf(
                "%,d commands: %,d accepted, %,d rejected, %,d of unknown outcome; %,d were sent more than once%n",
                operations.size(),
                count(Answer.Accepted.class),
                count(Answer.Rejected.class),
                count(Answer.Refused.class) + count(Answer.Unknown.class),
                operations.stream()
                        .filter(each -> each.again() || each.attempts().size() > 1)
                        .count());
        out.printf(
                "%,d looks at streams, %,d queries of views, %,d events to subscribers, %,d events in the log%n",
                evidence.exchanges().readings().size(),
                evidence.exchanges().queries().size(),
                evidence.deliveries().size(),
                evidence.ending().log().size());
    }

    private long count(Class<? extends Answer> type) {
        return evidence.exchanges().operations().stream()
                .filter(each -> type.isInstance(each.answer()))
                .count();
    }
}
