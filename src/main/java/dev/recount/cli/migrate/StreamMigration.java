package dev.recount.cli.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.Reason;
import dev.recount.cli.option.ServerClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A migration of streams that a server carries out, as it is watched from the command line. */
final class StreamMigration {

    private static final String PATH = "/admin/migrations/";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ServerClient server;
    private final Reason reason;
    private final String name;
    private final PrintWriter out;
    private String told = "";

    StreamMigration(ServerClient server, Reason reason, String name, PrintWriter out) {
        this.server = server;
        this.reason = reason;
        this.name = name;
        this.out = out;
    }

    /** Lets it begin, or go on, and watches it until it is done; tells whether it has come so far. */
    boolean run() throws InterruptedException {
        JsonNode status = server.post(PATH + name, "{}", reason.headers());
        print(status);
        while (!isOver(status)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            status = server.get(PATH + name);
            print(status);
        }
        return state(status).equals("DONE");
    }

    private static boolean isOver(JsonNode status) {
        return switch (state(status)) {
            case "DONE", "PAUSED", "NOT_BEGUN" -> true;
            default -> false;
        };
    }

    private static String state(JsonNode status) {
        return status.path("state").asText();
    }

    /** Prints what has changed since it was printed last. */
    private void print(JsonNode status) {
        String now = "%s: %s, %,d events copied, %,d behind, %,d of %,d streams moved%s"
                .formatted(
                        name,
                        state(status).toLowerCase(Locale.ROOT).replace('_', ' '),
                        status.path("copied").asLong(),
                        status.path("lag").path("events").asLong(),
                        status.path("closed").asLong(),
                        status.path("total").asLong(),
                        status.has("problem")
                                ? "; stands at "
                                        + Printable.of(status.path("problem").asText())
                                : "");
        if (!now.equals(told)) {
            out.println(now);
            out.flush();
            told = now;
        }
    }
}
