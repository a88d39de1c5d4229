package dev.recount.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/** A report as one page that needs nothing else. */
public final class HtmlReport {

    private static final double MICROS_PER_MILLI = 1_000;

    private HtmlReport() {}

    /** Writes it. */
    public static String write(BenchReport report) {
        return page().replace("@database@", escape(report.database()))
                .replace("@machine@", escape(BenchReport.machine()))
                .replace("@crowd@", escape(report.crowd()))
                .replace("@charts@", String.join("\n", charts(report)))
                .replace("@table@", escape(table(report)));
    }

    private static String page() {
        try (InputStream page = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> charts(BenchReport report) {
        var rates = new Chart("A second, against what each is held against");
        var latencies = new Chart("Within how many ms 99 % of the answers came");
        var cpu = new Chart("Processors' time in µs for each operation, the database's processes included");
        for (Figures figures : report.figures()) {
            String name =
                    figures.discipline().key() + "  " + figures.discipline().title();
            rates.bar(name, figures.rate(), whole(figures.rate()) + against(report, figures));
            OptionalDouble p99 = figures.latencyMicros(99);
            if (p99.isPresent()) {
                double millis = p99.getAsDouble() / MICROS_PER_MILLI;
                latencies.bar(name, millis, String.format(Locale.ROOT, "%.2f", millis));
            }
            double micros = figures.cpuMicros() + figures.databaseCpuMicros().orElse(0);
            cpu.bar(name, micros, String.format(Locale.ROOT, "%.1f", micros));
        }
        var charts = new ArrayList<String>();
        for (Chart chart : List.of(rates, latencies, cpu)) {
            charts.add(chart.svg());
        }
        return charts;
    }

    private static String against(BenchReport report, Figures figures) {
        OptionalDouble ratio = report.ratio(figures);
        return ratio.isPresent()
                ? String.format(
                        Locale.ROOT,
                        " (%.2f of %s)",
                        ratio.getAsDouble(),
                        figures.discipline().base().key())
                : "";
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String table(BenchReport report) {
        var text = new StringWriter();
        TextTable.print(report, new PrintWriter(text));
        return text.toString().strip();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
