package dev.recount.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recount decisions}. */
@Command(
        name = "decisions",
        description =
                "Shows what was decided on the commands of a stream: accepted and rejected ones, the oldest first.",
        versionProvider = Recount.Version.class,
        mixinStandardHelpOptions = true)
final class ShowDecisions implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROW = "%7s  %-8s  %-27s  %-20s  %-16s  %s%n";

    @Parameters(paramLabel = "STREAM", description = "The stream, as in account/2378.")
    private String stream = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server's address. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("");

    @Spec
    private CommandSpec spec;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode page = get("/streams/" + named() + "/decisions?limit=1000");
        out.printf(ROW, "VERSION", "OUTCOME", "TIME", "PRINCIPAL", "COMMAND", "WHAT CAME OF IT");
        print(page, out);
        while (!page.path("head").asBoolean()) {
            page = get(page.path("next").asText());
            print(page, out);
        }
        out.flush();
        return 0;
    }

    private StreamId named() {
        try {
            return StreamId.parse(stream);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailedException(String.valueOf(malformed.getMessage()));
        }
    }

    private JsonNode get(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new CommandFailedException(url + " answers " + response.statusCode() + ": "
                        + answer.path("detail").asText());
            }
            return answer;
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailedException("--url: must be an address such as http://127.0.0.1:8080, not " + url);
        } catch (IOException away) {
            throw new CommandFailedException("the server at " + url + " does not answer (" + away + ")");
        }
    }

    private static void print(JsonNode page, PrintWriter out) {
        for (JsonNode decision : page.path("decisions")) {
            out.printf(
                    ROW,
                    decision.path("version").asText(),
                    decision.path("outcome").asText(),
                    decision.path("time").asText(),
                    printable(decision.path("principal").asText()),
                    decision.path("command").path("name").asText(),
                    printable(consequence(decision)));
        }
    }

    private static String consequence(JsonNode decision) {
        if (decision.has("reason")) {
            return decision.path("reason").asText() + ": "
                    + decision.path("message").asText();
        }
        return decision.path("events")
                .valueStream()
                .map(event -> event.path("type").asText())
                .collect(Collectors.joining(", "));
    }

    /** What others wrote must not be able to steer the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
