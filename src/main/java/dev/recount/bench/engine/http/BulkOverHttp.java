package dev.recount.bench.engine.http;

import dev.recount.bench.contest.Discipline;
import dev.recount.bench.load.LoadFailedException;
import dev.recount.bench.load.Payment;
import dev.recount.bench.load.PaymentSink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A client that sends many commands in a request, and reads the results of all. */
public final class BulkOverHttp implements PaymentSink, AutoCloseable {

    private static final String ACCEPTED = "\"status\":200";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI streams;

    public BulkOverHttp(int port) {
        this.streams = URI.create("http://127.0.0.1:" + port + "/streams");
    }

    @Override
    public CompletionStage<?> send(int client, List<Payment> payments) {
        var body = new StringBuilder(payments.size() * 160);
        payments.forEach(
                payment -> body.append(PaymentLine.of(Discipline.BULK, payment)).append('\n'));
        HttpRequest request = HttpRequest.newBuilder(streams)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(response -> require(response, payments.size()));
    }

    private static void require(HttpResponse<String> response, int commands) {
        String results = response.body();
        int accepted = 0;
        for (int at = results.indexOf(ACCEPTED); at >= 0; at = results.indexOf(ACCEPTED, at + 1)) {
            accepted++;
        }
        if (accepted != commands) {
            throw new LoadFailedException("the server answers " + response.statusCode() + " and accepts " + accepted
                    + " of " + commands + " commands");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
