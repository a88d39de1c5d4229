package dev.recount.stream.pekko.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.recount.database.Database;
import dev.recount.database.WriteLimits;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.NotWrittenException;
import dev.recount.database.sql.Select;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.JournalProtocol;
import org.apache.pekko.persistence.NonPersistentRepr;
import org.apache.pekko.persistence.PersistentEnvelope;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Persistent actors and their journal understand each other. */
class EventWritesTest {

    private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());
    private static final Instant NOW = Instant.parse("1993-01-01T00:00:00.123Z");
    private static final int INSTANCE = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private final TestProbe<Object> actor = KIT.createTestProbe();
    private final ActorRef actorRef = Adapter.toClassic(actor.ref());
    private Database database;
    private AppendQueue queue;
    private EventWrites writes;

    @BeforeEach
    void open() {
        database = JournalDatabase.open(new JournalSettings(new DatabasePlace.Folder(folder), List.of(), 4));
        queue = new AppendQueue(database, new WriteLimits(100, 1_000));
        writes = new EventWrites(
                Adapter.toClassic(KIT.system().deadLetters()),
                queue,
                SerializationExtension.get(KIT.system()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        queue.close();
        database.close();
    }

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static PersistentRepr event(String stream, long version, Object payload) {
        return PersistentRepr.apply(payload, version, "test|" + stream, "", false, ActorRef.noSender(), "writer");
    }

    private static AtomicWrite together(PersistentRepr... events) {
        return AtomicWrite.apply(CollectionConverters.asScala(List.of(events)).toList());
    }

    private void write(PersistentEnvelope... asked) {
        writes.write(new JournalProtocol.WriteMessages(
                CollectionConverters.asScala(List.of(asked)).toList(), actorRef, INSTANCE));
    }

    private List<Object> answers(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> actor.receiveMessage(PATIENCE))
                .toList();
    }

    private List<String> stored() {
        return new Select<>(
                        "SELECT persistence_id, sequence_number, writer, write_timestamp, event_payload FROM event_journal"
                                + " ORDER BY persistence_id, sequence_number",
                        _ -> {},
                        row -> row.getString(1) + " " + row.getLong(2) + " " + row.getString(3) + " " + row.getLong(4)
                                + " " + new String(row.getBytes(5), StandardCharsets.UTF_8))
                .from(database.pool());
    }

    @Test
    void areAnsweredEventByEventOnceTheyAreStored() {
        PersistentRepr first = event("a", 1, "one");
        PersistentRepr second = event("a", 2, "two");
        write(together(first, second), NonPersistentRepr.apply("loop", ActorRef.noSender()));

        assertThat(answers(4))
                .containsExactly(
                        JournalProtocol.WriteMessagesSuccessful$.MODULE$,
                        new JournalProtocol.WriteMessageSuccess(first, INSTANCE),
                        new JournalProtocol.WriteMessageSuccess(second, INSTANCE),
                        new JournalProtocol.LoopMessageSuccess("loop", INSTANCE));
        assertThat(stored())
                .containsExactly(
                        "test|a 1 writer " + NOW.toEpochMilli() + " one",
                        "test|a 2 writer " + NOW.toEpochMilli() + " two");
    }

    @Test
    void failTogetherIfOneCannotBeEncoded() {
        PersistentRepr good = event("a", 1, "one");
        PersistentRepr bad = event("a", 2, new Object());
        write(together(good, bad));

        assertFailed(good);
        assertThat(stored()).isEmpty();
    }

    @Test
    void failIfTheirPlaceIsTaken() {
        write(together(event("a", 1, "one")));
        answers(2);
        PersistentRepr late = event("a", 1, "another");
        write(together(late));

        assertFailed(late);
        assertThat(stored()).hasSize(1);
    }

    /** The actor is told once that it is certain that its events are not stored, of which this is the first. */
    private void assertFailed(PersistentRepr first) {
        List<Object> answers = answers(2);
        assertThat(answers.getFirst()).isInstanceOfSatisfying(JournalProtocol.WriteMessagesFailed.class, failed -> {
            assertThat(failed.writeCount()).isEqualTo(1);
            assertThat(failed.cause()).isInstanceOf(NotWrittenException.class);
        });
        assertThat(answers.getLast()).isInstanceOfSatisfying(JournalProtocol.WriteMessageFailure.class, failed -> {
            assertThat(failed.message()).isEqualTo(first);
            assertThat(failed.cause()).isInstanceOf(NotWrittenException.class);
            assertThat(failed.actorInstanceId()).isEqualTo(INSTANCE);
        });
        actor.expectNoMessage(Duration.ZERO);
    }

    @Test
    void needNoDatabaseWhereNothingIsToBeStored() {
        queue.close();
        write(NonPersistentRepr.apply("loop", ActorRef.noSender()));

        assertThat(answers(2))
                .containsExactly(
                        JournalProtocol.WriteMessagesSuccessful$.MODULE$,
                        new JournalProtocol.LoopMessageSuccess("loop", INSTANCE));
    }

    @Test
    void areWaitedForByWhoeverComesAfterThem() throws Exception {
        var stream = new StreamId("test", "a");
        try (var holding = database.pool().getConnection()) {
            holding.setAutoCommit(false);
            Appends.insert(holding, stream, 1, 1);
            write(together(event("a", 1, "one")));
            var settled = writes.settled("test|a");

            assertThat(settled).isNotDone();
            assertThat(writes.settled("test|b")).isCompleted();
            holding.commit();
            assertThat(settled).succeedsWithin(PATIENCE);
            assertThat(answers(1).getFirst()).isInstanceOf(JournalProtocol.WriteMessagesFailed.class);
        }
        assertThat(writes.settled("test|a")).isCompleted();
    }
}
