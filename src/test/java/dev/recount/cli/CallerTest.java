package dev.recount.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands that talk to a server, which here is one that looks at who asks. */
class CallerTest {

    private final Queue<String> callers = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private volatile String ready = "{\"status\":\"ready\"}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        callers.add(exchange.getRequestHeaders().getFirst("X-Forwarded-User") + " "
                + exchange.getRequestHeaders().getFirst("X-Team"));
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isReady = ready.startsWith("{\"status\"");
        String answer = switch (exchange.getRequestURI().getPath()) {
            case "/health/ready" -> ready;
            case "/streams" ->
                Stream.iterate(1, line -> line + 1)
                        .limit(request.lines().count())
                        .map(line -> "{\"line\":" + line + ",\"status\":200}")
                        .collect(Collectors.joining("\n"));
            default -> "{\"self\":\"127.0.0.1:7401\",\"head\":true}";
        };
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.equals(ready) && !isReady ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String run(int exitCode, String arguments) {
        var text = new StringWriter();
        var printer = new PrintWriter(text);
        assertThat(new CommandLine(new Recount())
                        .setOut(printer)
                        .setErr(printer)
                        .setExecutionExceptionHandler((failure, _, _) -> {
                            printer.println(failure.getMessage());
                            return 1;
                        })
                        .execute(arguments.replace("URL", url()).split("\\|")))
                .as("%s", text)
                .isEqualTo(exitCode);
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nodes|URL",
                "state|account/1|--url|URL",
                "corrections|account/1|--url|URL",
                "correct|account/1|--withdraw|2|--reason|x|--url|URL",
                "history|account/1|--url|URL",
                "diff|account/1|0|1|--url|URL",
                "decisions|account/1|--url|URL",
                "traffic|--examples|--domain|shop|--commands|1|--url|URL",
                "import|--examples|--domain|bank|--url|URL|src/main/resources/dev/recount/example/bank/sample",
            })
    void areNamedToEveryServer(String command) {
        run(0, command + "|--as|anna|--header|X-Team: blue");

        assertThat(callers).isNotEmpty().containsOnly("anna blue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Team", ": blue", "X Team: blue", "Content-Length: 3"})
    void areRefusedWhereTheyCanBeNoHeader(String header) {
        assertThat(run(1, "state|account/1|--url|URL|--header|" + header)).startsWith("--header: ");
        assertThat(callers).isEmpty();
    }

    @Test
    void areToldWhyANodeIsNotReady() {
        assertThat(run(0, "nodes|URL")).containsPattern("  ready +127.0.0.1:7401\n");

        ready = "{\"detail\":\"all\",\"checks\":{\"node\":\"ok\",\"journal\":\"the journal's database is away\"}}";
        assertThat(run(1, "nodes|URL"))
                .containsPattern("  NOT READY +127.0.0.1:7401: journal: the journal's database is away\n");
        server.stop(0);
        assertThat(run(1, "nodes|URL")).containsPattern("  NOT READY +it does not answer \\(nobody listens there\\)\n");
    }
}
