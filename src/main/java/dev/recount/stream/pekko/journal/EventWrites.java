package dev.recount.stream.pekko.journal;

import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.EventRow;
import dev.recount.journal.claim.table.ClaimRow;
import dev.recount.journal.tag.table.TagRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.JournalProtocol.WriteMessages;
import org.apache.pekko.persistence.NonPersistentRepr;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The writes that persistent actors ask of a journal: events without tags, metadata and event adapters, none of which
 * Recount has. All that one message holds is appended together, and the actor is answered by the thread that knows what
 * became of it, as Pekko's {@code JournalProtocol} lays down, however long that takes: only then is it certain.
 */
final class EventWrites {

    private static final JournalProtocol.Response SUCCESSFUL = JournalProtocol.WriteMessagesSuccessful$.MODULE$;

    private final ActorRef journal;
    private final AppendQueue queue;
    private final Serialization serialization;
    private final Clock clock;
    private final Map<String, CompletableFuture<@Nullable Void>> open = new ConcurrentHashMap<>();

    /**
     * Prepares to write.
     *
     * @param journal who answers
     */
    EventWrites(ActorRef journal, AppendQueue queue, Serialization serialization, Clock clock) {
        this.journal = journal;
        this.queue = queue;
        this.serialization = serialization;
        this.clock = clock;
    }

    /**
     * Returns what completes, whatever its outcome, once nothing that has been asked for is still to be written to a
     * stream.
     */
    CompletableFuture<@Nullable Void> settled(String persistenceId) {
        return open.getOrDefault(persistenceId, CompletableFuture.completedFuture(null))
                .exceptionally(_ -> null);
    }

    void write(WriteMessages asked) {
        List<PersistentRepr> events = events(asked);
        if (events.isEmpty()) {
            succeed(asked, events);
            return;
        }
        var rows = new ArrayList<EventRow>(events.size());
        try {
            long now = clock.millis();
            for (PersistentRepr event : events) {
                rows.add(row(event, now));
            }
        } catch (Exception
                | StackOverflowError
                | LinkageError
                | AssertionError unwritable) { // Scala throws checked ones too
            fail(asked, new NotWrittenException("the events cannot be encoded", unwritable));
            return;
        }
        append(asked, events, rows);
    }

    private static List<PersistentRepr> events(WriteMessages asked) {
        var events = new ArrayList<PersistentRepr>();
        for (PersistentEnvelope envelope : CollectionConverters.asJava(asked.messages())) {
            if (envelope instanceof AtomicWrite write) {
                events.addAll(CollectionConverters.asJava(write.payload()));
            }
        }
        return events;
    }

    private EventRow row(PersistentRepr event, long now) {
        var serializer = serialization.findSerializerFor(event.payload());
        return new EventRow(
                event.persistenceId(),
                event.sequenceNr(),
                event.writerUuid(),
                now,
                event.manifest(),
                stored(serializer, event.payload()),
                serializer.identifier());
    }

    /** An event of a stream is stored as it was encoded when it was decided, and its hash is known already. */
    private static StoredEvent stored(Serializer serializer, Object payload) {
        return payload instanceof RecordedEvent event
                ? event.stored()
                : new StoredEvent(Serializers.manifestFor(serializer, payload), serializer.toBinary(payload));
    }

    private static List<ClaimRow> claims(List<PersistentRepr> events) {
        var claims = new ArrayList<ClaimRow>(0);
        for (PersistentRepr event : events) {
            if (event.payload() instanceof RecordedEvent recorded
                    && !recorded.claimed().isNothing()) {
                claims.add(new ClaimRow(event.persistenceId(), recorded.claimed(), event.sequenceNr()));
            }
        }
        return claims;
    }

    private static List<TagRow> tags(List<PersistentRepr> events) {
        var tags = new ArrayList<TagRow>(0);
        for (PersistentRepr event : events) {
            if (event.payload() instanceof RecordedEvent recorded
                    && !recorded.tagged().isNothing()) {
                tags.add(new TagRow(event.persistenceId(), recorded.tagged()));
            }
        }
        return tags;
    }

    private void append(WriteMessages asked, List<PersistentRepr> events, List<EventRow> rows) {
        String persistenceId = events.getFirst().persistenceId();
        CompletableFuture<@Nullable Void> written = queue.append(rows, claims(events), tags(events));
        open.put(persistenceId, written);
        var _ = written.whenComplete((_, failure) -> {
            open.remove(persistenceId, written);
            if (failure == null) {
                succeed(asked, events);
            } else {
                fail(asked, failure);
            }
        });
    }

    private void succeed(WriteMessages asked, List<PersistentRepr> events) {
        int instance = asked.actorInstanceId();
        ActorRef actor = asked.persistentActor();
        actor.tell(SUCCESSFUL, journal);
        for (PersistentRepr event : events) {
            actor.tell(new JournalProtocol.WriteMessageSuccess(event, instance), event.sender());
        }
        looped(asked);
    }

    /**
     * Tells the failure of the first event alone, at which the actor begins anew. Pekko keeps those of others among the
     * messages that it takes up after its recovery, and goes on to none behind such a one.
     */
    private void fail(WriteMessages asked, Throwable failure) {
        int instance = asked.actorInstanceId();
        ActorRef actor = asked.persistentActor();
        actor.tell(new JournalProtocol.WriteMessagesFailed(failure, writes(asked)), journal);
        events(asked).stream()
                .findFirst()
                .ifPresent(first ->
                        actor.tell(new JournalProtocol.WriteMessageFailure(first, failure, instance), first.sender()));
        looped(asked);
    }

    private static int writes(WriteMessages asked) {
        return asked.messages().count(envelope -> envelope instanceof AtomicWrite);
    }

    private static void looped(WriteMessages asked) {
        for (PersistentEnvelope envelope : CollectionConverters.asJava(asked.messages())) {
            if (envelope instanceof NonPersistentRepr looped) {
                asked.persistentActor()
                        .tell(
                                new JournalProtocol.LoopMessageSuccess(looped.payload(), asked.actorInstanceId()),
                                looped.sender());
            }
        }
    }
}
