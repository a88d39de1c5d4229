package dev.recount.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.NotWrittenException;
import dev.recount.journal.EncodedCommand;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.server.RecountServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import dev.recount.stream.pekko.HeldStream;
import dev.recount.stream.pekko.Holds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams whose coordinator is gone after one of its steps, or comes too late with the next. */
abstract class CoordinatorGoneContract {

    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private RecountServer server;
    private TestClient client;
    private Holds holds;

    abstract DatabaseKind kind();

    @BeforeEach
    void start() {
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT))
                .withPort(0)
                .withJournal(TestDatabases.settings(kind(), folder));
        TestDatabases.prepare(settings.journal().place());
        server = RecountServer.start(settings, List.of(new Purses()), Clock.systemUTC());
        client = new TestClient(server.port());
        holds = server.streams().holds();
        put("a", 100);
        put("b", 100);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Answer put(String purse, int amount) {
        return client.post("/streams/purse/" + purse + "/Put", "{\"amount\":" + amount + "}");
    }

    private static CommandRequest request(String purse, String command, int amount) {
        return new CommandRequest(
                new StreamId("purse", purse),
                new EncodedCommand(command, 1, ("{\"amount\":" + amount + "}").getBytes(StandardCharsets.UTF_8)),
                CommandRequest.Origin.ofServer("id", new Principal("test"), "talk", Optional.empty()),
                CommandRequest.Conditions.NONE,
                true);
    }

    private HeldStream hold(String purse, String command, int amount, Duration time) {
        return hold(purse, command, amount, "transaction", time);
    }

    private HeldStream hold(String purse, String command, int amount, String transaction, Duration time) {
        CommandRequest request = request(purse, command, amount);
        return held(holds.hold(request, request.command(), transaction, time)
                .toCompletableFuture()
                .join());
    }

    private static HeldStream held(Holds.Answer answer) {
        assertThat(answer).isInstanceOf(Holds.Answer.Held.class);
        return ((Holds.Answer.Held) answer).stream();
    }

    private CompletableFuture<?> store(HeldStream... held) {
        return holds.store(0, "transaction", List.of(held), System.nanoTime() + LONG.toNanos());
    }

    private void requireState(String purse, int money, int version) {
        Answer answer = client.get("/streams/purse/" + purse);
        assertThat(answer.body().path("state").path("money").asInt()).isEqualTo(money);
        assertThat(answer.body().path("version").asInt()).isEqualTo(version);
    }

    @Test
    void goOnAsTheyWereWhenNothingWasStored() {
        hold("a", "Take", 30, BRIEF);
        hold("b", "Put", 30, BRIEF);
        CompletableFuture<Answer> waiting = client.postLater("/streams/purse/a/Put", "{\"amount\":1}");
        requireState("b", 100, 1);
        assertThat(waiting.join().status()).isEqualTo(200);
        requireState("a", 101, 2);
    }

    @Test
    void holdStillUntilTheyAreReleased() {
        HeldStream held = hold("a", "Take", 30, LONG);
        List<CompletableFuture<Answer>> waiting = List.of(
                client.postLater("/streams/purse/a/Put", "{\"amount\":1}"),
                client.postLater("/streams/purse/a/Put", "{\"amount\":2}"));
        put("b", 1);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        held.release(false);
        waiting.forEach(answer -> assertThat(answer.join().status()).isEqualTo(200));
        requireState("a", 103, 3);
    }

    @Test
    void goOnFromWhatIsStoredWhereNoReleaseComes() {
        store(hold("a", "Take", 30, BRIEF), hold("b", "Put", 30, BRIEF)).join();
        requireState("a", 70, 2);
        requireState("b", 130, 2);
        assertThat(put("a", 1).body().path("version").asInt()).isEqualTo(3);
        assertThat(put("b", 1).body().path("version").asInt()).isEqualTo(3);
    }

    @Test
    void goOnWhereOnlySomeAreReleased() {
        HeldStream a = hold("a", "Take", 30, LONG);
        HeldStream b = hold("b", "Put", 30, BRIEF);
        store(a, b).join();
        a.release(true);
        requireState("a", 70, 2);
        requireState("b", 130, 2);
    }

    @Test
    void storeNothingWhereOneHasGoneOn() {
        HeldStream a = hold("a", "Take", 30, LONG);
        HeldStream b = hold("b", "Put", 30, BRIEF);
        assertThat(put("b", 1).status()).isEqualTo(200);
        assertThatThrownBy(store(a, b)::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NotWrittenException.class);
        a.release(true);
        requireState("a", 100, 1);
        requireState("b", 101, 2);
    }

    @Test
    void storeNothingWhereOneThatIsReadHasGoneOn() {
        HeldStream a = hold("a", "Take", 30, LONG);
        HeldStream read = held(holds.holdStill(new StreamId("purse", "b"), 1, "transaction", BRIEF)
                .toCompletableFuture()
                .join());
        assertThat(put("b", 1).status()).isEqualTo(200);
        assertThatThrownBy(store(a, read)::join).hasCauseInstanceOf(NotWrittenException.class);
        a.release(true);
        requireState("a", 100, 1);
    }

    @Test
    void storeNothingTooLate() {
        HeldStream a = hold("a", "Take", 30, LONG);
        assertThatThrownBy(holds.store(0, "transaction", List.of(a), System.nanoTime() - 1)::join)
                .hasCauseInstanceOf(NotWrittenException.class);
        a.release(false);
        requireState("a", 100, 1);
    }

    /** Two that both believe to keep a stream cannot both store its next version; who comes second begins anew. */
    @Test
    void areStoredOnceWhereTheyComeAfterTheirTime() {
        HeldStream a = hold("a", "Take", 30, BRIEF);
        requireState("a", 100, 1);
        store(a).join();
        assertThat(put("a", 1).status()).isEqualTo(503);
        assertThat(put("a", 1).status()).isEqualTo(200);
        requireState("a", 71, 3);
    }

    /** Holds still for another transaction when it learns that the one before was stored after all. */
    private HeldStream heldWhileBehind(Duration time) {
        HeldStream late = hold("a", "Take", 30, BRIEF);
        requireState("a", 100, 1);
        HeldStream other = hold("a", "Take", 20, "other", time);
        store(late).join();
        late.stored();
        return other;
    }

    @Test
    void goOnFromWhatIsStoredAfterTheyHaveHeldStillWhileBehind() {
        HeldStream other = heldWhileBehind(LONG);
        assertThatThrownBy(store(other)::join).hasCauseInstanceOf(NotWrittenException.class);
        other.release(true);
        requireState("a", 70, 2);
    }

    @Test
    void goOnFromWhatIsStoredOnceTheirTimeWhileBehindIsUp() {
        heldWhileBehind(BRIEF);
        requireState("a", 70, 2);
        assertThat(put("a", 1).body().path("version").asInt()).isEqualTo(3);
    }

    @Test
    void holdStillForOneTransactionAfterTheOther() {
        HeldStream first = hold("a", "Take", 30, LONG);
        CommandRequest second = request("a", "Take", 80);
        CompletableFuture<Holds.Answer> waiting =
                holds.hold(second, second.command(), "other", LONG).toCompletableFuture();
        store(first).join();
        assertThat(waiting).isNotDone();
        first.release(true);
        assertThat(waiting.join())
                .isInstanceOfSatisfying(
                        Holds.Answer.Refused.class,
                        refused -> assertThat(refused.outcome())
                                .isInstanceOfAny(Outcome.Rejected.class, Outcome.Refused.class));
        requireState("a", 70, 2);
    }
}
