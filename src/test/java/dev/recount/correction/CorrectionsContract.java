package dev.recount.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.example.bank.Bank;
import dev.recount.example.bank.account.Account;
import dev.recount.example.bank.account.AccountEvent;
import dev.recount.history.verify.Finding;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.server.Pause;
import dev.recount.server.StoppedServer;
import dev.recount.server.TestClient;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestServer;
import dev.recount.server.settings.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corrections of a bank account: as they are asked for, stored and read, whatever the database. */
abstract class CorrectionsContract {

    private static final String ACCOUNT = "/streams/account/1";
    private static final String CORRECTIONS = ACCOUNT + "/corrections";

    @TempDir
    Path folder;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private JournalSettings journal;
    private TestServer server;
    private TestClient client;

    /** The revision of the rules of the view that is pious. */
    private int pious = 1;

    abstract DatabaseKind kind();

    /** A row of the payments into an account. */
    public record Payments(String account, BigDecimal total) {}

    /** A domain with a handler that is told of all that happens to accounts. */
    private final class Watch implements Domain {

        @Override
        public String name() {
            return "watch";
        }

        @Override
        public List<StreamType<?, ?, ?>> streamTypes() {
            return List.of();
        }

        /** It cannot live with a payment of 666.00. */
        @Override
        public List<View<?>> views() {
            return List.of(View.of("pious", Payments.class)
                    .on(Account.TYPE, (event, context, rows) -> {
                        if (event instanceof AccountEvent.Deposited(var amount, var _)) {
                            if (amount.intValue() == 666) {
                                throw new IllegalStateException("the number of the beast");
                            }
                            String account = context.stream().id();
                            rows.updateOrPut(
                                    new Payments(account, BigDecimal.ZERO),
                                    row -> new Payments(account, row.total().add(amount)));
                        }
                    })
                    .revision(pious));
        }

        @Override
        public List<Handler> handlers() {
            return List.of(Handler.fromBeginning("watch")
                    .on(Account.TYPE, (event, context, _) -> seen.add(context.eventId() + " " + event))
                    .onCorrection(
                            Account.TYPE, (corrected, context, _) -> seen.add(context.eventId() + " " + corrected)));
        }
    }

    /** Opens an account with 700.00 of the 1st, 70.00 of the 2nd and 7.00 of the 3rd of January: 777.00. */
    @BeforeEach
    void open() {
        journal = TestDatabases.settings(kind(), folder);
        start();
        send("Open", "{\"owner\":\"Ann\",\"overdraftLimit\":100}", 1);
        send("Deposit", "{\"amount\":700.00,\"method\":\"CASH\"}", 1);
        send("Deposit", "{\"amount\":70.00,\"method\":\"CASH\"}", 2);
        send("Deposit", "{\"amount\":7.00,\"method\":\"CASH\"}", 3);
    }

    private void start() {
        server = TestServer.start(folder, settings -> settings.withJournal(journal), new Bank(), new Watch());
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
        List<Finding> findings = new ArrayList<>();
        Settings settings = Settings.read(Optional.of(TestServer.PATIENT))
                .withPort(0)
                .withData(folder)
                .withJournal(journal);
        var _ = new StoppedServer(settings, List.of(new Bank(), new Watch())).verify(List.of(), findings::add, _ -> {});
        assertThat(findings).isEmpty();
    }

    private void restart() {
        stop();
        start();
    }

    private void send(String command, String data, int day) {
        Answer answer =
                client.post(ACCOUNT + "/" + command, data, "Recount-Time", "1993-01-0%dT12:00:00Z".formatted(day));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private Answer correct(String correction, String... headers) {
        return client.post(CORRECTIONS, correction, headers);
    }

    private long corrected(String correction) {
        Answer answer = correct(correction);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("version").asLong();
    }

    private static String deposited(long version, String amount) {
        return "{\"version\":%d,\"read\":[%s],\"reason\":\"a slip of the pen\"}".formatted(version, event(amount));
    }

    private static String event(String amount) {
        return "{\"event\":\"Deposited\",\"data\":{\"amount\":%s,\"method\":\"CASH\"}}".formatted(amount);
    }

    private BigDecimal balance(String query) {
        Answer answer = client.get(ACCOUNT + query);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return new BigDecimal(answer.body().path("state").path("balance").asText());
    }

    private void assertBalance(String query, String balance) {
        assertThat(balance(query)).as(query).isEqualByComparingTo(balance);
    }

    @Test
    void changesTheStateAtOnceAndForGood() {
        Answer answer = correct(deposited(3, "80.00"));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("version").asLong()).isEqualTo(5);
        assertThat(answer.body().path("state").path("balance").decimalValue()).isEqualByComparingTo("787.00");
        JsonNode event = answer.body().path("events").path(0);
        assertThat(event.path("type").asText()).isEqualTo("account.recount.Corrected");
        assertThat(event.path("data").toString())
                .isEqualTo("{\"instead\":3,\"read\":[{\"event\":\"Deposited\",\"revision\":1,"
                        + "\"data\":{\"amount\":80.00,\"method\":\"CASH\"}}],\"reason\":\"a slip of the pen\"}");
        assertBalance("", "787.00");
        client.post(ACCOUNT + "/Withdraw", "{\"amount\":887.00,\"method\":\"CASH\"}");
        assertBalance("", "-100.00");
        restart();
        assertBalance("", "-100.00");
        assertBalance("?version=5", "787.00");
    }

