package dev.recount.http.events;

import dev.recount.database.sql.DatabaseException;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.request.HttpSettings;
import dev.recount.log.Log;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.subscription.Bookmark;
import dev.recount.subscription.EventFilter;
import dev.recount.subscription.EventPages;
import dev.recount.subscription.LogCursor;
import dev.recount.subscription.LogPart;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions to the log over HTTP. Each reads at its own speed, and nothing is read for it before it can be
 * sent: a slow one holds no other back.
 */
final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** Small events are sent together, if they wait anyway. */
    private static final long BYTES_TOGETHER = 32 << 10;

    private final Log log;
    private final HttpSettings.Subscriptions settings;
    private final StreamingAnswers answers;
    private final EventPages pages;
    private final Frames frames = new Frames();
    private final Semaphore free;
    private final Set<Slot> open = ConcurrentHashMap.newKeySet();

    /**
     * The part of the log that a subscriber gets.
     *
     * @param events the events
     * @param personal the streams of which personal data is shown, and not masked
     */
    record Wanted(EventFilter events, Predicate<StreamId> personal) {}

    /**
     * The progress of one subscription: the point that it has reached, and the time at which something was last sent.
     *
     * @param beginning where its reader was at first
     * @param isAtDeleted whether the next event that it wants was deleted, so that it ends
     */
    private record SubscriberProgress(
            Slot slot, LogCursor cursor, Bookmark beginning, long sentNanos, boolean isAtDeleted) {

        SubscriberProgress at(LogCursor later, long nanos) {
            slot.reached(later.reached());
            return new SubscriberProgress(slot, later, beginning, nanos, false);
        }

        SubscriberProgress atDeleted() {
            return new SubscriberProgress(slot, cursor, beginning, sentNanos, true);
        }

        Bookmark reached() {
            return beginning.at(cursor.reached());
        }
    }

    Subscriptions(Log log, HttpSettings.Subscriptions settings, StreamingAnswers answers) {
        this.log = log;
        this.settings = settings;
        this.answers = answers;
        this.pages = new EventPages(log);
        this.free = new Semaphore(settings.most());
    }

    /** Returns the number of those who follow the log. */
    int open() {
        return open.size();
    }

    /** Returns how many events come after what the slowest of them has read, by their numbers. */
    long lag() {
        Position head = log.head();
        return open.stream()
                .mapToLong(slot -> slot.reached().numbersTo(head))
                .max()
                .orElse(0);
    }

    /**
     * Follows the log from where a reader is until the reader goes or the server stops, until the flow of those who
     * are known ends, or an event comes next that was deleted. Fails with
     * {@link dev.recount.database.segment.SegmentDeletedException} if that is the first one.
     *
     * @throws ProblemException if there are as many subscriptions as there may be
     */
    CompletionStage<Source<ByteString, NotUsed>> follow(
            CompletionStage<Bookmark> after, Wanted wanted, Flow<ByteString, ByteString, NotUsed> known) {
        Slot slot = claim();
        return after.thenCompose(bookmark -> requireFirst(bookmark, wanted.events))
                .thenCompose(bookmark -> LogCursor.after(bookmark.position(), wanted.events.stream(), log)
                        .thenApply(
                                cursor -> source(bookmark, cursor, wanted, slot).via(known)))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        slot.left();
                    }
                });
    }

    /** Who comes again after the end is told why by an answer, as no reader can overlook that. */
    private CompletionStage<Bookmark> requireFirst(Bookmark after, EventFilter filter) {
        return pages.read(after, filter, 1).thenApply(page -> {
            page.events().forEach(part -> part.entry().requireThere());
            return after;
        });
    }

    private Slot claim() {
        if (!free.tryAcquire()) {
            throw new ProblemException(new Problem(
                    503,
                    "OVERLOADED",
                    "there are " + settings.most() + " subscriptions already (recount.http.max-subscriptions)"));
        }
        return new Slot(free, open, log.head());
    }

    private Source<ByteString, NotUsed> source(Bookmark after, LogCursor cursor, Wanted wanted, Slot slot) {
        slot.awaitReader();
        slot.reached(cursor.reached());
        return Source.single(Frames.beginning(after))
                .concat(frames(new SubscriberProgress(slot, cursor, after, System.nanoTime(), false), wanted))
                .via(answers.untilStop())
                .watchTermination((notUsed, end) -> {
                    slot.taken();
                    var _ = end.whenComplete((_, _) -> slot.left());
                    return notUsed;
                })
                .via(answers.awaited());
    }

    private Source<ByteString, NotUsed> frames(SubscriberProgress beginning, Wanted wanted) {
        return Source.unfoldAsync(beginning, progress -> next(progress, wanted))
                .mapConcat(batch -> batch)
                .batchWeighted(BYTES_TOGETHER, frame -> (long) frame.size(), frame -> frame, ByteString::concat);
    }

    private CompletionStage<Optional<Pair<SubscriberProgress, Iterable<ByteString>>>> next(
            SubscriberProgress progress, Wanted wanted) {
        if (progress.isAtDeleted) {
            return CompletableFuture.completedStage(Optional.empty()); // its reader comes again, and is told why
        }
        return step(progress)
                .thenApply(step -> Optional.of(advanced(progress, step, wanted)))
                .exceptionally(failure -> {
                    if (failure.getCause() instanceof DatabaseException unreadable) {
                        LOG.warn("A subscription ends: {}", unreadable.getMessage());
                        return Optional.empty(); // its reader comes again, from where it is
                    }
                    throw new IllegalStateException("a subscription cannot go on", failure);
                });
    }

    /** Takes the next step, or none, if that takes so long that a heartbeat is due. */
    private CompletionStage<LogCursor.Step> step(SubscriberProgress progress) {
        Duration sinceSent = Duration.ofNanos(System.nanoTime() - progress.sentNanos);
        long patienceMillis =
                Math.max(1, settings.heartbeatInterval().minus(sinceSent).toMillis());
        CompletableFuture<LogCursor.Step> next =
                progress.cursor.next(log).toCompletableFuture().copy();
        return next.completeOnTimeout(
                new LogCursor.Step(List.of(), progress.cursor), patienceMillis, TimeUnit.MILLISECONDS);
    }

    private Pair<SubscriberProgress, Iterable<ByteString>> advanced(
            SubscriberProgress before, LogCursor.Step step, Wanted wanted) {
        List<LogPart> found = wanted.events.wanted(step.entries(), before.reached());
        long now = System.nanoTime();
        List<LogPart> there =
                found.stream().takeWhile(part -> !part.entry().isDeleted()).toList();
        if (there.size() < found.size()) {
            return Pair.create(before.atDeleted(), () -> written(there, wanted));
        } else if (!found.isEmpty()) {
            return Pair.create(before.at(step.then(), now), () -> written(found, wanted));
        } else if (now - before.sentNanos >= settings.heartbeatInterval().toNanos()) {
            SubscriberProgress after = before.at(step.then(), now);
            return Pair.create(after, List.of(Frames.heartbeat(after.reached())));
        }
        return Pair.create(before.at(step.then(), before.sentNanos), List.of());
    }

    private Iterator<ByteString> written(List<LogPart> events, Wanted wanted) {
        return events.stream()
                .map(event -> frames.event(event, wanted.personal.test(event.id().stream())))
                .iterator();
    }
}
