package dev.recount.cli.correct;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.cli.option.Printable;
import dev.recount.cli.option.ServerClient;
import dev.recount.cli.option.ServerRefusedException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** The carrying out of a plan, line after line; what is there already stays as it is. */
final class PlanRun {

    private final ServerClient server;
    private final boolean isDry;
    private final PrintWriter out;

    private int corrected;
    private int proposed;
    private int already;
    private int failed;

    PlanRun(ServerClient server, boolean isDry, PrintWriter out) {
        this.server = server;
        this.isDry = isDry;
        this.out = out;
    }

    /**
     * Sends every line, whatever becomes of those before it.
     *
     * @return whether none of them failed
     * @throws CommandFailedException if the server does not answer any more
     */
    boolean carryOut(List<PlanLine> plan) throws InterruptedException {
        for (PlanLine line : plan) {
            try {
                count(server.post(path(line), line.body(), isDry ? Map.of() : Map.of("Idempotency-Key", line.id())));
            } catch (ServerRefusedException refused) {
                failed++;
                out.println("line " + line.number() + ": " + line.stream() + ": " + refused.getMessage());
            } catch (CommandFailedException away) {
                throw new CommandFailedException("line " + line.number() + ": " + away.getMessage()
                        + "\nRun the plan again when it does: what is corrected already stays as it is.");
            }
            out.flush();
        }
        return failed == 0;
    }

    private String path(PlanLine line) {
        return "/streams/" + line.stream() + "/corrections" + (isDry ? "?dryRun=true" : "");
    }

    private void count(JsonNode answer) {
        if (isDry) {
            out.println(Printable.of(answer.toString()));
        }
        if (answer.path("repeat").asBoolean()) {
            already++;
        } else if (answer.path("proposed").asBoolean()) {
            proposed++;
        } else {
            corrected++;
        }
    }

    /** Returns what became of the lines, in a sentence. */
    String summary() {
        int lines = corrected + proposed + already + failed;
        return isDry
                ? "%,d lines: %,d fit, %,d do not; nothing was changed".formatted(lines, corrected, failed)
                : "%,d lines: %,d corrected%s, %,d already, %,d failed"
                        .formatted(
                                lines,
                                corrected,
                                proposed == 0 ? "" : ", %,d proposed".formatted(proposed),
                                already,
                                failed);
    }
}
