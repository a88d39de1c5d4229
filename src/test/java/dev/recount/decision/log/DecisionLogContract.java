package dev.recount.decision.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.TestDatabases;
import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision;
import dev.recount.decision.Rejection;
import dev.recount.decision.RejectionLog;
import dev.recount.decision.log.LoggedDecision.Accepted;
import dev.recount.decision.log.LoggedDecision.Rejected;
import dev.recount.decision.log.LoggedDecision.Unattributed;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.append.CommandAppends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.server.Pause;
import dev.recount.subscription.CircumstanceFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of the decisions of all streams to their readers, on every database. */
abstract class DecisionLogContract {

    private static final Codecs NO_TYPES = new Codecs(List.of());
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final StreamId ONE = new StreamId("account", "1");
    private static final StreamId TWO = new StreamId("account", "2");

    private final CommandAppends appends = new CommandAppends();
    private final Map<StreamId, Long> stored = new ConcurrentHashMap<>();
    private Journals journals;
    private PerJournal<AppendQueue> queues;
    private PerJournal<RejectionLog> rejections;
    private LogReader eventLog;
    private DecisionLog log;

    abstract JournalSettings settings();

    @BeforeEach
    void open() {
        journals = Journals.open(settings());
        queues = journals.databases().map(database -> new AppendQueue(database, TestDatabases.LIMITS));
        rejections = journals.databases()
                .map(database -> new RejectionLog(
                        database, NO_TYPES.reader(), TestDatabases.LIMITS, Duration.ofDays(90), CLOCK));
        eventLog = new LogReader(journals.databases(), NO_TYPES);
        log = new DecisionLog(eventLog, rejections.map(RejectionLog::reader));
    }

    @AfterEach
    void close() {
        rejections.all().forEach(RejectionLog::close);
        queues.all().forEach(AppendQueue::close);
        journals.close();
    }

