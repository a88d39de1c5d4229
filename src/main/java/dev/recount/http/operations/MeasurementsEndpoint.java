package dev.recount.http.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Compression;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.metrics.sample.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code GET /admin/measurements}: what this node has measured within the last hour, as charts need it. */
public record MeasurementsEndpoint(Operations operations) implements Endpoints {

    private static final int MOST_MINUTES = 60;

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                        "/admin/measurements",
                        Right.OPERATE,
                        "The measurements of this node within the last hour, one every few seconds.",
                        this::answer)
                .reading(
                        Parameter.query(
                                "minutes", Form.NUMBER, "How many of the last minutes, 1 to 60; without it, all 60."),
                        Parameter.query(
                                "name",
                                Form.TEXT,
                                "The names of those wanted, separated by commas; without it, all.")));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        long minutes = call.query().number("minutes", 1, MOST_MINUTES, MOST_MINUTES);
        Measured measured = operations.measured().apply(Duration.ofMinutes(minutes));
        Set<String> names = Set.copyOf(call.query().list("name"));
        ObjectNode body =
                Answers.JSON.createObjectNode().put("every", measured.every().toSeconds());
        ArrayNode times = body.putArray("times");
        measured.times().forEach(time -> times.add(time.toString()));
        ArrayNode series = body.putArray("series");
        measured.series().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name().name()))
                .forEach(each -> write(series.addObject(), each));
        return CompletableFuture.completedStage(Compression.ok(body.toString(), call.request()));
    }

    private static void write(ObjectNode told, Measured.Series series) {
        told.put("name", series.name().name()).put("unit", series.name().unit());
        ObjectNode labels = told.putObject("labels");
        new TreeMap<>(series.name().labels()).forEach(labels::put);
        ArrayNode values = told.putArray("values");
        for (double value : series.values()) {
            if (Double.isFinite(value)) {
                values.add(value);
            } else {
                values.addNull();
            }
        }
    }
}
