package dev.recount.http;

import dev.recount.example.bank.Bank;
import dev.recount.http.request.HttpSettings;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A server of the example bank: one for all test classes that change nothing about it, and one of its own for each
 * other.
 */
final class BankServer implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(BankServer.class);

    private final Optional<UnaryOperator<HttpSettings>> changes;
    private @Nullable Running running;

    /** Uses the server that all share, which has streams of others too. */
    BankServer() {
        this.changes = Optional.empty();
    }

    /** Uses a server of the class's own. */
    BankServer(UnaryOperator<HttpSettings> changes) {
        this.changes = Optional.of(changes);
    }

    /** Uses a server of the class's own that soon loses patience with a body. */
    static BankServer withBodyTimeout(Duration bodyTimeout) {
        return new BankServer(http -> http.withBodyTimeout(bodyTimeout));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext owner = changes.isPresent() ? context : context.getRoot();
        running = owner.getStore(NAMESPACE)
                .computeIfAbsent(changes, _ -> Running.start(changes.orElse(http -> http)), Running.class);
    }

    /** A server and its folder, closed by the test framework with what it belongs to. */
    private record Running(TestServer server, Path data) implements AutoCloseable {

        static Running start(UnaryOperator<HttpSettings> changes) {
            try {
                Path data = Files.createTempDirectory("recount-http");
                return new Running(
                        TestServer.start(
                                data, settings -> settings.withHttp(changes.apply(settings.http())), new Bank()),
                        data);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private TestServer server() {
        return Objects.requireNonNull(running, "the server is not started").server;
    }

    TestClient client() {
        return server().client();
    }

    int port() {
        return server().port();
    }

    int managementPort() {
        return server().managementPort();
    }

    /** Sends a request of any bytes over a connection of its own and reads the answer. */
    RawClient.Answer exchange(String request) throws IOException {
        try (var raw = new RawClient(port())) {
            return raw.send(request).read();
        }
    }
}
