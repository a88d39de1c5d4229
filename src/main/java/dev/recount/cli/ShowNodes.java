package dev.recount.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.cli.option.Caller;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private Caller caller = new Caller();

    @Spec
    private CommandSpec spec;

    private @Nullable HttpClient http;

    @Override
    public Integer call() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        while (!urls.stream().allMatch(url -> problem(url).isEmpty()) && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
        }
        boolean ready = true;
        Optional<JsonNode> cluster = Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        for (URI url : urls) {
            Optional<JsonNode> told = get(url, "/admin/cluster");
            cluster = cluster.or(() -> told);
            Optional<String> problem = problem(url);
            ready &= problem.isEmpty();
            out.printf(
                    "%-28s %-10s %s%n",
                    url,
                    problem.isEmpty() ? "ready" : "NOT READY",
                    Stream.concat(told.map(each -> each.path("self").asText()).stream(), problem.stream())
                            .collect(Collectors.joining(": ")));
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

    /** Returns why a node is not ready, as it says itself, if it is not. */
    private Optional<String> problem(URI url) {
        return switch (ask(url, "/health/ready")) {
            case Reply.Answered(int status, JsonNode _) when status == 200 -> Optional.empty();
            case Reply.Answered(int status, JsonNode body) ->
                Optional.of(causes(body).orElse("it answers " + status));
            case Reply.Silent(String why) -> Optional.of("it does not answer (" + why + ")");
        };
    }

    private static Optional<String> causes(JsonNode problem) {
        String failed = problem.path("checks").properties().stream()
                .filter(check -> !check.getValue().asText().equals("ok"))
                .map(check -> check.getKey() + ": " + check.getValue().asText())
                .collect(Collectors.joining("; "));
        return Stream.of(failed, problem.path("detail").asText())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private HttpClient http() {
        if (http == null) {
            http = caller.client().connectTimeout(PATIENCE).build();
        }
        return http;
    }

    private Optional<JsonNode> get(URI url, String path) {
        return switch (ask(url, path)) {
            case Reply.Answered(int status, JsonNode body) when status == 200 -> Optional.of(body);
            case Reply.Answered _, Reply.Silent _ -> Optional.empty();
        };
    }

    /** The outcome of a question to a node. */
    private sealed interface Reply {

        record Answered(int status, JsonNode body) implements Reply {}

        record Silent(String why) implements Reply {}
    }

    private Reply ask(URI url, String path) {
        try {
            HttpResponse<String> answer = http().send(
                            caller.on(HttpRequest.newBuilder(url.resolve(path)))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Reply.Answered(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (JsonProcessingException noRecount) {
            throw new CommandFailedException(url + " answers with something that is not JSON");
        } catch (HttpTimeoutException late) {
            return new Reply.Silent("within " + PATIENCE.toSeconds() + " s");
        } catch (ConnectException refused) {
            return new Reply.Silent("nobody listens there");
        } catch (IOException away) {
            return new Reply.Silent(away.toString());
        } catch (InterruptedException interrupted) {
            throw new CommandFailedException("interrupted");
        }
    }
}
