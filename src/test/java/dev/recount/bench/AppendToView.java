package dev.recount.bench;

import static dev.recount.bench.Samples.print;

import dev.recount.bench.account.AccountBalance;
import dev.recount.bench.account.Accounts;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;

/** The time from a command's answer until its event is in a view, on a server that has nothing else to do. */
final class AppendToView {

    private static final int WARM_UP = 500;
    private static final int COMMANDS = 2_000;

    private AppendToView() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("recount-bench");
        print("H2");
        measure(folder, new DatabasePlace.Folder(folder));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            print("PostgreSQL, with fsync");
            measure(folder, TestDatabases.postgres(postgres, "postgres"));
        }
        System.exit(0);
    }

    private static void measure(Path folder, DatabasePlace place) {
        try (TestServer server = TestServer.start(
                folder,
                all -> all.withJournal(all.journal().in(place)),
                Accounts.seen(AccountBalance.view("balances")))) {
            var commands = new double[COMMANDS];
            var seen = new double[COMMANDS];
            var asked = new double[COMMANDS];
            for (int number = -WARM_UP; number < COMMANDS; number++) {
                long begin = System.nanoTime();
                String token = deposit(server.client(), "m" + Math.floorMod(number, 50));
                long answered = System.nanoTime();
                ask(server.client(), token);
                long visible = System.nanoTime();
                ask(server.client(), token);
                long again = System.nanoTime();
                if (number >= 0) {
                    commands[number] = (answered - begin) / 1e6;
                    seen[number] = (visible - answered) / 1e6;
                    asked[number] = (again - visible) / 1e6;
                }
            }
            print(
                    "a command %s ms, then its row %s ms, the same row once more %s ms (p50, p99)",
                    percentiles(commands), percentiles(seen), percentiles(asked));
            print(
                    "from the command's answer to the view, without the query itself: p50 %.1f ms, p99 %.1f ms; "
                            + "the whole, against the command alone: p50 %.2f, p99 %.2f",
                    new Samples(seen).median() - new Samples(asked).median(),
                    new Samples(seen).percentile(0.99) - new Samples(asked).median(),
                    (new Samples(commands).median() + new Samples(seen).median()) / new Samples(commands).median(),
                    (new Samples(commands).percentile(0.99) + new Samples(seen).percentile(0.99))
                            / new Samples(commands).percentile(0.99));
        }
    }

    private static String percentiles(double[] values) {
        var samples = new Samples(values);
        return String.format(java.util.Locale.ROOT, "%.1f/%.1f", samples.median(), samples.percentile(0.99));
    }

    private static String deposit(TestClient client, String account) {
        return client.post("/streams/account/" + account + "/Deposit", "{\"amount\":1.25,\"method\":\"CASH\"}")
                .body()
                .path("token")
                .asText();
    }

    private static void ask(TestClient client, String token) {
        String account = token.substring("account/".length(), token.indexOf('@'));
        var answer = client.send(client.request("/views/balances/" + account)
                .header("Recount-After", token)
                .GET()
                .build());
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body().toString());
        }
    }
}
