package dev.recount.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.TestDatabases;
import dev.recount.database.sql.Select;
import dev.recount.example.bank.Bank;
import dev.recount.handler.Bookkeeping;
import dev.recount.history.verify.Report;
import dev.recount.journal.JournalKey;
import dev.recount.journal.append.Appends;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.Placement;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.settings.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose streams are in two databases. */
@Tag("slow")
class SeveralJournalsTest {

    private static final int ACCOUNTS = 30;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(4);
    private static final Placement TWO = new Placement(2);

    @TempDir
    Path folder;

    private final JournalSettings journal = TestDatabases.several(2);
    private final List<Domain> domains = List.of(new Bank(), new Bookkeeping());
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder, settings -> settings.withJournal(journal), domains.toArray(Domain[]::new));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient client() {
        return server.client();
    }

    private static String id(int account) {
        return "a" + account;
    }

    private static int accountIn(int journal) {
        return IntStream.range(0, ACCOUNTS)
                .filter(account -> TWO.of(new StreamId("account", id(account))) == journal)
                .findFirst()
                .orElseThrow();
    }

    private void openAll() {
        for (int account = 0; account < ACCOUNTS; account++) {
            assertThat(client().post(
                                    "/streams/account/" + id(account) + "/Open",
                                    "{\"owner\":\"Anna\",\"overdraftLimit\":0}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private Answer deposit(int account, int amount) {
        return client().post(
                        "/streams/account/" + id(account) + "/Deposit",
                        "{\"amount\":" + amount + ",\"method\":\"CASH\"}");
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in vain: " + what).isLessThan(deadline);
            Pause.briefly();
        }
    }

    private List<String> stored(int index) {
        try (Journals journals = Journals.openAsTheyAre(journal)) {
            return new Select<>(
                            "SELECT persistence_id, sequence_number FROM event_journal ORDER BY 1, 2",
                            _ -> {},
                            row -> JournalKey.stream(row.getString(1)) + "@" + row.getLong(2))
                    .from(journals.databases().all().get(index).pool());
        }
    }

    private List<String> storedInAll() {
        List<String> all = new ArrayList<>(stored(0));
        all.addAll(stored(1));
        return all;
    }

    @Test
    void keepsEachStreamInItsOwnJournalAndFindsItThere() {
        openAll();
        for (int account = 0; account < ACCOUNTS; account++) {
            assertThat(deposit(account, 5).body().path("version").asLong()).isEqualTo(2);
            Answer rejected = client().post(
                            "/streams/account/" + id(account) + "/Withdraw", "{\"amount\":9,\"method\":\"CASH\"}");
            assertThat(rejected.status()).isEqualTo(422);
        }

        for (int index = 0; index < 2; index++) {
            int own = index;
            assertThat(stored(index))
                    .isNotEmpty()
                    .allMatch(event -> TWO.of(StreamId.parse(event.substring(0, event.indexOf('@')))) == own);
        }
        for (int account = 0; account < ACCOUNTS; account++) {
            String stream = "/streams/account/" + id(account);
            assertThat(client().get(stream).body().path("state").path("balance").asInt())
                    .isEqualTo(5);
            assertThat(client().get(stream + "?version=1")
                            .body()
                            .path("state")
                            .path("balance")
                            .asInt())
                    .isZero();
            assertThat(client().get(stream + "/events").body().path("events")).hasSize(2);
            assertThat(client().get(stream + "/history").body().path("history")).hasSize(2);
            assertThat(client().get(stream + "/decisions").body().path("decisions"))
                    .hasSize(3);
        }
    }

    @Test
    void listsTheStreamsOfAllJournalsInOneOrder() {
        openAll();

        List<String> ids = new ArrayList<>();
        String path = "/streams/account?limit=7";
        while (!path.isEmpty()) {
            JsonNode page = client().get(path).body();
            page.path("streams").forEach(stream -> ids.add(stream.asText()));
            path = page.path("next").asText("");
        }

        assertThat(ids)
                .containsExactlyElementsOf(new TreeSet<>(IntStream.range(0, ACCOUNTS)
                        .mapToObj(SeveralJournalsTest::id)
                        .toList()));
    }

    @Test
    void isVerifiedAsAWhole() {
        openAll();
        for (int deposit = 0; deposit < 150; deposit++) {
            deposit(deposit % 2, 1);
        }
        List<String> stored = storedInAll();
        server.close();
        var settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);

        Report report = new StoppedServer(settings, domains)
                .verify(List.of(), finding -> assertThat(finding).isNull(), _ -> {});

        assertThat(report.findings()).isZero();
        assertThat(report.streams()).isEqualTo(ACCOUNTS);
        assertThat(report.events()).isEqualTo(stored.size());
    }

    @Test
    void reportsEventsWhereNobodyLooksForThem() throws SQLException {
        openAll();
        server.close();
        var stray = new StreamId("account", "stray");
        try (Journals journals = Journals.open(journal);
                Connection connection =
                        journals.databases().all().get(1 - TWO.of(stray)).pool().getConnection()) {
            Appends.insert(connection, stray, 1, 1);
        }
        var settings =
                Settings.read(Optional.of(TestServer.PATIENT)).withData(folder).withJournal(journal);
        List<String> findings = new ArrayList<>();

        Report report = new StoppedServer(settings, domains)
                .verify(List.of(), finding -> findings.add(finding.toString()), _ -> {});

        assertThat(report.findings()).isEqualTo(1);
        assertThat(findings).singleElement().asString().contains("account/stray", "which is not the stream's");
    }

    @Test
    void showsEveryEventOnceToWhoReadsPages() {
        openAll();
        for (int deposit = 0; deposit < 100; deposit++) {
            deposit(deposit % 7, 1);
        }
        List<String> expected = storedInAll();

        List<String> read = new ArrayList<>();
        String path = "/events?limit=7";
        boolean head = false;
        while (!head || read.size() < expected.size()) {
            JsonNode page = client().get(path).body();
            page.path("events").forEach(event -> read.add(event.path("id").asText()));
            head = page.path("head").asBoolean();
            path = page.path("next").asText();
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(client().get("/events?after=now").body().path("events")).isEmpty();
    }

    @Test
    void resumesASubscriptionFromAnyEventWhateverIsWrittenMeanwhile() throws Exception {
        openAll();
        var stop = new AtomicBoolean();
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; !stop.get(); i++) {
                deposit(i % ACCOUNTS, 1);
            }
        });
        var random = new Random(7);
        List<String> read = new ArrayList<>();
        String last = "";
        for (int connection = 0; connection < 25; connection++) {
            String[] headers = last.isEmpty() ? new String[0] : new String[] {"Last-Event-ID", last};
            try (TestSubscription subscription = TestSubscription.open(client(), "/events", headers)) {
                for (int i = 1 + random.nextInt(30); i > 0; i--) {
                    JsonNode event = subscription.nextEvent();
                    read.add(event.path("id").asText());
                    assertThat(event.path("position").asText()).isEqualTo(subscription.lastEventId());
                }
                last = subscription.lastEventId();
            }
        }
        stop.set(true);
        writer.join();
        List<String> expected = storedInAll();
        try (TestSubscription rest = TestSubscription.open(client(), "/events", "Last-Event-ID", last)) {
            read.addAll(rest.nextIds(expected.size() - read.size()));
        }

        assertThat(last).contains("~");
        assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
        Map<String, Long> versions = new HashMap<>();
        for (String id : read) {
            String stream = id.substring(0, id.indexOf('@'));
            assertThat(id).isEqualTo(stream + "@" + versions.merge(stream, 1L, Long::sum));
        }
    }

    @Test
    void refusesAPositionThatOneJournalHasNotComeTo() {
        openAll();
        String now = client().get("/events?after=now").body().path("next").asText();
        String position = now.substring(now.indexOf("after=") + 6, now.indexOf("&"));
        assertThat(position).contains("~");

        Answer answer = client().get("/events?after=" + position.substring(0, position.indexOf('~')) + "~6zzzzzz17");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).contains("after: this log ends at");
    }

    private JsonNode turnover(String token) {
        Answer answer = client().send(client().request("/views/turnover?count=true")
                .header("Recount-After", token)
                .GET()
                .build());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    /**
     * A token tells of one event, so of one journal: the view has seen what is in the other when it has seen that one's
     * last event.
     */
    private void assertRowsAreAFold() {
        turnover(token(deposit(accountIn(0), 1)));
        String token = token(deposit(accountIn(1), 1));
        List<JsonNode> events = new ArrayList<>();
        String path = "/events?limit=1000&type=account";
        long stored =
                storedInAll().stream().filter(id -> id.startsWith("account/")).count();
        while (events.size() < stored) {
            JsonNode page = client().get(path).body();
            page.path("events").forEach(events::add);
            path = page.path("next").asText();
        }
        BigDecimal deposits = BigDecimal.ZERO;
        long bookings = 0;
        for (JsonNode event : events) {
            if (event.path("type").asText().equals("account.Deposited")) {
                deposits = deposits.add(event.path("data").path("amount").decimalValue());
                bookings++;
            }
        }
        JsonNode answer = turnover(token);
        BigDecimal inRows = BigDecimal.ZERO;
        long bookingsInRows = 0;
        for (JsonNode row : answer.path("rows")) {
            inRows = inRows.add(row.path("deposits").decimalValue());
            bookingsInRows += row.path("bookings").asLong();
        }
        assertThat(bookingsInRows).as(answer.toString()).isEqualTo(bookings);
        assertThat(inRows).isEqualByComparingTo(deposits);
    }

    private String token(Answer accepted) {
        return accepted.body().path("stream").asText() + "@"
                + accepted.body().path("version").asLong();
    }

    /** All accounts share the rows of a month. */
    @Test
    void hasRowsThatAreAFoldOfTheEventsOfAllJournalsAfterARestartAndARebuildToo() throws Exception {
        openAll();
        var random = new Random(11);
        for (int round = 0; round < 4; round++) {
            var stop = new AtomicBoolean();
            var deposits = new AtomicInteger();
            int offset = round;
            TestClient http = client();
            List<Thread> writers = IntStream.range(0, 4)
                    .mapToObj(w -> Thread.ofVirtual().start(() -> {
                        for (int i = offset; !stop.get(); i++) {
                            http.post(
                                    "/streams/account/" + id((i + 7 * w) % ACCOUNTS) + "/Deposit",
                                    "{\"amount\":1,\"method\":\"CASH\"}");
                            deposits.incrementAndGet();
                        }
                    }))
                    .toList();
            int until = 50 + random.nextInt(150);
            if (round % 2 == 1) {
                assertThat(client().post("/admin/views/turnover/rebuild", "").status())
                        .isEqualTo(200);
            }
            await("deposits", () -> deposits.get() > until);
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            if (round % 2 == 0) {
                stop();
                start();
            }
            assertRowsAreAFold();
            assertRowsAreAFold();
        }
        await(
                "the rebuild",
                () -> client().get("/admin/views/turnover")
                                .body()
                                .path("building")
                                .isMissingNode()
                        || client().get("/admin/views/turnover")
                                .body()
                                .path("building")
                                .isNull());
        assertRowsAreAFold();
    }

    @Test
    void showsWhoWroteWhatTheyWroteInWhicheverJournal() {
        openAll();
        for (int i = 1; i <= 60; i++) {
            Answer accepted = deposit(i % ACCOUNTS, 1);
            JsonNode row = client().send(client().request("/views/balances/" + id(i % ACCOUNTS))
                            .header("Recount-After", token(accepted))
                            .GET()
                            .build())
                    .body()
                    .path("row");
            assertThat(row.path("balance").asInt()).isEqualTo(1 + (i - 1) / ACCOUNTS);
        }
    }

    @Test
    void handsEveryEventToAHandlerOnceAndItsCommandsToStreamsAnywhere() {
        int orders = 12;
        for (int i = 0; i < 10; i++) {
            for (int order = 0; order < orders; order++) {
                assertThat(client().post("/streams/order/o" + order + "/Place", "{\"note\":\"n\"}")
                                .status())
                        .isEqualTo(200);
            }
            if (i == 3) {
                assertThat(client().post("/admin/handlers/book/pause", "")
                                .body()
                                .path("state")
                                .asText())
                        .isEqualToIgnoringCase("paused");
            } else if (i == 6) {
                assertThat(client().post("/admin/handlers/book/resume", "")
                                .body()
                                .path("state")
                                .asText())
                        .isEqualToIgnoringCase("running");
            }
        }
        int timers = orders * 2;
        await("all is booked", () -> booked().size() == 2 * 10 * orders + timers);

        List<String> expected = new ArrayList<>();
        for (int order = 0; order < orders; order++) {
            for (int version = 1; version <= 10; version++) {
                String event = "order/o" + order + "@" + version;
                expected.add(event + " first");
                expected.add(event + " second");
                if (version % 5 == 0) {
                    expected.add(event + " timer");
                }
            }
        }
        assertThat(booked()).containsExactlyInAnyOrderElementsOf(expected);
        JsonNode status = client().get("/admin/handlers/book").body();
        assertThat(status.path("position").asText()).contains("~");
    }

    private List<String> booked() {
        return client().get("/streams/ledger/all/events?limit=1000")
                .body()
                .path("events")
                .findValuesAsText("entry");
    }

    @Test
    void measuresEachJournal() {
        openAll();

        String metrics = client().sendText(client().request("/metrics").GET().build());

        assertThat(metrics)
                .contains("recount_journal_up{journal=\"1\"} 1.0")
                .contains("recount_journal_up{journal=\"2\"} 1.0")
                .contains("recount_journal_appends_waiting{journal=\"2\"}")
                .contains("recount_log_head{journal=\"2\"}")
                .contains("pool=\"journal-2\"");
        assertThat(client().get("/health/ready")
                        .body()
                        .path("checks")
                        .path("journal-2")
                        .asText())
                .isEqualTo("ok");
    }
}
