package dev.recount.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recount.database.sql.Select;
import dev.recount.http.TestAccess;
import dev.recount.journal.EncodedCommand;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.server.TestServer;
import dev.recount.server.TestStreams;
import dev.recount.server.settings.Settings;
import dev.recount.stream.CommandRequest.Conditions;
import dev.recount.stream.CommandRequest.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that come to streams by another way than HTTP, and so have been held against no rules before. */
class SendersTest {

    private static final StreamId STREAM = new StreamId("probe", "1");
    private static final Caller ADDER = Caller.of(new Principal("ann"), Set.of("adder"));

    @TempDir
    Path folder;

    private TestStreams streams;

    @BeforeEach
    void start() {
        Settings settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withPort(0).withData(folder.resolve("data"));
        streams = new TestStreams(
                settings.withHttp(settings.http().with(TestAccess.read(folder, """
                        proxy { header = X-User, addresses = ["127.0.0.1"] }
                        rules = [{ roles = [adder], rights = [write], streams = ["probe/1"], commands = [Add] }]
                        """))),
                Probe.domain(type -> type.authorize(
                        (state, command, _) -> !(command instanceof Probe.Command.Add) || state.sum() == 0)));
    }

    @AfterEach
    void stop() {
        streams.close();
    }

    private Outcome send(StreamId stream, String command, String json, Origin origin) {
        var encoded = new EncodedCommand(command, 1, json.getBytes(StandardCharsets.UTF_8));
        return streams.streams()
                .execute(new CommandRequest(stream, encoded, origin, Conditions.NONE, true))
                .toCompletableFuture()
                .join();
    }

    private Outcome add(StreamId stream, Caller sender) {
        return send(stream, "Add", "{\"amount\":1}", Origin.of(sender, "add-" + sender.principal(), "talk"));
    }

    private long stored(String table) {
        return new Select<>("SELECT count(*) FROM " + table, _ -> {}, row -> row.getLong(1))
                .from(streams.database().pool())
                .getFirst();
    }

    @Test
    void areRefusedAndNotStoredWhereTheRulesDoNotPermitTheirSender() {
        Caller nobody = Caller.of(new Principal("ben"), Set.of());
        assertThat(add(STREAM, nobody)).isInstanceOf(Outcome.NotPermitted.class);
        assertThat(add(new StreamId("probe", "2"), ADDER)).isInstanceOf(Outcome.NotPermitted.class);
        assertThat(add(STREAM, Caller.ANONYMOUS)).isInstanceOf(Outcome.NotPermitted.class);
        assertThat(send(STREAM, "Note", "{\"text\":\"a\"}", Origin.of(ADDER, "note", "talk")))
                .isInstanceOf(Outcome.NotPermitted.class);
        assertThat(stored("event_journal")).isZero();
        assertThat(stored("rejection")).isZero();
    }

    @Test
    void areCarriedOutWhereTheRulesPermitTheirSender() {
        assertThat(add(STREAM, ADDER)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void areHeldAgainstNoRulesOfTheSettingsWhereTheServerSendsThem() {
        Origin own = Origin.ofServer("note", Principal.ofHandler("notes"), "talk", Optional.empty());
        assertThat(send(STREAM, "Note", "{\"text\":\"a\"}", own)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void areRepeatsForTheHandlerThatHasSentThemAndForNoOther() {
        Origin own = Origin.ofServer("add", Principal.ofHandler("adds"), "talk", Optional.empty());
        Origin other = Origin.ofServer("add", Principal.ofHandler("others"), "talk", Optional.empty());
        assertThat(send(STREAM, "Add", "{\"amount\":1}", own)).isInstanceOf(Outcome.Accepted.class);
        assertThat(send(STREAM, "Add", "{\"amount\":1}", own))
                .isInstanceOfSatisfying(Outcome.Accepted.class, repeat -> {
                    assertThat(repeat.repeat()).isTrue();
                    assertThat(repeat.version()).isEqualTo(1);
                });
        assertThat(send(STREAM, "Add", "{\"amount\":1}", other)).isInstanceOf(Outcome.NotPermitted.class);
        assertThat(send(STREAM, "Add", "{\"amount\":2}", own)).isInstanceOf(Outcome.NotPermitted.class);
    }

    @Test
    void areOfOneNameAlone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Origin(
                        "add", new Principal("ben"), "talk", Optional.empty(), Map.of(), Optional.of(ADDER)));
    }
}