    /** Each is worked out while others come, and none may be lost over that. */
    @Test
    void areAllHeldWhereManyComeAtOnce() {
        for (int round = 1; round <= 5; round++) {
            String amount = round + ".00";
            List<CompletableFuture<Answer>> all = LongStream.rangeClosed(2, 4)
                    .mapToObj(version -> CompletableFuture.supplyAsync(
                            () -> correct(deposited(version, amount)),
                            task -> Thread.ofVirtual().start(task)))
                    .toList();

            assertThat(all)
                    .allSatisfy(each -> assertThat(each.join().status())
                            .as("%s", each.join().body())
                            .isEqualTo(200));
            assertBalance("", 3 * round + ".00");
        }
        restart();
        assertBalance("", "15.00");
        assertBalance("?version=19", "15.00");
    }

    /** Readers of the log may see an event a moment after it has been acknowledged. */
    private String position(long version) {
        Pause.until(() -> logged().size() >= version);
        return logged().path((int) version - 1).path("position").asText();
    }

    private JsonNode logged() {
        return client.get("/events?stream=account/1&limit=1000").body().path("events");
    }

    @Test
    void tellsThePastAsCorrectedAndAsRecordedAndAsKnownThen() {
        long first = corrected(deposited(3, "80.00"));
        String between = position(first);
        corrected(deposited(2, "1000.00"));

        for (int round = 0; round < 2; round++) {
            assertBalance("?version=2", "1000.00");
            assertBalance("?version=3", "1080.00");
            assertBalance("?at=1993-01-02", "1080.00");
            assertBalance("", "1087.00");
            assertBalance("?known=recorded", "777.00");
            assertBalance("?version=3&known=recorded", "770.00");
            assertBalance("?at=1993-01-02&known=recorded", "770.00");
            assertBalance("?at=1993-01-02&known=" + between, "780.00");
            assertBalance("?known=" + between, "787.00");
            assertBalance("?known=1993-01-03", "777.00");
            assertBalance("?version=1&known=recorded", "0.00");
            restart();
        }
        JsonNode difference = client.get(ACCOUNT + "/diff?fromKnown=recorded").body();
        assertThat(difference.path("patch").toString())
                .contains("{\"op\":\"replace\",\"path\":\"/balance\",\"value\":1087.00}");
        JsonNode history = client.get(ACCOUNT + "/history").body().path("history");
        assertThat(history.path(2).path("state").path("balance").decimalValue()).isEqualByComparingTo("1080.00");
        assertThat(history.path(2).path("events").path(0).path("correctedby").asText())
                .isEqualTo("account/1@5");
        assertThat(history.path(4).path("command").path("name").asText()).isEqualTo("recount.Correct");
        assertThat(client.get(ACCOUNT + "/history?known=recorded")
                        .body()
                        .path("history")
                        .path(2)
                        .path("state")
                        .path("balance")
                        .decimalValue())
                .isEqualByComparingTo("770.00");
    }

