package dev.recount.replay.regression;

import static dev.recount.model.Decision.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.cli.Recount;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.replay.regression.DecidedStep.Accepted;
import dev.recount.replay.regression.DecidedStep.Event;
import dev.recount.replay.regression.DecidedStep.Outcome;
import dev.recount.replay.regression.DecidedStep.Rejected;
import dev.recount.server.TestServer;
import dev.recount.testing.DecisionRegression;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Recorded decisions that are made again, whatever their forms and whoever sent the commands. */
class RegressionTest {

    private static final StreamId LETTER = new StreamId("letter", "1");
    private static final String ANN = "ann";
    private static final String CLERK = "clerk";

    @TempDir
    Path folder;

    /** Weighs all twice. */
    private static final class Twice extends Letters {

        @Override
        public Decision<Letters.Event> decide(State state, Command command, Context context) {
            return command instanceof Command.Post(var to, var kilos)
                    ? accept(new Letters.Event.Posted(to, kilos.multiply(BigDecimal.TWO)))
                    : super.decide(state, command, context);
        }
    }

    /** Holds nothing back that is posted. */
    private static final class NothingHeld extends Letters {

        @Override
        public Decision<Letters.Event> decide(State state, Command command, Context context) {
            return command instanceof Command.PostAndHold(var to, var kilos, var _)
                    ? accept(new Letters.Event.Posted(to, kilos))
                    : super.decide(state, command, context);
        }
    }

    private static DecidedStep step(long version, String sender, String command, String data, Outcome outcome) {
        return new DecidedStep(
                LETTER,
                OptionalLong.of(version),
                false,
                new Metadata(Instant.EPOCH, Instant.EPOCH, new Principal(sender), "c", Optional.empty()),
                Optional.of(command(command, data, version)),
                outcome);
    }

    /** Reads {@code Post/1} as the first form of a command. */
    private static DecidedStep.Command command(String command, String data, long version) {
        String[] form = command.split("/", 2);
        return new DecidedStep.Command(
                "c" + version, form[0], Integer.parseInt(form[1]), Optional.of(data), Optional.empty());
    }

    private static Accepted accepted(Event... events) {
        return new Accepted(events[events.length - 1].version(), List.of(events));
    }

    private static Event event(long version, String event, String data) {
        String[] form = event.split("/", 2);
        return new Event(version, "letter." + form[0], Integer.parseInt(form[1]), Optional.of(data));
    }

    private Path file(DecidedStep... steps) throws IOException {
        return Files.write(
                folder.resolve("decisions.ndjson"),
                List.of(steps).stream().map(StepJson::write).toList());
    }

