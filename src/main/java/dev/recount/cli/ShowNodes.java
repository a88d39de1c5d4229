package dev.recount.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount nodes}. */
@Command(
        name = "nodes",
        description =
                "Shows the nodes of a cluster: whether they are ready, how each is seen by the others, and what it does.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
final class ShowNodes implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Parameters(
            arity = "1..*",
            paramLabel = "URL",
            description = "The addresses of the nodes, such as http://127.0.0.1:8081.")
    private List<URI> urls = List.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Waits at most so long until all are ready. Default: ${DEFAULT-VALUE}",
            defaultValue = "0")
    private int waitSeconds;

    @Spec
    private CommandSpec spec;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    @Override
    public Integer call() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        while (!urls.stream().allMatch(this::isReady) && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
        }
        boolean ready = true;
        Optional<JsonNode> cluster = Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        for (URI url : urls) {
            Optional<JsonNode> told = get(url, "/admin/cluster");
            cluster = cluster.or(() -> told);
            boolean answers = isReady(url);
            ready &= answers;
            out.printf(
                    "%-28s %-10s %s%n",
                    url,
                    answers ? "ready" : "NOT READY",
                    told.map(each -> each.path("self").asText()).orElse(""));
        }
        cluster.ifPresent(known -> print(known, out));
        out.flush();
        return ready ? 0 : 1;
    }

    private static void print(JsonNode cluster, PrintWriter out) {
        Map<String, String> work = new TreeMap<>();
        cluster.path("singletons")
                .properties()
                .forEach(
                        each -> work.merge(each.getValue().asText(), each.getKey(), (one, other) -> one + " " + other));
        out.printf("%nas %s sees the cluster:%n", cluster.path("self").asText());
        for (JsonNode node : cluster.path("nodes")) {
            String name = node.path("node").asText();
            out.printf(
                    "%-22s %-8s %-12s %s%n",
                    name,
                    node.path("status").asText(),
                    node.path("reachable").asBoolean() ? "reachable" : "UNREACHABLE",
                    work.getOrDefault(name, ""));
        }
    }

    private boolean isReady(URI url) {
        return get(url, "/health/ready").isPresent();
    }

    /** Returns what a node answers, if it answers as it should. */
    private Optional<JsonNode> get(URI url, String path) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (JsonProcessingException noRecount) {
            throw new CommandFailedException(url + " answers with something that is not JSON");
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            throw new CommandFailedException("interrupted");
        }
    }
}