    @Test
    void tellsEventsWithWhatCorrectedThemAndWhatTheyWere() {
        corrected(deposited(3, "80.00"));
        corrected("{\"version\":2,\"read\":[],\"reason\":\"was never paid\"}");
        corrected("{\"after\":4,\"read\":[%s,%s],\"reason\":\"forgotten\"}".formatted(event("1.00"), event("2.00")));

        List<JsonNode> events = events("?original=true");

        assertThat(events.stream().map(event -> event.path("id").asText()))
                .containsExactly(
                        "account/1@1",
                        "account/1@3",
                        "account/1@4",
                        "account/1@4.2",
                        "account/1@4.3",
                        "account/1@5",
                        "account/1@6",
                        "account/1@7");
        assertThat(events.get(1).path("data").path("amount").decimalValue()).isEqualByComparingTo("80.00");
        assertThat(events.get(1).path("originaldata").path(0).path("amount").decimalValue())
                .isEqualByComparingTo("70.00");
        assertThat(events.get(1).path("correctedby").asText()).isEqualTo("account/1@5");
        assertThat(events.get(3).path("time")).isEqualTo(events.get(2).path("time"));
        assertThat(events("?known=recorded").stream()
                        .map(event -> event.path("id").asText()))
                .containsExactly(
                        "account/1@1",
                        "account/1@2",
                        "account/1@3",
                        "account/1@4",
                        "account/1@5",
                        "account/1@6",
                        "account/1@7");
        assertBalance("", "90.00");
    }

    private List<JsonNode> events(String query) {
        return client.get(ACCOUNT + "/events" + query)
                .body()
                .path("events")
                .valueStream()
                .toList();
    }

    @Test
    void areCorrectedAndTakenBackThemselves() {
        long first = corrected(deposited(3, "80.00"));
        long second = corrected(deposited(first, "90.00"));
        assertBalance("", "797.00");
        assertThat(client.get(ACCOUNT + "/events")
                        .body()
                        .path("events")
                        .path(2)
                        .path("correctedby")
                        .asText())
                .isEqualTo("account/1@" + second);

        assertThat(withdrawn(second, "it was right").status()).isEqualTo(200);
        assertBalance("", "787.00");
        assertThat(withdrawn(second, "once more").body().path("detail").asText())
                .isEqualTo("version: 6 was taken back already");
        assertThat(withdrawn(first, "it was right from the beginning").status()).isEqualTo(200);
        assertBalance("", "777.00");
        restart();
        assertBalance("", "777.00");

        JsonNode all = client.get(CORRECTIONS).body().path("corrections");
        assertThat(all).hasSize(4);
        assertThat(all.path(0).path("status").asText()).isEqualTo("withdrawn");
        assertThat(all.path(3).path("status").asText()).isEqualTo("holds");
        assertThat(all.path(0).path("principal").asText()).isEqualTo("anonymous");
        assertThat(all.path(3).path("correction").toString())
                .isEqualTo("{\"withdrawn\":5,\"reason\":\"it was right from the beginning\"}");
    }

    private Answer withdrawn(long version, String reason) {
        return client.send(client.request(CORRECTIONS + "/" + version + "?reason=" + reason.replace(" ", "%20"))
                .DELETE()
                .build());
    }

