package dev.recount.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.cli.Recount;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.database.place.DatabasePlace;
import dev.recount.database.sql.DatabaseException;
import dev.recount.example.bank.Bank;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.seal.TestSeals;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A bank of some accounts and months, of which all but the last two closed months can be archived. */
public abstract class ArchiveCase {

    public static final int ACCOUNTS = 3;
    static final int MONTHS = 4;

    /** The events of a month: three deposits, and the month's end. */
    static final int OF_MONTH = 4;

    /** The rows of what was there before anything was asked of the archive, which is in the journal too. */
    static final String OF_ACCOUNTS = " WHERE persistence_id LIKE 'account|%'";

    /** An account is opened, has its months, and a deposit after the last one. */
    static final int VERSIONS = 1 + MONTHS * OF_MONTH + 1;

    /** The month's end of the last month but one stays, and what is before it may move. */
    public static final int MOVING = 1 + (MONTHS - 1) * OF_MONTH - 1;

    @TempDir
    Path folder;

    JournalSettings journal;

    abstract DatabaseKind kind();

    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
    }

    Path archive() {
        return folder.resolve("archive");
    }

    Settings changed(Settings settings) {
        return settings.withJournal(journal)
                .withSeals(TestSeals.often("bank"))
                .withArchive(new ArchiveSettings(Optional.of(archive()), Duration.ZERO, ArchiveSettings.READERS));
    }

    TestServer serve() {
        return TestServer.start(folder, this::changed, new Bank());
    }

    /** Has the accounts opened, and their months gone by. */
    public static void fill(TestClient client) {
        var lines = new ArrayList<String>();
        for (int account = 1; account <= ACCOUNTS; account++) {
            lines.add(line(
                    account,
                    "Open",
                    "{\"owner\":\"Ann " + account + "\",\"overdraftLimit\":0}",
                    "1993-01-01T08:00:00Z"));
        }
        for (int month = 1; month <= MONTHS; month++) {
            String name = YearMonth.of(1993, month).toString();
            for (int account = 1; account <= ACCOUNTS; account++) {
                for (int day = 1; day < OF_MONTH; day++) {
                    lines.add(line(
                            account,
                            "Deposit",
                            "{\"amount\":" + (account * day) + ",\"method\":\"CASH\"}",
                            name + "-0" + (day + 1) + "T08:00:00Z"));
                }
                lines.add(line(account, "CloseMonth", "{\"month\":\"" + name + "\"}", name + "-28T08:00:00Z"));
            }
        }
        for (int account = 1; account <= ACCOUNTS; account++) {
            lines.add(line(account, "Deposit", "{\"amount\":7,\"method\":\"CASH\"}", "1993-06-01T08:00:00Z"));
        }
        assertThat(client.bulk(lines))
                .allSatisfy(result -> assertThat(result.path("status").asInt())
                        .as(result.toString())
                        .isEqualTo(200));
        TestSeals.awaitSealed(client, (long) ACCOUNTS * VERSIONS);
    }

    private static String line(int account, String command, String data, String time) {
        return "{\"stream\":\"account/%d\",\"command\":\"%s\",\"data\":%s,\"id\":\"%d-%s-%s\",\"time\":\"%s\"}"
                .formatted(account, command, data, account, command, time, time);
    }

    /** Returns all that can be asked of the past, with the answers. */
    static Map<String, String> answers(TestServer server) {
        var paths = new ArrayList<String>();
        for (int account = 1; account <= ACCOUNTS; account++) {
            String stream = "/streams/account/" + account;
            paths.addAll(List.of(
                    stream,
                    stream + "/events?limit=100",
                    stream + "/events?limit=3&after=2",
                    stream + "/history?limit=100",
                    stream + "/decisions?limit=100",
                    stream + "/diff?from=2&to=12"));
            for (int version = 1; version <= VERSIONS; version++) {
                paths.add(stream + "?version=" + version);
                paths.add(stream + "/events/" + version + "/receipt?event=true");
            }
            Stream.of("1993-01-03", "1993-02-10", "1993-04-30").forEach(day -> paths.add(stream + "?at=" + day));
        }
        int all = ACCOUNTS * VERSIONS - 1; // after them comes on record what was asked for meanwhile
        paths.addAll(List.of(
                "/events?limit=" + all, "/events?limit=10", "/decisions?limit=" + all, "/seal/1/rows?limit=" + all));
        var answers = new TreeMap<String, String>();
        for (String path : paths) {
            answers.put(path, ofAnySize(text(server.client(), path)));
        }
        return answers;
    }

    /** Leaves out of a receipt what follows from how far the tree has grown meanwhile; all else stays as it is. */
    private static String ofAnySize(String answer) {
        return answer.contains("c2sp.org/tlog-proof") ? answer.replaceFirst("(?s)(\nindex [0-9]+\n).*", "$1") : answer;
    }

    static String text(TestClient client, String path) {
        var answer = client.sendPlainly(client.request(path).GET().build());
        return answer.statusCode() + "\n" + answer.body();
    }

    /** Returns the rows of all views, built anew. */
    static Map<String, String> rebuiltViews(TestServer server) {
        var rows = new TreeMap<String, String>();
        TestClient client = server.client();
        for (JsonNode view : client.get("/admin/views").body().path("views")) {
            String name = view.path("view").asText();
            long generation = view.path("live").path("generation").asLong();
            assertThat(client.post("/admin/views/" + name + "/rebuild", "").status())
                    .isIn(200, 202);
            Pause.until(() -> {
                JsonNode now = client.get("/admin/views/" + name).body();
                return now.path("live").path("generation").asLong() > generation && !now.has("building");
            });
            server.awaitView(name, "account/1");
            String told = text(client, "/views/" + name + "?limit=1000");
            rows.put(name, told.replaceFirst("\"position\":\"[^\"]*\"", "")); // that they were built anew is in the log
        }
        return rows;
    }

    /** Returns the words of the command, with its exit code before them. */
    static String recount(String... words) {
        var text = new StringWriter();
        var printer = new PrintWriter(text);
        int code = new CommandLine(new Recount())
                .setOut(printer)
                .setErr(printer)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    assertThat(failure).isInstanceOfAny(CommandFailedException.class, DatabaseException.class);
                    printer.println(failure.getMessage());
                    return 1;
                })
                .execute(words);
        return code + "\n" + text;
    }

    static String archive(TestServer server, String... more) {
        var words = new ArrayList<>(List.of("archive", "--url", "http://127.0.0.1:" + server.port()));
        words.addAll(List.of(more));
        return recount(words.toArray(String[]::new));
    }

    /** Returns the settings of this journal and archive, as a file. */
    Path config() {
        String place = journal.place() instanceof DatabasePlace.Postgres postgres
                ? "journal.postgres " + setting(postgres) + ", journal.further = "
                        + journal.further().stream().map(ArchiveCase::setting).toList()
                : "";
        try {
            return Files.writeString(
                    folder.resolve("archive.conf"),
                    "recount { domains = [dev.recount.example.bank.Bank], data = \"" + folder
                            + "\", archive.folder = \"" + archive() + "\", " + place + " }");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String setting(DatabasePlace.Postgres postgres) {
        return "{ url = \"%s\", user = \"%s\", password = \"%s\" }"
                .formatted(postgres.url(), postgres.user(), postgres.password());
    }

    /** Returns how many bytes the accounts' events have in their table; no server runs. */
    long bytes() throws SQLException {
        return number("SELECT SUM(OCTET_LENGTH(event_payload)) FROM event_journal" + OF_ACCOUNTS);
    }

    long number(String select) throws SQLException {
        try (var database = JournalDatabase.openAsItIs(journal);
                Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Has somebody with all rights change the database; no server runs. */
    void attack(String... statements) throws SQLException {
        try (var database = JournalDatabase.open(journal);
                Connection connection = TestDatabases.repairing(database.pool().getConnection());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    List<Path> files(String end) throws IOException {
        try (Stream<Path> all = Files.walk(archive())) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }
}
