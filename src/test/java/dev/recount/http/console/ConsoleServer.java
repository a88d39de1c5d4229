package dev.recount.http.console;

import com.microsoft.playwright.Browser;
import dev.recount.cli.load.BulkImport;
import dev.recount.cli.load.BulkTraffic;
import dev.recount.cli.option.Caller;
import dev.recount.cluster.TestCluster;
import dev.recount.example.bank.Bank;
import dev.recount.example.shop.Shop;
import dev.recount.model.domain.Domain;
import dev.recount.server.Pause;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.recount.server.storage.TemporaryFolder;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Servers of the bank and the shop with what {@code recount demo} puts into them, and a browser that looks at them. They
 * are started when a test first asks for them, and stay for all that come after it.
 */
final class ConsoleServer implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(ConsoleServer.class);
    private static final int TRAFFIC = 300;

    private @Nullable Browser browser;
    private @Nullable Store running;

    /** The servers that there are: one on H2, and three nodes on PostgreSQL. */
    enum Ground {
        ONE_SERVER,
        THREE_NODES
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        browser = SystemBrowser.of(context);
        running = context.getRoot().getStore(NAMESPACE);
    }

    /** Servers, and what ends them. */
    private record Running(List<TestServer> servers, Runnable end) implements AutoCloseable {

        static Running start(Ground ground) {
            Running running = switch (ground) {
                case ONE_SERVER -> oneServer();
                case THREE_NODES -> threeNodes();
            };
            running.load();
            return running;
        }

        private static Running oneServer() {
            TemporaryFolder data = TemporaryFolder.create("console");
            TestServer server = TestServer.start(data.path(), new Bank(), new Shop());
            return new Running(List.of(server), () -> {
                server.close();
                data.close();
            });
        }

        private static Running threeNodes() {
            TestCluster cluster = TestCluster.start(3, new Bank(), new Shop());
            return new Running(cluster.servers(), cluster::close);
        }

        private void load() {
            URI url = URI.create("http://127.0.0.1:" + servers.getFirst().port());
            Domain bank = new Bank();
            var silent = new PrintWriter(Writer.nullWriter());
            try {
                new BulkImport(url, new Caller(), bank, silent)
                        .run(bank.importer().orElseThrow().sample());
                new BulkTraffic(url, new Caller(), new Shop(), silent)
                        .run(1, OptionalLong.of(TRAFFIC), OptionalInt.of(TRAFFIC));
            } catch (InterruptedException failure) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void close() {
            end.run();
        }
    }

    private Running running(Ground ground) {
        return Objects.requireNonNull(running, "the servers are not known yet")
                .computeIfAbsent(ground, Running::start, Running.class);
    }

    /** Returns the servers of a kind, as they are asked and looked at; of several nodes, each time by another one. */
    On on(Ground ground) {
        return new On(running(ground).servers);
    }

    /** The servers of one kind. */
    final class On {

        private final List<TestServer> servers;
        private int asked;

        private On(List<TestServer> servers) {
            this.servers = servers;
        }

        private TestServer next() {
            return servers.get(asked++ % servers.size());
        }

        TestClient client() {
            return next().client();
        }

        /** Opens the console at a place, as in {@code streams/account/1276}. */
        Console open(String place) {
            return Console.open(browser(), next().port(), place);
        }

        /** Waits until a view has seen the last event of a stream. */
        void awaitView(String view, String stream) {
            next().awaitView(view, stream);
        }

        /** Waits until the process of an order has ended, and returns the order's id. */
        String endedOrder() {
            return Pause.untilThere(
                    () -> client().get("/processes/fulfilment?state=ended&limit=1")
                            .body()
                            .at("/rows/0/id")
                            .asText(),
                    id -> !id.isEmpty());
        }
    }

    TestServer server() {
        return running(Ground.ONE_SERVER).servers.getFirst();
    }

    TestClient client() {
        return server().client();
    }

    /** Waits until the process of an order has ended, and returns the order's id. */
    String endedOrder() {
        return on(Ground.ONE_SERVER).endedOrder();
    }

    Browser browser() {
        return Objects.requireNonNull(browser, "the browser is not started");
    }

    /** Opens the console at a place, as in {@code streams/account/1276}. */
    Console open(String place) {
        return Console.open(browser(), server().port(), place);
    }

    /** Opens it in the browser that these options describe. */
    Console open(String place, Browser.NewContextOptions options) {
        return Console.open(browser(), server().port(), place, options);
    }
}