    /** A second after the beginning. */
    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }

    private void accept(StreamId stream, String id, long first, int events, Instant recorded) {
        appends.append(queues.of(stream), stream, id, first, events, recorded).join();
        stored.put(stream, first + events - 1);
    }

    /** Waits until readers see all events: a transaction of another test can keep the last ones from them. */
    private void settle() {
        stored.forEach((stream, version) -> Pause.until(() -> isSeen(stream, version)));
    }

    private boolean isSeen(StreamId stream, long version) {
        int journal = rejections.placement().of(stream);
        Position place = eventLog.positionOf(stream, version).orElseThrow();
        return place.place(journal).compareTo(eventLog.head(journal).place(journal)) <= 0;
    }

    private void reject(StreamId stream, String id, OptionalLong version, Instant recorded) {
        var metadata = new Metadata(recorded, recorded, new Principal("ann"), "talk", Optional.of("order/1@2"));
        var command = new DecidedCommand(id, "Withdraw", 1, Optional.of("{\"amount\":1}"), metadata, Optional.empty());
        var decision = new RecordedDecision.Rejected(command, version, "INSUFFICIENT_FUNDS", "there is nothing");
        rejections.of(stream).append(new Rejection(stream, decision)).join();
    }

    private void reject(StreamId stream, String id, long version, Instant recorded) {
        reject(stream, id, OptionalLong.of(version), recorded);
    }

    /** Reads all, and begins anew, from the text of where it is, after so many. */
    private List<LoggedDecision> all(int page) {
        settle();
        var all = new ArrayList<LoggedDecision>();
        DecisionPosition reached = DecisionPosition.START;
        int found;
        do {
            DecisionReader reader = log.after(DecisionPosition.parse(reached.toString()));
            found = 0;
            for (Optional<LoggedDecision> next = reader.next(); next.isPresent(); next = reader.next()) {
                all.add(next.get());
                if (++found == page) {
                    break;
                }
            }
            reached = reader.reached();
        } while (found > 0);
        return all;
    }

    private static String id(LoggedDecision decision) {
        return switch (decision) {
            case Accepted accepted -> accepted.command().id();
            case Rejected rejected -> rejected.decision().command().id();
            case Unattributed unattributed -> unattributed.event().id().toString();
        };
    }

    private void assertOrder(String... ids) {
        for (int page = 1; page <= ids.length + 1; page++) {
            assertThat(all(page))
                    .as("pages of %d", page)
                    .extracting(DecisionLogContract::id)
                    .containsExactly(ids);
        }
    }

    @Test
    void tellsAnAcceptedCommandWithAllThatIsOnRecord() {
        accept(ONE, "many", 1, 600, at(0));
        accept(ONE, "few", 601, 2, at(1));

        List<LoggedDecision> all = all(1);

        assertThat(all).hasSize(2);
        Accepted many = (Accepted) all.getFirst();
        assertThat(many.stream()).isEqualTo(ONE);
        assertThat(many.detail().name()).isEqualTo("Deposit");
        assertThat(many.detail().data()).contains("{\"amount\":2.50}");
        assertThat(many.metadata().principal()).isEqualTo(new Principal("ben"));
        assertThat(many.events())
                .extracting(LogEntry::version)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 600).mapToObj(Long::valueOf).toList());
        assertThat(List.of(((Accepted) all.getLast()).firstVersion(), ((Accepted) all.getLast()).lastVersion()))
                .containsExactly(601L, 602L);
    }

    @Test
    void tellsARejectionWithAllThatIsOnRecord() {
        reject(ONE, "r", 0, at(0));

        Rejected rejected = (Rejected) all(1).getFirst();

        assertThat(rejected.stream()).isEqualTo(ONE);
        assertThat(rejected.journal()).isEqualTo(rejections.placement().of(ONE));
        assertThat(rejected.decision().version()).hasValue(0);
        assertThat(rejected.decision().command().metadata().causation()).contains("order/1@2");
    }

    @Test
    void putsRejectionsBetweenCommandsByTime() {
        accept(ONE, "a0", 1, 2, at(0));
        accept(TWO, "b4", 1, 1, at(4));
        accept(TWO, "b6", 2, 1, at(6));
        reject(ONE, "r3", 2, at(3));
        reject(ONE, "r5", OptionalLong.empty(), at(5));
        reject(ONE, "r7", 2, at(7));

        assertOrder("a0", "r3", "b4", "r5", "b6", "r7");
    }

    @Test
    void putsNoRejectionBeforeTheEventsThatItWasDecidedOn() {
        accept(TWO, "b5", 1, 1, at(5));
        accept(ONE, "a5", 1, 2, at(5));
        reject(ONE, "r4", 2, at(4));

        for (int page = 1; page < 4; page++) {
            List<String> ids = all(page).stream().map(DecisionLogContract::id).toList();
            assertThat(ids).containsExactlyInAnyOrder("b5", "a5", "r4");
            assertThat(ids.indexOf("r4")).isGreaterThan(ids.indexOf("a5"));
        }
    }

    @Test
    void putsARejectionThatWasRecordedLateBeforeTheCommandThatTookItsStreamOn() {
        accept(ONE, "a1", 1, 1, at(1));
        accept(ONE, "a2", 2, 1, at(2));
        reject(ONE, "r3", OptionalLong.empty(), at(3));
        reject(ONE, "r4", 1, at(4));

        assertThat(all(10)).extracting(DecisionLogContract::id).containsExactly("a1", "r3", "r4", "a2");
    }

    @Test
    void losesNoEventOfWhichTheCommandIsNotKnown() {
        accept(ONE, "a", 1, 1, at(0));
        appends.appendWithoutCommand(queues.of(ONE), ONE, 2, at(1)).join();
        Appends.append(queues.of(ONE), ONE, 3, new StoredEvent("account.Deposited/1", new byte[] {'{', '}'}))
                .join();
        accept(ONE, "b", 4, 1, at(3));

        assertOrder("a", ONE + "@2", ONE + "@3", "b");
        assertThat(all(10))
                .filteredOn(Unattributed.class::isInstance)
                .extracting(LoggedDecision::circumstances)
                .extracting(Optional::isPresent)
                .containsExactly(true, false);
    }

    @Test
    void endsWhereItIsToldTo() {
        accept(ONE, "a", 1, 2, at(0));
        reject(ONE, "r", 2, at(1));
        settle();
        DecisionPosition end = log.head();
        accept(ONE, "later", 3, 1, at(2));
        reject(ONE, "later still", 3, at(3));
        settle();

        DecisionReader reader = log.between(DecisionPosition.START, end);

        assertThat(reader.next()).map(DecisionLogContract::id).contains("a");
        assertThat(reader.next()).map(DecisionLogContract::id).contains("r");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.reached()).isEqualTo(end);
    }

    @Test
    void passesOverNoMoreThanItCanInAMoment() {
        accept(ONE, "many", 1, 10_500, at(0));
        accept(ONE, "more", 10_501, 1, at(1));
        settle();
        var pages = new DecisionPages(log, Runnable::run);
        var filter = new DecisionFilter(Set.of("loan"), Optional.empty(), CircumstanceFilter.ALL, _ -> true);

        DecisionPages.Page first = pages.read(DecisionPosition.START, filter, 10)
                .toCompletableFuture()
                .join();
        DecisionPages.Page second =
                pages.read(first.reached(), filter, 10).toCompletableFuture().join();

        assertThat(first.decisions()).isEmpty();
        assertThat(first.isHead()).isFalse();
        assertThat(second.isHead()).isTrue();
        assertThat(second.reached()).isEqualTo(log.head());
    }

    @Test
    void missesNoneAndDoublesNoneWhileOthersWrite() throws Exception {
        int streams = 6;
        int each = 60;
        var read = new ArrayList<LoggedDecision>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                var stream = new StreamId("account", "s" + i);
                int seed = i;
                writing.add(threads.submit(() -> write(stream, each, new Random(seed))));
            }
            DecisionPosition reached = DecisionPosition.START;
            while (read.size() < streams * each) {
                DecisionReader reader = log.after(DecisionPosition.parse(reached.toString()));
                for (int i = 0; i < 17; i++) {
                    reader.next().ifPresent(read::add);
                }
                reached = reader.reached();
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
        }

        List<String> settled = all(1_000).stream().map(DecisionLogContract::id).toList();
        assertThat(read)
                .extracting(DecisionLogContract::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(settled);
        assertThat(settled).hasSize(streams * each);
        assertThat(all(7)).extracting(DecisionLogContract::id).containsExactlyElementsOf(settled);
        assertInOrderWithinStreams(all(1_000));
    }

    private int write(StreamId stream, int decisions, Random random) {
        long version = 0;
        for (int i = 0; i < decisions; i++) {
            if (random.nextInt(3) == 0) {
                reject(stream, stream.id() + "-" + i, version, Instant.now());
            } else {
                int events = 1 + random.nextInt(3);
                accept(stream, stream.id() + "-" + i, version + 1, events, Instant.now());
                version += events;
            }
        }
        return decisions;
    }

    private static void assertInOrderWithinStreams(List<LoggedDecision> decisions) {
        Map<StreamId, Long> versions = new HashMap<>();
        for (LoggedDecision decision : decisions) {
            long version = versions.getOrDefault(decision.stream(), 0L);
            switch (decision) {
                case Accepted accepted -> {
                    assertThat(accepted.firstVersion()).isEqualTo(version + 1);
                    versions.put(accepted.stream(), accepted.lastVersion());
                }
                case Rejected rejected ->
                    assertThat(rejected.decision().version()).hasValue(version);
                case Unattributed unattributed -> throw new AssertionError(unattributed);
            }
        }
    }
}
