package dev.recount.http;

import static dev.recount.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.TestSubscription;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The subscribers of the log. */
class SubscriptionsTest {

    @RegisterExtension
    static final BankServer BANK =
            new BankServer(http -> http.with(new HttpSettings.Subscriptions(1_000, Duration.ofMillis(100))));

    private static TestSubscription open(String query, String... headers) throws IOException {
        return TestSubscription.open(BANK.client(), "/events" + query, headers);
    }

    private static List<String> deposit(BankAccount account, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> account.deposit().body().path("token").asText())
                .toList();
    }

    @Test
    void getWhatIsThereAndThenWhatComes() throws IOException {
        BankAccount account = BankAccount.open(BANK.client());
        try (TestSubscription subscription = open("?type=account&stream=" + account.stream())) {
            assertThat(subscription.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
            assertThat(subscription.response().headers().firstValue("Cache-Control"))
                    .hasValue("no-store");
            JsonNode opened = subscription.nextEvent();
            assertThat(opened.path("type").asText()).isEqualTo("account.Opened");
            assertThat(opened.path("specversion").asText()).isEqualTo("1.0");
            assertThat(opened.path("position").asText()).isEqualTo(subscription.lastEventId());

            List<String> deposited = deposit(account, 3);

            assertThat(subscription.nextIds(3)).isEqualTo(deposited);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TEXT/Event-Stream",
                "text/event-stream, */*;q=0.1",
                "text/event-stream, application/json",
                "application/json;q=0.5, text/event-stream",
                "text/event-stream; charset=utf-8"
            })
    void areForThoseWhoNameThem(String accept) {
        HttpResponse<String> answer = BANK.client()
                .sendPlainly(BANK.client()
                        .request("/events?after=now")
                        .header("Accept", accept)
                        .HEAD()
                        .build());

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    }

    @Test
    void getWhatIsOfTheirConversationAlone() throws IOException {
        BankAccount account = BankAccount.open(BANK.client());
        deposit(account, 2);
        try (TestSubscription subscription = open("?correlation=theirs&principal=anonymous")) {
            deposit(account, 1);

            BANK.client()
                    .post(
                            "/streams/" + account.stream() + "/Deposit",
                            "{\"amount\":1,\"method\":\"CASH\"}",
                            "Recount-Correlation",
                            "theirs");

            assertThat(subscription.nextEvent().path("id").asText()).isEqualTo(account.stream() + "@5");
        }
    }

    @Test
    void getNothingOldWhoBeginNow() throws IOException {
        BankAccount account = BankAccount.open(BANK.client());
        deposit(account, 2);
        try (TestSubscription subscription = open("?after=now&stream=" + account.stream())) {
            assertThat(subscription.nextFrame().isMissingNode()).isTrue();
            assertThat(subscription.lastEventId()).as("where to go on").isNotEmpty();

            assertThat(deposit(account, 1)).isEqualTo(subscription.nextIds(1));
        }
    }

    @Test
    void goOnAfterTheLastEventThatTheySaw() throws IOException {
        BankAccount account = BankAccount.open(BANK.client());
        List<String> deposited = deposit(account, 5);
        String query = "?event=account.Deposited&stream=" + account.stream();
        String seen;
        try (TestSubscription first = open(query)) {
            assertThat(first.nextIds(2)).isEqualTo(deposited.subList(0, 2));
            seen = first.lastEventId();
        }

        try (TestSubscription again = open(query + "&after=start", "Last-Event-ID", seen)) {
            assertThat(again.nextIds(3)).isEqualTo(deposited.subList(2, 5));
        }
        assertProblem(
                BANK.client()
                        .send(BANK.client()
                                .request("/events")
                                .headers("Accept", "text/event-stream", "Last-Event-ID", "17")
                                .build()),
                400,
                "MALFORMED");
    }

    @Test
    void areRefusedWhereTheLogHasNotCome() throws IOException {
        try (TestSubscription subscription = open("", "Last-Event-ID", "105zzzzz")) {
            assertThat(subscription.response().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void learnFromHeartbeatsHowFarTheLogWasLookedThrough() throws IOException {
        BankAccount account = BankAccount.open(BANK.client());
        try (TestSubscription filtered = open("?after=now&event=account.Closed")) {
            filtered.nextFrame();
            String begun = filtered.lastEventId();
            deposit(account, 3);

            while (filtered.lastEventId().equals(begun)) {
                assertThat(filtered.nextFrame().isMissingNode()).isTrue();
            }
            assertThat(filtered.lastEventId()).isGreaterThan(begun);
        }
    }

    @Test
    void areManyAndGetTheSame() throws Exception {
        List<TestSubscription> subscriptions = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                subscriptions.add(open("?after=now"));
            }
            BankAccount account = BankAccount.open(BANK.client());
            List<Future<List<String>>> read = subscriptions.stream()
                    .map(subscription -> readers.submit(() -> readUntil(subscription, account.stream() + "@21")))
                    .toList();
            List<String> deposited = deposit(account, 20);

            for (Future<List<String>> ids : read) {
                assertThat(ids.get().stream().filter(id -> id.startsWith(account.stream() + "@")))
                        .hasSize(21)
                        .containsAll(deposited)
                        .doesNotHaveDuplicates();
                assertThat(ids.get()).isEqualTo(read.getFirst().get());
            }
        } finally {
            for (TestSubscription subscription : subscriptions) {
                subscription.close();
            }
        }
    }

    private static List<String> readUntil(TestSubscription subscription, String last) {
        List<String> ids = new ArrayList<>();
        do {
            ids.addAll(subscription.nextIds(1));
        } while (!ids.getLast().equals(last));
        return ids;
    }

    @Tag("slow")
    @Test
    void areHeldBackAloneWhenTheyAreSlow() throws Exception {
        String account = BankAccount.newStream();
        List<String> lines = new ArrayList<>(List.of(BulkLines.open(account)));
        IntStream.range(0, 3_000).forEach(_ -> lines.add(BulkLines.deposit(account, 1)));
        try (RawClient slow = RawClient.withSmallBuffers(BANK.port());
                TestSubscription quick = open("?after=now&stream=" + account)) {
            slow.send("GET /events?after=now&event=account.Deposited&stream=" + account
                    + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
            assertThat(slow.readHead().status()).isEqualTo(200);

            assertThat(BANK.client().bulk(lines)).allMatch(result -> BulkResults.status(result) == 200);

            assertThat(readUntil(quick, account + "@3001")).hasSize(3_001);
            assertThat(firstIds(slow, 200))
                    .isEqualTo(IntStream.rangeClosed(2, 201)
                            .mapToObj(version -> account + "@" + version)
                            .toList());
        }
    }

    private static List<String> firstIds(RawClient subscription, int events) throws IOException {
        List<String> ids = new ArrayList<>();
        var received = new StringBuilder();
        while (ids.size() < events) {
            received.append(subscription.readChunk());
            for (int end = received.indexOf("\n\n"); end >= 0; end = received.indexOf("\n\n")) {
                int data = received.indexOf("\ndata: ");
                if (data >= 0 && data < end) {
                    ids.add(Problems.parse(received.substring(data + 7, end))
                            .path("id")
                            .asText());
                }
                received.delete(0, end + 2);
            }
        }
        return ids.subList(0, events);
    }
}
