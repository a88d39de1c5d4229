package dev.recount.torture.check.reader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import dev.recount.torture.evidence.Query;
import dev.recount.torture.fold.Plain;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The check that a query that names an event sees it, and that its row is exactly that of the events up to the position
 * that it tells.
 */
public final class QueriesSeeWrites implements Check {

    /** The answers of a server that is not well, or whose view is behind. */
    private static final Set<Integer> UNANSWERED = Set.of(0, 503);

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (Query query : file.evidence().exchanges().queries()) {
            StreamHistory stream = file.stream(query.stream());
            switch (query.status()) {
                case 200 -> stream.event(query.version()).ifPresent(event -> check(stream, event, query, found));
                case 404 ->
                    found.accept(new Violation(
                            Kind.UNSEEN_WRITE, query.stream(), "there was no row for an event that is stored", query));
                default -> {
                    if (!UNANSWERED.contains(query.status())) {
                        found.accept(new Violation(
                                Kind.IMPLAUSIBLE_ANSWER,
                                query.stream(),
                                "a query was answered with " + query.status(),
                                query));
                    }
                }
            }
        }
    }

    private static void check(StreamHistory stream, LoggedEvent event, Query query, Consumer<Violation> found) {
        long seen = stream.events().stream()
                .filter(each -> each.position().compareTo(query.position()) <= 0)
                .count();
        if (isRow(stream, seen, query)) {
            if (query.position().compareTo(event.position()) < 0) {
                found.accept(new Violation(
                        Kind.UNSEEN_WRITE, query.stream(), "the view had not seen the event", event, query));
            }
            return;
        }
        for (long version = 0; version < query.version(); version++) {
            if (isRow(stream, version, query)) {
                found.accept(new Violation(
                        Kind.UNSEEN_WRITE,
                        query.stream(),
                        "the row is that of version " + version + ", though the view says that it has seen more",
                        event,
                        query));
                return;
            }
        }
        found.accept(
                new Violation(Kind.WRONG_VIEW, query.stream(), "the row is not that of version " + seen, event, query));
    }

    private static boolean isRow(StreamHistory stream, long version, Query query) {
        String id = stream.stream().substring(stream.stream().indexOf('/') + 1);
        ObjectNode row = stream.state(version).rows(id).get(query.view());
        return row != null && Plain.of(row).equals(Plain.of(query.row()));
    }
}
