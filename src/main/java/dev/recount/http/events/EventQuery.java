package dev.recount.http.events;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Circumstances;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.correction.Correction;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.subscription.Bookmark;
import dev.recount.subscription.EventFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * The question that a request's parameters put to the log; a parameter that makes no sense is a problem that names it.
 */
final class EventQuery {

    static final String DELETED = "deleted";
    static final String SKIP = "skip";

    private final QueryParameters parameters;
    private final StreamPaths paths;
    private final Predicate<StreamId> visible;

    EventQuery(QueryParameters parameters, StreamPaths paths, Predicate<StreamId> visible) {
        this.parameters = parameters;
        this.visible = visible;
        this.paths = paths;
    }

    /** Returns where to go on from. */
    CompletionStage<Bookmark> after(Log log) {
        String after = parameters.text("after").orElse("start");
        return switch (after) {
            case "start" -> CompletableFuture.completedStage(Bookmark.of(Position.START));
            case "now" -> log.latestHead().thenApply(Bookmark::of);
            default -> position("after", after, log);
        };
    }

    /**
     * Reads a position as the server gave it. One that this log has not come to is of another log, or of one that was
     * put back to an earlier day: who waited there would miss what comes until then.
     */
    static CompletionStage<Bookmark> position(String source, String text, Log log) {
        Bookmark bookmark;
        try {
            bookmark = Bookmark.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.malformed(source + ": " + malformed.getMessage()));
        }
        return log.headFor(bookmark.position()).thenApply(head -> {
            if (!head.covers(bookmark.position())) {
                throw new ProblemException(Problem.malformed(
                        source + ": this log ends at " + head + ", before " + bookmark + "; read it from start"));
            }
            return bookmark;
        });
    }

    EventFilter filter() {
        return new EventFilter(
                paths.types(parameters, "type"),
                events(),
                stream(),
                subject(),
                Circumstances.of(parameters),
                visible,
                skipsDeleted());
    }

    private boolean skipsDeleted() {
        Optional<String> deleted = parameters.text(DELETED);
        if (deleted.filter(text -> !text.equals(SKIP)).isPresent()) {
            throw new ProblemException(Problem.malformed("deleted: can only be skip, to leave deleted events out"));
        }
        return deleted.isPresent();
    }

    private Optional<Subject> subject() {
        return parameters.text("subject").map(text -> {
            try {
                return Subject.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw new ProblemException(Problem.malformed("subject: " + malformed.getMessage()));
            }
        });
    }

    private Set<String> events() {
        List<String> events = parameters.list("event");
        events.forEach(this::requireEvent);
        return new LinkedHashSet<>(events);
    }

    private void requireEvent(String event) {
        int dot = event.indexOf('.');
        if (dot < 0) {
            throw new ProblemException(
                    Problem.malformed("event: an event is written type.Event, as in account.Deposited"));
        }
        Set<String> known = paths.codec("event", event.substring(0, dot))
                .type()
                .events()
                .byName()
                .keySet();
        String name = event.substring(dot + 1);
        if (!known.contains(name) && !Correction.EVENTS.contains(name)) {
            throw new ProblemException(Problem.notFound("event: there is no event " + CommandBody.shortened(event)
                    + "; " + event.substring(0, dot) + " has " + String.join(", ", known)));
        }
    }

    private Optional<StreamId> stream() {
        return parameters.text("stream").map(text -> {
            try {
                StreamId stream = StreamId.parse(text);
                paths.codec("stream", stream.type());
                return stream;
            } catch (IllegalArgumentException malformed) {
                throw new ProblemException(Problem.malformed("stream: " + malformed.getMessage()));
            }
        });
    }
}
