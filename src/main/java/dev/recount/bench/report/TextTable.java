package dev.recount.bench.report;

import dev.recount.bench.contest.Discipline;
import dev.recount.bench.contest.Reconciliation;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/** A report as a table for a terminal. */
public final class TextTable {

    private static final int TITLE_WIDTH = Discipline.longestTitle();
    private static final double MICROS_PER_MILLI = 1_000;

    private TextTable() {}

    /** Prints it. */
    public static void print(BenchReport report, PrintWriter out) {
        out.println();
        out.println(report.database() + "; " + BenchReport.machine());
        out.println(report.crowd());
        out.println();
        out.println(pad("", 11) + pad("", TITLE_WIDTH)
                + "  per second   ratio  p50 ms  p99 ms p99.9 ms  CPU µs  DB CPU µs   GC µs   bytes");
        report.figures().forEach(figures -> out.println(line(report, figures)));
        out.println();
        report.figures().stream()
                .filter(figures -> !figures.way().isEmpty())
                .forEach(figures ->
                        out.println(figures.discipline().key() + ": the fastest way found was " + figures.way()));
        out.println(
                "ratio: to a; of f to f-scan, of g to g-jdbc. CPU of this process, clients and server together, CPU of the"
                        + " database, time of garbage collections, and bytes allocated: each per operation");
        for (Reconciliation check : report.checks()) {
            if (!check.holds()) {
                out.println("NOT AS IT SHOULD BE: " + check.discipline().key() + ", " + check.what() + ": "
                        + check.expected() + " expected, " + check.found() + " found");
            }
        }
        out.println(report.checks().stream().filter(Reconciliation::holds).count() + " of "
                + report.checks().size() + " checks of what is stored hold");
        out.flush();
    }

    private static String line(BenchReport report, Figures figures) {
        return pad(figures.discipline().key(), 11)
                + pad(figures.discipline().title(), TITLE_WIDTH)
                + number(OptionalDouble.of(figures.rate()), "%,12.0f", 12)
                + number(report.ratio(figures), "%8.3f", 8)
                + number(millis(figures, 50), "%8.2f", 8)
                + number(millis(figures, 99), "%8.2f", 8)
                + number(millis(figures, 99.9), "%9.2f", 9)
                + number(OptionalDouble.of(figures.cpuMicros()), "%8.1f", 8)
                + number(figures.databaseCpuMicros(), "%11.1f", 11)
                + number(OptionalDouble.of(figures.collectionMicros()), "%8.2f", 8)
                + number(OptionalDouble.of(figures.allocatedBytes()), "%,8.0f", 8);
    }

    private static OptionalDouble millis(Figures figures, double percentile) {
        OptionalDouble micros = figures.latencyMicros(percentile);
        return micros.isPresent() ? OptionalDouble.of(micros.getAsDouble() / MICROS_PER_MILLI) : micros;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in a library that nothing else needs
    private static String number(OptionalDouble value, String format, int width) {
        String text = value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
