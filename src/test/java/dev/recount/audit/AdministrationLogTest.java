package dev.recount.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.administration.AdministrationCommand;
import dev.recount.administration.AdministrationCommand.Ask;
import dev.recount.administration.AdministrationCommand.NoteCallersChange;
import dev.recount.administration.NamedCaller;
import dev.recount.handler.ManualClock;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.server.Pause;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The record of administration where streams do not take what comes at once, without a journal. */
class AdministrationLogTest {

    private static final Duration KEPT_BACK = Duration.ofMillis(20);
    private static final Sender ANN = new Sender(new Principal("ann"), "c-7");

    private final List<CommandRequest> recorded = new CopyOnWriteArrayList<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private final AdministrationLog log = new AdministrationLog(this::execute, new ManualClock(), KEPT_BACK);

    private CompletionStage<Outcome> execute(CommandRequest request) {
        StreamId stream = request.stream();
        if (damaged.contains(stream.id())) {
            return refused(stream, Refusal.STREAM_DAMAGED);
        }
        Refusal next = refusals.poll();
        if (next != null) {
            return refused(stream, next);
        }
        recorded.add(request);
        return CompletableFuture.completedStage(new Outcome.Accepted(stream, 1, 1, false, Optional.empty()));
    }

    private static CompletionStage<Outcome> refused(StreamId stream, Refusal refusal) {
        return CompletableFuture.completedStage(new Outcome.Refused(stream, refusal, "not now"));
    }

    private static AdministrationCommand.Ask ask(String act) {
        return new Ask(act, "POST /admin/views/{view}/pause", Map.of("view", "entries"), Map.of(), Optional.empty());
    }

    private AdministrationLog.Act asked() {
        return inTime(log.asked(ANN, AdministrationLogTest::ask));
    }

    private static <T> T inTime(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(4, TimeUnit.MINUTES).join();
    }

    private List<String> streams() {
        return recorded.stream().map(request -> request.stream().id()).toList();
    }

    @Test
    void asksAgainWhileStreamsAreOverloaded() {
        refusals.addAll(List.of(Refusal.OVERLOADED, Refusal.OVERLOADED, Refusal.OVERLOADED));
        asked();
        assertThat(streams()).containsExactly("2026-01-01");
    }

    @Test
    void refusesAnActWhileTheJournalIsAway() {
        refusals.add(Refusal.UNAVAILABLE);
        assertThatThrownBy(this::asked).hasCauseInstanceOf(UnrecordedException.class);
        assertThat(recorded).isEmpty();
    }

    @Test
    void goesOnInAnotherStreamOfTheDayWhereOneIsDamaged() {
        damaged.addAll(List.of("2026-01-01", "2026-01-01_2"));
        AdministrationLog.Act act = asked();
        assertThat(act.stream().id()).isEqualTo("2026-01-01_3");
        damaged.clear();
        inTime(log.answered(act, 200));
        assertThat(streams()).containsExactly("2026-01-01_3", "2026-01-01_3");
    }

    @Test
    void triesNoMoreThanSomeStreams() {
        damaged.add("2026-01-01");
        for (int number = 2; number < 100; number++) {
            damaged.add("2026-01-01_" + number);
        }
        assertThatThrownBy(this::asked).hasCauseInstanceOf(UnrecordedException.class);
    }

    @Test
    void givesAnAnswerThatIsNotOnRecordForLongAndRecordsItAllTheSame() {
        var late = new CompletableFuture<Outcome>();
        var slow = new AdministrationLog(
                request ->
                        request.origin().commandId().endsWith("-answered") && !late.isDone() ? late : execute(request),
                new ManualClock(),
                KEPT_BACK);
        AdministrationLog.Act act = inTime(slow.asked(ANN, AdministrationLogTest::ask));
        inTime(slow.answered(act, 200));
        assertThat(recorded).hasSize(1);

        late.complete(new Outcome.Refused(act.stream(), Refusal.UNCONFIRMED, "no answer within 10000 ms"));
        Pause.untilThere(() -> recorded, found -> found.size() == 2);
        assertThat(recorded.getLast().origin().commandId()).isEqualTo(act.id() + "-answered");
    }

    @Test
    void recordsAChangeOfCallersOnceTheJournalIsBack() {
        refusals.addAll(List.of(Refusal.UNAVAILABLE, Refusal.UNCONFIRMED));
        log.callersChanged(new NoteCallersChange(List.of(new NamedCaller("user", "bob")), List.of(), List.of(), 0));
        Pause.untilThere(() -> recorded, found -> found.size() == 1);
        assertThat(recorded.getFirst().command().name()).isEqualTo("NoteCallersChange");
    }
}
