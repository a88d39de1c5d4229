package dev.recount.cli.load;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * The outcome of an import.
 *
 * @param commands the commands that were sent
 * @param repeats those of them that the server had carried out before
 * @param failed those of them that were not carried out
 * @param badLines the lines that could not be read
 */
public record ImportReport(long commands, long repeats, long failed, long badLines, Duration took) {

    boolean isClean() {
        return failed == 0 && badLines == 0;
    }

    public void print(PrintWriter out) {
        double seconds = Math.max(took.toMillis(), 1) / 1_000.0;
        out.printf(
                "%,d commands in %.1f s (%,.0f/s): %,d new, %,d there already, %,d not carried out; %,d bad lines%n",
                commands, seconds, commands / seconds, commands - repeats - failed, repeats, failed, badLines);
        out.flush();
    }
}