    @Test
    void comeSeveralAtOnceOrNotAtAll() {
        String several =
                "{\"corrections\":[{\"version\":2,\"read\":[%s]},{\"version\":%d,\"read\":[%s]}],\"reason\":\"import\"}";

        Answer refused = correct(several.formatted(event("7.00"), 9, event("0.07")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("detail").asText())
                .isEqualTo("corrections[1].version: there is no event of version 9; the last is 4");
        assertBalance("", "777.00");
        Answer both = correct(several.formatted(event("7.00"), 3, event("0.70")));
        assertThat(both.body().path("version").asLong()).isEqualTo(6);
        assertThat(both.body().path("events")).hasSize(2);
        assertBalance("", "14.70");
        client.post(ACCOUNT + "/Deposit", "{\"amount\":1,\"method\":\"CASH\"}");
        assertBalance("", "15.70");
        restart();
        assertBalance("", "15.70");
    }

    @Test
    void areKnownAgainByTheirIds() {
        Answer first = correct(deposited(3, "80.00"), "Idempotency-Key", "c1");
        Answer again = correct(deposited(3, "80.00"), "Idempotency-Key", "c1");
        Answer other = correct(deposited(3, "81.00"), "Idempotency-Key", "c1");

        assertThat(first.body().path("repeat").asBoolean()).isFalse();
        assertThat(again.body().path("repeat").asBoolean()).isTrue();
        assertThat(again.body().path("version")).isEqualTo(first.body().path("version"));
        assertThat(other.code()).isEqualTo("COMMAND_ID_REUSED");
        assertThat(correct(deposited(3, "1"), "If-Match", "4").code()).isEqualTo("VERSION_CONFLICT");
        assertThat(correct(deposited(3, "1.00"), "If-Match", "5").status()).isEqualTo(200);
        assertBalance("", "708.00");
    }

    @Test
    void tellWhatWouldComeOfThem() {
        Answer answer = client.post(CORRECTIONS + "?dryRun=true", deposited(3, "80.00"), "If-Match", "4");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("version").asLong()).isEqualTo(4);
        assertThat(answer.body().path("state").path("balance").decimalValue()).isEqualByComparingTo("787.00");
        assertThat(answer.body().path("patch").toString())
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/balance\",\"value\":787.00}]");
        Answer broken =
                client.post(CORRECTIONS + "?dryRun=true", "{\"version\":1,\"read\":[],\"reason\":\"never opened\"}");
        assertThat(broken.code()).isEqualTo("CORRECTION_BREAKS_STREAM");
        assertThat(broken.body().path("detail").asText()).contains("version 2");
        assertThat(client.post(CORRECTIONS + "?dryRun=true", deposited(3, "80.00"), "If-Match", "3")
                        .code())
                .isEqualTo("VERSION_CONFLICT");
        JsonNode state = client.post(CORRECTIONS + "?dryRun=state", deposited(3, "80.00"))
                .body();
        assertThat(state.path("patch")).isEqualTo(answer.body().path("patch"));
        assertThat(state).hasSize(4);
        assertThat(client.post(CORRECTIONS + "?dryRun=yes", deposited(3, "80.00"))
                        .status())
                .isEqualTo(400);
        assertThat(client.get(CORRECTIONS).body().path("corrections")).isEmpty();
        long first = corrected(deposited(3, "80.00"));
        Answer back = client.send(client.request(CORRECTIONS + "/" + first + "?reason=x&dryRun=true")
                .DELETE()
                .build());
        assertThat(back.status()).as("%s", back.body()).isEqualTo(200);
        assertThat(back.body().path("state").path("balance").decimalValue()).isEqualByComparingTo("777.00");
        assertBalance("", "787.00");
    }

    @Test
    void tellWhatWouldHaveBeenDecidedOtherwiseAndWhichRowsChange() {
        send("Withdraw", "{\"amount\":800,\"method\":\"CASH\"}", 4);
        send("Deposit", "{\"amount\":5,\"method\":\"CASH\"}", 5);

        JsonNode impact =
                client.post(CORRECTIONS + "?dryRun=true", deposited(2, "7.00")).body();

        assertThat(impact.path("complete").asBoolean()).as("%s", impact).isTrue();
        assertThat(impact.path("commands")).hasSize(1);
        JsonNode command = impact.path("commands").path(0);
        assertThat(command.path("command").path("name").asText()).isEqualTo("Withdraw");
        assertThat(command.path("change").asText()).isEqualTo("REJECTED");
        JsonNode row = impact.path("views").path("balances").path(0);
        assertThat(row.path("now").path("balance").decimalValue()).isEqualByComparingTo("-18.00");
        assertThat(impact.path("views")
                        .path("turnover")
                        .path(0)
                        .path("corrected")
                        .path("deposits")
                        .decimalValue())
                .isEqualByComparingTo("89.00");
        assertThat(impact.path("effects")).isEmpty();
        assertThat(client.get("/admin/worlds").body().path("worlds")).isEmpty();
    }

    @Test
    void changeNothingWhereTheyDoNotFit() {
        for (String[] each : new String[][] {
            {"{}", "reason: must say why"},
            {"[]", "the body must be a JSON object"},
            {"{\"version\":2,\"read\":[],\"reason\":\" \"}", "reason: must say why"},
            {"{\"read\":[],\"reason\":\"x\"}", "version: must be there, or after in its place"},
            {"{\"version\":0,\"read\":[],\"reason\":\"x\"}", "version: there is no event of version 0; the last is 4"},
            {"{\"version\":5,\"read\":[],\"reason\":\"x\"}", "version: there is no event of version 5; the last is 4"},
            {"{\"version\":\"2\",\"read\":[],\"reason\":\"x\"}", "version: must be a version"},
            {"{\"version\":2,\"reason\":\"x\"}", "read: must be a list of events"},
            {"{\"after\":2,\"read\":[],\"reason\":\"x\"}", "read: must have an event at least"},
            {"{\"version\":2,\"read\":[{\"event\":\"Gone\"}],\"reason\":\"x\"}", "read[0]: account has no event Gone"},
            {
                "{\"version\":2,\"read\":[{\"event\":\"Deposited\",\"data\":{\"amount\":\"x\"}}],\"reason\":\"x\"}",
                "read[0]: amount: "
            },
            {"{\"version\":2,\"read\":[],\"reason\":\"x\",\"why\":1}", "why: is not known here"},
            {"{\"corrections\":[],\"reason\":\"x\"}", "corrections: must be a list"},
        }) {
            Answer answer = correct(each[0]);
            assertThat(answer.status()).as("%s: %s", each[0], answer.body()).isEqualTo(400);
            assertThat(answer.body().path("detail").asText()).startsWith(each[1]);
        }
        assertThat(client.post("/streams/account/none/corrections", deposited(1, "1.00"))
                        .status())
                .isEqualTo(404);
        assertThat(client.get(ACCOUNT).body().path("version").asLong()).isEqualTo(4);
        assertThat(client.get(ACCOUNT + "?known=nonsense").status()).isEqualTo(400);
        assertThat(client.get(CORRECTIONS).body().path("corrections")).isEmpty();
    }

    private Answer asked(String path, long version) {
        return client.send(client.request("/views/" + path)
                .header("Recount-After", "account/1@" + version)
                .GET()
                .build());
    }

    /** Asks again, as it is told to, where the view needs longer than one request waits. */
    private Answer viewed(String path, long version) {
        Answer answer = Pause.untilThere(
                () -> asked(path, version), each -> !each.code().equals("VIEW_BEHIND"));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().has("uncorrectedSince")).isFalse();
        return answer;
    }

    private void assertViewed(String day, long version, String balance, String turnover) {
        JsonNode account = viewed("balances/1?at=1993-01-0%sT23:00:00Z".formatted(day), version)
                .body();
        assertThat(new BigDecimal(account.path("row").path("balance").asText())).isEqualByComparingTo(balance);
        JsonNode month = viewed("turnover/1993-01?at=1993-01-0%sT23:00:00Z".formatted(day), version)
                .body();
        assertThat(new BigDecimal(month.path("row").path("deposits").asText())).isEqualByComparingTo(turnover);
    }

    /** Rows of one stream are made anew, and views of other rows are built beside the live one. */
    @Test
    void areSeenInViewsAndTheirPastByWhoWaitsForThem() {
        assertViewed("2", 4, "770.00", "770.00");
        long first = corrected(deposited(3, "80.00"));
        assertViewed("2", first, "780.00", "780.00");
        assertViewed("3", first, "787.00", "787.00");
        corrected(deposited(2, "1.00"));
        long third = corrected(deposited(4, "2.00"));
        send("Deposit", "{\"amount\":1,\"method\":\"CASH\"}", 4);
        assertViewed("1", third + 1, "1.00", "1.00");
        assertViewed("3", third + 1, "83.00", "83.00");
        assertViewed("4", third + 1, "84.00", "84.00");
        restart();
        assertViewed("2", third + 1, "81.00", "81.00");
        long withdrawn = withdrawn(first, "it was right").body().path("version").asLong();
        assertViewed("2", withdrawn, "71.00", "71.00");
        assertViewed("4", withdrawn, "74.00", "74.00");
        assertThat(client.post("/admin/views/balances/rebuild", "").status()).isEqualTo(200);
        assertViewed("4", withdrawn, "74.00", "74.00");
    }

    @Test
    void letAViewGoOnThatHasStoppedAtWhatTheyAreAbout() {
        send("Deposit", "{\"amount\":666.00,\"method\":\"CASH\"}", 4);
        Pause.until(() ->
                client.get("/admin/views/pious").body().path("state").asText().equals("FAILED"));
        long version = corrected(deposited(5, "66.00"));

        Answer resumed = client.post("/admin/views/pious/resume", "{}");

        assertThat(resumed.status()).as("%s", resumed.body()).isEqualTo(200);
        assertThat(viewed("pious/1", version).body().path("row").path("total").decimalValue())
                .isEqualByComparingTo("843.00");
    }

    /** A generation that is built for the first time, or beside the live one, has been corrected as little. */
    @Test
    void letAViewGoOnThatHasStoppedBeforeItWasLive() {
        send("Deposit", "{\"amount\":666.00,\"method\":\"CASH\"}", 4);
        pious = 2;
        restart();
        Pause.until(
                () -> client.get("/admin/views/pious").body().path("building").has("failure"));
        long version = corrected(deposited(5, "66.00"));

        client.post("/admin/views/pious/resume", "{}");

        assertThat(viewed("pious/1", version).body().path("row").path("total").decimalValue())
                .isEqualByComparingTo("843.00");
        JsonNode live = client.get("/admin/views/pious").body().path("live");
        assertThat(live.path("revision").asInt()).isEqualTo(2);
    }

    @Test
    void areToldToHandlersThatWantToKnowAndReactToNothingAgain() {
        Pause.until(() -> seen.size() == 4);
        assertThat(seen.get(2)).startsWith("account/1@3 Deposited[amount=70.00");
        long first = corrected(deposited(3, "80.00"));
        withdrawn(first, "it was right");
        send("Deposit", "{\"amount\":1,\"method\":\"CASH\"}", 4);
        Pause.until(() -> seen.size() == 7);

        assertThat(seen.get(4))
                .isEqualTo("account/1@5 Corrected[id=account/1@3, before=[Deposited[amount=70.00, method=CASH]],"
                        + " now=[Deposited[amount=80.00, method=CASH]], reason=a slip of the pen]");
        assertThat(seen.get(5)).startsWith("account/1@6 Corrected[id=account/1@3, before=[Deposited[amount=80.00");
        assertThat(seen.get(6)).startsWith("account/1@7 Deposited");
    }

    private BigDecimal balance(String view, String query) {
        Answer answer = client.get("/views/" + view + query);
        assertThat(answer.status()).as("%s: %s", query, answer.body()).isEqualTo(200);
        JsonNode row = answer.body().path("row");
        return new BigDecimal(
                row.path(row.has("balance") ? "balance" : "deposits").asText());
    }

    @Test
    void areLeftOutOfViewsByWhoAsksWhatWasKnown() {
        long first = corrected(deposited(3, "80.00"));
        String between = position(first);
        long second = corrected(deposited(2, "1000.00"));
        viewed("balances/1", second);
        viewed("turnover/1993-01", second);

        assertThat(balance("balances/1", "?known=recorded")).isEqualByComparingTo("777.00");
        assertThat(balance("balances/1", "?known=recorded&at=1993-01-02")).isEqualByComparingTo("770.00");
        assertThat(balance("turnover/1993-01", "?known=recorded")).isEqualByComparingTo("777.00");
        assertThat(balance("balances/1", "?known=" + between)).isEqualByComparingTo("787.00");
        assertThat(balance("turnover/1993-01", "?known=" + between)).isEqualByComparingTo("787.00");
        assertThat(balance("balances/1", "?known=2999-01-01")).isEqualByComparingTo("1087.00");
        assertThat(client.get("/views/balances/1?known=2999-01-01").body().has("world"))
                .isFalse();
        JsonNode page =
                client.get("/views/balances?known=recorded&balance=777&limit=1").body();
        assertThat(page.path("rows")).hasSize(1);
        assertThat(client.get("/views/balances?balance=777").body().path("rows"))
                .isEmpty();
        assertThat(client.get("/views/balances?known=nonsense").status()).isEqualTo(400);
        JsonNode difference = client.get("/admin/worlds/" + page.path("world").asLong() + "/views/balances/difference")
                .body();
        assertThat(difference
                        .path("rows")
                        .path(0)
                        .path("recorded")
                        .path("balance")
                        .decimalValue())
                .isEqualByComparingTo("1087.00");
        assertThat(difference.path("rows").path(0).path("other").path("balance").decimalValue())
                .isEqualByComparingTo("777.00");
        assertThat(first).isLessThan(second);
    }

    @Test
    void areReadInTheLogAsCorrectedAndThemselves() {
        long first = corrected(deposited(3, "80.00"));
        Pause.until(() -> client.get("/events?event=account.recount.Corrected")
                        .body()
                        .path("events")
                        .size()
                == 1);

        List<JsonNode> log = client.get("/events?type=account&limit=1000")
                .body()
                .path("events")
                .valueStream()
                .toList();
        JsonNode event = log.get(2);
        assertThat(event.path("id").asText()).isEqualTo("account/1@3");
        assertThat(event.path("correctedby").asText()).isEqualTo("account/1@" + first);
        assertThat(event.path("data").path("amount").decimalValue()).isEqualByComparingTo("80.00");
        assertThat(log.getLast().path("type").asText()).isEqualTo("account.recount.Corrected");
        assertThat(log.getLast().path("data").path("instead").asLong()).isEqualTo(3);
        assertThat(client.get("/events?event=account.recount.Corrected").body().path("events"))
                .hasSize(1);
        assertThat(client.get("/events?stream=account/1&limit=1000")
                        .body()
                        .path("events")
                        .valueStream()
                        .toList())
                .hasSize(5)
                .element(2)
                .matches(one -> one.path("data").path("amount").decimalValue().compareTo(new BigDecimal("80")) == 0);
    }
}
