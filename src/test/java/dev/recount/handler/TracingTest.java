package dev.recount.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.model.handler.Handler;
import dev.recount.server.TestClient.Answer;
import dev.recount.server.TestSession;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces that OpenTelemetry gets of a command and its consequences. */
class TracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final String REQUEST = "POST /streams/{type}/{id}/{Command}";

    @TempDir
    Path folder;

    private HandlerServer server;

    @BeforeAll
    static void trace() {
        GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                        .build())
                .build());
    }

    @AfterAll
    static void traceNoMore() {
        GlobalOpenTelemetry.resetForTest();
    }

    @BeforeEach
    void start() {
        Handler booking = Handler.fromBeginning("booking")
                .on(
                        Order.TYPE,
                        (event, context, effects) ->
                                effects.send(Ledger.TYPE, "all", new Ledger.Command.Book(context.eventId())));
        server = HandlerServer.start(
                TestDatabases.settings(DatabaseKind.H2, folder), Clock.systemUTC(), UnaryOperator.identity(), booking);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String correlation(String order, String traceparent) {
        Answer answer = server.client()
                .post(
                        "/streams/order/" + order + "/Place",
                        "{\"note\":\"\"}",
                        "traceparent",
                        traceparent,
                        "Idempotency-Key",
                        "command-id");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("events").path(0).path("correlationid").asText();
    }

    /** Returns the spans of the trace by their names; spans of other tests have other traces. */
    private static Map<String, SpanData> spans() {
        return SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(TRACE))
                .collect(Collectors.toMap(SpanData::getName, span -> span, (first, _) -> first));
    }

    private static SpanData span(String name) {
        return Optional.ofNullable(spans().get(name)).orElseThrow();
    }

    @Test
    void oneTraceHoldsTheCommandItsEventsAndWhatAHandlerDidAboutThem() {
        assertThat(correlation("traced", "00-" + TRACE + "-" + CALLER + "-01")).isEqualTo(TRACE);
        HandlerServer.await("the spans", () -> spans().size() == 6);

        assertThat(spans())
                .containsOnlyKeys(
                        REQUEST,
                        "decide order Place",
                        "append order Place",
                        "react booking",
                        "decide ledger Book",
                        "append ledger Book");
        assertThat(span(REQUEST).getParentSpanId()).isEqualTo(CALLER);
        String request = span(REQUEST).getSpanId();
        assertThat(span("decide order Place").getParentSpanId()).isEqualTo(request);
        assertThat(span("append order Place").getParentSpanId()).isEqualTo(request);
        String reaction = span("react booking").getSpanId();
        assertThat(span("decide ledger Book").getParentSpanId()).isEqualTo(reaction);
        assertThat(span("append ledger Book").getParentSpanId()).isEqualTo(reaction);
        assertThat(server.booked("all").path(0).path("correlationid").asText()).isEqualTo(TRACE);
    }

    @Test
    void aTraceOfASessionHoldsItsCommands() {
        String trace = TRACE.replace('a', 'd');
        try (TestSession session = TestSession.open(
                server.client().get("/health/live").response().uri().getPort(),
                "traceparent",
                "00-" + trace + "-" + CALLER + "-01")) {
            assertThat(session.ask("{\"stream\":\"order/in-session\",\"command\":\"Place\",\"data\":{\"note\":\"\"}}")
                            .path("status")
                            .asInt())
                    .isEqualTo(200);
        }
        HandlerServer.await(
                "the span",
                () -> SPANS.getFinishedSpanItems().stream()
                        .anyMatch(span -> span.getTraceId().equals(trace)
                                && span.getName().equals("GET /session command")
                                && span.getParentSpanId().equals(CALLER)));
    }

    @Test
    void aTraceThatItsCallerDoesNotKeepOrThatIsNoneIsNoCorrelation() {
        assertThat(correlation("unsampled", "00-" + TRACE.replace('a', 'b') + "-" + CALLER + "-00"))
                .isEqualTo("command-id");
        assertThat(correlation("malformed", "00-" + TRACE)).isEqualTo("command-id");
    }
}
