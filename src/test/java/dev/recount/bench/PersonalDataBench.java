package dev.recount.bench;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.personal.Personal;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cost of a personal field: the rate of events with one, and of a view that is built anew over them, beside those of
 * events with the same field in the clear. Arguments: the kind of database, H2 or POSTGRESQL, the number of events of
 * each, and of rounds.
 */
public final class PersonalDataBench {

    private static final int STREAMS = 2_000;
    private static final int BATCH = 20_000;

    private static final StreamType<Clear, TellClear, Clear> CLEAR = StreamType.of("clear", new ClearRules());
    private static final StreamType<Secret, TellSecret, Secret> SECRET = StreamType.of("secret", new SecretRules());

    private final TestClient client;

    private PersonalDataBench(TestClient client) {
        this.client = client;
    }

    /** A command. */
    public record TellClear(String text, int number) {}

    /** The same, with the text encrypted. */
    public record TellSecret(Personal<String> text, int number) {}

    /** An event, and the state after it. */
    public record Clear(String text, int number) {}

    /** The same, with the text encrypted. */
    public record Secret(Personal<String> text, int number) {}

    /** A row of the one. */
    public record ClearRow(String stream, String text, int number) {}

    /** A row of the other. */
    public record SecretRow(String stream, Personal<String> text, int number) {}

    private static final class ClearRules implements Aggregate<Clear, TellClear, Clear> {

        @Override
        public Clear initial() {
            return new Clear("", 0);
        }

        @Override
        public Decision<Clear> decide(Clear state, TellClear command, Context context) {
            return Decision.accept(new Clear(command.text(), command.number()));
        }

        @Override
        public Clear evolve(Clear state, Clear event) {
            return event;
        }
    }

    private static final class SecretRules implements Aggregate<Secret, TellSecret, Secret> {

        @Override
        public Secret initial() {
            return new Secret(Personal.of(""), 0);
        }

        @Override
        public Decision<Secret> decide(Secret state, TellSecret command, Context context) {
            return Decision.accept(new Secret(command.text(), command.number()));
        }

        @Override
        public Secret evolve(Secret state, Secret event) {
            return event;
        }
    }

    private static final class Both implements Domain {

        @Override
        public String name() {
            return "both";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of(CLEAR, SECRET);
        }

        @Override
        public List<View<?>> views() {
            return List.of(
                    View.of("clear", ClearRow.class)
                            .withoutHistory()
                            .on(
                                    CLEAR,
                                    (event, context, rows) -> rows.put(
                                            new ClearRow(context.stream().id(), event.text(), event.number()))),
                    View.of("secret", SecretRow.class)
                            .withoutHistory()
                            .on(
                                    SECRET,
                                    (event, context, rows) -> rows.put(
                                            new SecretRow(context.stream().id(), event.text(), event.number()))));
        }
    }

    public static void main(String[] arguments) throws Exception {
        DatabaseKind kind = DatabaseKind.valueOf(arguments.length > 0 ? arguments[0] : "H2");
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Path folder = Files.createTempDirectory("recount-bench");
        JournalSettings journal = TestDatabases.settings(kind, folder);
        System.out.printf("%s, %,d events of each, in %s%n", kind, events, folder);
        try (TestServer server = TestServer.start(folder, settings -> settings.withJournal(journal), new Both())) {
            var bench = new PersonalDataBench(server.client());
            for (int round = 0; round < rounds; round++) {
                bench.write("clear", round, events);
                bench.write("secret", round, events);
            }
            for (int round = 0; round < rounds; round++) {
                bench.rebuild("clear");
                bench.rebuild("secret");
            }
        }
        System.exit(0);
    }

    private void write(String type, int round, int events) {
        pause("clear");
        pause("secret");
        List<String> bodies = IntStream.range(0, events / BATCH)
                .mapToObj(batch -> IntStream.range(0, BATCH)
                        .mapToObj(line -> line(type, round, batch * BATCH + line))
                        .collect(Collectors.joining("\n")))
                .toList();
        long began = System.nanoTime();
        for (String body : bodies) {
            Answer answer = client.send(client.request("/streams")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                    .build());
            if (answer.status() != 200 || answer.response().body().contains("\"status\":4")) {
                throw new IllegalStateException(
                        answer.response().body().lines().findFirst().orElse(""));
            }
        }
        double seconds = seconds(began);
        System.out.printf(Locale.ROOT, "%s: %,.0f events/s%n", type, events / seconds);
        resume("clear");
        resume("secret");
    }

    private static String line(String type, int round, int number) {
        return "{\"stream\":\"%s/%d\",\"command\":\"%s\",\"data\":{\"text\":\"Anna Example of Sample Street %d\",\"number\":%d}}"
                .formatted(type, number % STREAMS, type.equals("clear") ? "TellClear" : "TellSecret", round, number);
    }

    private void pause(String view) {
        order(view, "pause");
    }

    private void resume(String view) {
        order(view, "resume");
    }

    private void order(String view, String order) {
        Answer answer = client.post("/admin/views/" + view + "/" + order, "");
        if (answer.status() != 200) {
            throw new IllegalStateException(String.valueOf(answer.body()));
        }
    }

    private void rebuild(String view) throws InterruptedException {
        awaitBuilt("clear");
        awaitBuilt("secret");
        long began = System.nanoTime();
        order(view, "rebuild");
        awaitBuilt(view);
        System.out.printf(Locale.ROOT, "%s: built anew in %.2f s%n", view, seconds(began));
    }

    private void awaitBuilt(String view) throws InterruptedException {
        while (client.get("/admin/views/" + view).body().has("building")
                || client.get("/admin/views/" + view)
                                .body()
                                .path("live")
                                .path("lag")
                                .path("events")
                                .asInt(1)
                        > 0) {
            Thread.sleep(20);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