    private static RegressionReport report(Domain domain, Path decisions) throws IOException {
        RegressionReport report = Regression.of(new Codecs(domain.streamTypes()), decisions);
        assertThat(report.undecided()).isEmpty();
        DecisionRegression inABuild = DecisionRegression.of(domain).replay(decisions);
        if (report.differences().isEmpty()) {
            assertThatCode(inABuild::check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(inABuild::check)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(report.differences().getFirst().toString());
        }
        return report;
    }

    private static List<String> differences(Domain domain, Path decisions) throws IOException {
        return report(domain, decisions).differences().stream()
                .map(DecisionDifference::toString)
                .toList();
    }

    private static Domain with(Letters rules) {
        return Letters.domain(rules, Letters::isForClerks);
    }

    @Test
    void tellsWhatIsAnotherInTheDataOfAnEventAlone() throws IOException {
        Path decisions = file(
                step(
                        0,
                        ANN,
                        "Post/2",
                        "{\"to\":\"Bo\",\"kilos\":1.5}",
                        accepted(event(1, "Posted/2", "{\"to\":\"Bo\",\"kilos\":1.5}"))),
                step(
                        1,
                        CLERK,
                        "Hold/1",
                        "{\"reason\":\"rain\"}",
                        accepted(event(2, "Held/1", "{\"reason\":\"rain\"}"))));

        assertThat(report(Letters.domain(), decisions).decided()).isEqualTo(2);
        assertThat(differences(Letters.domain(), decisions)).isEmpty();
        assertThat(differences(with(new Twice()), decisions))
                .containsExactly("letter/1@0 Post (c0): recorded accepted Posted {\"to\":\"Bo\",\"kilos\":1.5},"
                        + " now accepted Posted {\"to\":\"Bo\",\"kilos\":3.0}");
    }

    @Test
    void readsCommandsAndEventsOfEarlierForms() throws IOException {
        Path decisions = file(
                step(
                        0,
                        ANN,
                        "Post/1",
                        "{\"to\":\"Bo\",\"grams\":1500}",
                        accepted(event(1, "Posted/1", "{\"to\":\"Bo\",\"grams\":1500}"))),
                step(1, ANN, "Stamp/1", "{}", accepted(event(2, "Stamped/1", "{}"))),
                step(
                        2,
                        ANN,
                        "Post/2",
                        "{\"to\":\"Bo\",\"kilos\":2}",
                        accepted(event(3, "Posted/2", "{\"to\":\"Bo\",\"kilos\":2}"))));

        assertThat(report(Letters.domain(), decisions).decided()).isEqualTo(3);
        assertThat(differences(Letters.domain(), decisions)).isEmpty();
        assertThat(differences(with(new Twice()), decisions))
                .containsExactly(
                        "letter/1@0 Post (c0): recorded accepted Posted {\"to\":\"Bo\",\"grams\":1500},"
                                + " now accepted Posted {\"to\":\"Bo\",\"kilos\":3.000}",
                        "letter/1@2 Post (c2): recorded accepted Posted {\"to\":\"Bo\",\"kilos\":2},"
                                + " now accepted Posted {\"to\":\"Bo\",\"kilos\":4}");
    }

    /** A server tells of the parts; a journal of what is stored. */
    @Test
    void readsAnEventThatIsTwoToday() throws IOException {
        String command = "{\"to\":\"Bo\",\"grams\":20,\"reason\":\"rain\"}";
        Accepted stored = accepted(event(1, "PostedAndHeld/1", command));
        Accepted told = accepted(
                event(1, "Posted/2", "{\"to\":\"Bo\",\"kilos\":0.020}"), event(1, "Held/1", "{\"reason\":\"rain\"}"));
        for (Accepted outcome : List.of(stored, told)) {
            Path decisions = file(
                    step(0, ANN, "PostAndHold/1", command, outcome),
                    step(
                            1,
                            ANN,
                            "Post/2",
                            "{\"to\":\"Bo\",\"kilos\":2}",
                            accepted(event(2, "Posted/2", "{\"to\":\"Bo\",\"kilos\":2}"))));

            assertThat(report(Letters.domain(), decisions).decided()).isEqualTo(2);
            assertThat(differences(Letters.domain(), decisions)).isEmpty();
            assertThat(differences(with(new NothingHeld()), decisions))
                    .singleElement()
                    .asString()
                    .startsWith("letter/1@0 PostAndHold (c0): recorded accepted ")
                    .endsWith(", now accepted Posted {\"to\":\"Bo\",\"kilos\":0.020}");
        }
    }

    @Test
    void tellsWhoMayDoOtherThanBefore() throws IOException {
        String hold = "{\"reason\":\"rain\"}";
        Path decisions = file(
                step(0, ANN, "Hold/1", hold, new Rejected("NOT_PERMITTED", "ann may not send Hold to letter/1")),
                step(0, CLERK, "Hold/1", hold, accepted(event(1, "Held/1", hold))));

        assertThat(report(Letters.domain(), decisions).decided()).isEqualTo(2);
        assertThat(differences(Letters.domain(), decisions)).isEmpty();
        assertThat(differences(Letters.domain(new Letters(), (_, _, _) -> true), decisions))
                .containsExactly("letter/1@0 Hold (c0): recorded rejected NOT_PERMITTED, now accepted Held " + hold);
        assertThat(differences(Letters.domain(new Letters(), (_, _, _) -> false), decisions))
                .containsExactly(
                        "letter/1@0 Hold (c0): recorded accepted Held " + hold + ", now rejected NOT_PERMITTED");
    }

    @Test
    void takesWhatWasRecordedBeforeHoweverItWasWrittenDown() throws IOException {
        Path data = folder.resolve("data");
        Path stopped = folder.resolve("stopped.ndjson");
        Path served = folder.resolve("served.ndjson");
        try (TestServer server = TestServer.start(data, new LettersBefore.Post())) {
            send(server, 200, "Post", "{\"to\":\"Bo\",\"grams\":1500}");
            send(server, 200, "PostAndHold", "{\"to\":\"Cy\",\"grams\":20,\"reason\":\"rain\"}");
            send(server, 403, "Hold", "{\"reason\":\"snow\"}");
            send(server, 200, "Stamp", "{}");
        }
        export("--data", data.toString(), "--out", stopped.toString());
        try (TestServer server = TestServer.start(data, Letters.domain())) {
            export("--url", "http://127.0.0.1:" + server.port(), "--out", served.toString());
        }

        assertThat(Files.readAllLines(stopped)).hasSize(4).isNotEqualTo(Files.readAllLines(served));
        for (Path decisions : List.of(stopped, served)) {
            assertThat(report(Letters.domain(), decisions).decided()).isEqualTo(4);
            assertThat(differences(Letters.domain(), decisions))
                    .as("%s", decisions)
                    .isEmpty();
            assertThat(differences(with(new Twice()), decisions)).hasSize(1);
            assertThat(differences(with(new NothingHeld()), decisions)).hasSize(1);
            assertThat(differences(Letters.domain(new Letters(), (_, _, _) -> true), decisions))
                    .hasSize(1);
        }
    }

    private static void send(TestServer server, int status, String command, String data) {
        assertThat(server.client().post("/streams/letter/1/" + command, data).status())
                .isEqualTo(status);
    }

    private static void export(String... options) {
        var out = new StringWriter();
        String[] arguments = new String[options.length + 2];
        arguments[0] = "decisions";
        arguments[1] = "export";
        System.arraycopy(options, 0, arguments, 2, options.length);
        int exitCode = new CommandLine(new Recount())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        assertThat(exitCode).as("%s", out).isZero();
    }
}
