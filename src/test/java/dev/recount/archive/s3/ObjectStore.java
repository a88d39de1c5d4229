package dev.recount.archive.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.recount.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/**
 * A store of objects: a process of Adobe's S3Mock, behind a front that does what S3Mock passes over and Amazon's store
 * does. It refuses keys that it does not know, keeps the locks that come with objects, and lists two objects to a page.
 * It can be told to go wrong.
 */
public final class ObjectStore implements AutoCloseable {

    private static final String KEY = "who-may-store";
    private static final int PAGE = 2;
    private static final Pattern PORT = Pattern.compile(".*Tomcat started on ports? (\\d+) \\(http\\).*");

    /** What is of one connection, and not of what goes over it. */
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "content-length", "date", "expect", "host", "transfer-encoding", "upgrade");

    /** The process, which is started once, and not before it is needed. */
    private static final class Mock {

        static final String URL = startMock();
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer front;
    private volatile Trouble trouble = (_, go) -> go.answer();
    private volatile boolean keepsLocks = true;

    /** What goes wrong with a request. */
    public interface Trouble {

        /**
         * Answers a request in another way than the store does.
         *
         * @param request its method and its path
         * @param go what the store does
         */
        Answer instead(String request, Go go) throws IOException, InterruptedException;
    }

    /** The store, for one request. */
    public interface Go {

        /** Has the store do it. */
        Answer answer() throws IOException, InterruptedException;
    }

    /** An answer of the store; nothing if it is lost. */
    public record Answer(Optional<HttpResponse<byte[]>> response) {

        /** An answer that never comes. */
        public static final Answer LOST = new Answer(Optional.empty());
    }

    private ObjectStore(HttpServer front) {
        this.front = front;
    }

    /** Starts one; all have the same buckets. */
    public static ObjectStore start() {
        try {
            HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var store = new ObjectStore(front);
            front.createContext("/", store::handle);
            front.setExecutor(store.threads);
            front.start();
            return store;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String startMock() {
        try {
            Path root = Files.createTempDirectory("recount-objects");
            @SuppressWarnings("resource") // it ends with the tests' process
            Program mock = Program.other(
                    Path.of("target/s3mock.jar"),
                    "--server.address=127.0.0.1",
                    "--server.ssl.enabled=false",
                    "--server.port=0",
                    "--http.port=0",
                    "--com.adobe.testing.s3mock.store.root=" + root);
            Matcher port =
                    PORT.matcher(mock.awaitLine(line -> PORT.matcher(line).matches()));
            if (!port.matches()) {
                throw new AssertionError(port);
            }
            mock.awaitLine(line -> line.contains("Started S3Mock"));
            String url = "http://127.0.0.1:" + port.group(1);
            awaitFirstAnswer(URI.create(url));
            return url;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** On a busy machine, that takes longer than who asks has patience. */
    private static void awaitFirstAnswer(URI url) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }

    /** Lets requests go wrong from now on. */
    public void troubledBy(Trouble next) {
        trouble = next;
    }

    /** Lets it take objects from now on as if they came without a lock. */
    void keepNoLocks() {
        keepsLocks = false;
    }

    /** Returns its address. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
    }

    /** Returns the settings by which it is used. */
    S3Settings settings(Optional<ObjectLock> lock) {
        return new S3Settings(
                Optional.of(url()), Optional.of("us-east-1"), true, new S3Access.Key(KEY, "secret"), lock);
    }

    /** Returns these settings as they are written in a file. */
    public String written() {
        return """
                recount.s3 { endpoint = "%s", region = us-east-1, path-style = on, access-key = %s, secret-key = s3cret }
                """.formatted(url(), KEY);
    }

    /** Returns a client of it. */
    public S3Client client() {
        return S3Connection.open(settings(Optional.empty()));
    }

    /** Makes a bucket, and returns its name. */
    public String bucket(boolean lockable) {
        String name = "bucket-" + UUID.randomUUID();
        try (S3Client client = client()) {
            client.createBucket(bucket -> bucket.bucket(name).objectLockEnabledForBucket(lockable));
        } catch (BucketAlreadyOwnedByYouException again) {
            // made, and sent again as the answer came late
        }
        return name;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!authorization.contains("Credential=" + KEY + "/")) {
                refuse(exchange);
                return;
            }
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            Answer answer = trouble.instead(request, () -> forward(exchange, body));
            if (answer.response().isPresent()) {
                pass(exchange, answer.response().get());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        byte[] problem = "<Error><Code>InvalidAccessKeyId</Code><Message>The key is not known.</Message></Error>"
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(403, problem.length);
        exchange.getResponseBody().write(problem);
    }

    private Answer forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(Mock.URL + path + (path.contains("list-type=2") ? "&max-keys=" + PAGE : "")))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        List<String> mode = exchange.getRequestHeaders().getOrDefault("X-amz-object-lock-mode", List.of());
        if (keepsLocks && response.statusCode() == 200 && !mode.isEmpty()) {
            lock(path, mode.getFirst(), exchange.getRequestHeaders().getFirst("X-amz-object-lock-retain-until-date"));
        }
        return new Answer(Optional.of(response));
    }

    private void lock(String path, String mode, String until) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(Mock.URL + path + "?retention"))
                .PUT(HttpRequest.BodyPublishers.ofString("""
                        <Retention xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
                        <Mode>%s</Mode><RetainUntilDate>%s</RetainUntilDate></Retention>""".formatted(mode, until)))
                .build();
        HttpResponse<String> locked = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (locked.statusCode() != 200) {
            throw new AssertionError(locked.body());
        }
    }

    private static void pass(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
        http.close();
    }
}
