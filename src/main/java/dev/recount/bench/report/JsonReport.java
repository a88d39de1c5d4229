package dev.recount.bench.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.bench.contest.Reconciliation;
import java.util.OptionalDouble;

/** A report as JSON. */
public final class JsonReport {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonReport() {}

    /** Writes it. */
    public static String write(BenchReport report) {
        ObjectNode document = JSON.createObjectNode()
                .put("database", report.database())
                .put("machine", BenchReport.machine())
                .put("clients", report.plan().clients())
                .put("accounts", report.plan().accounts())
                .put("stored", report.plan().stored())
                .put("rounds", report.plan().rounds());
        report.plan().rate().ifPresent(rate -> document.put("rate", rate));
        ArrayNode figures = document.putArray("figures");
        report.figures().forEach(each -> write(figures.addObject(), report, each));
        ArrayNode checks = document.putArray("checks");
        report.checks().forEach(each -> write(checks.addObject(), each));
        return document.put("sound", report.isSound()).toPrettyString();
    }

    private static void write(ObjectNode node, BenchReport report, Figures figures) {
        node.put("entry", figures.discipline().key())
                .put("title", figures.discipline().title())
                .put("unit", figures.discipline().unit());
        if (!figures.way().isEmpty()) {
            node.put("way", figures.way());
        }
        node.put("perSecond", figures.rate());
        ArrayNode rounds = node.putArray("perSecondOfRounds");
        figures.rates().forEach(rounds::add);
        if (report.ratio(figures).isPresent()) {
            node.put("against", figures.discipline().base().key());
            node.put("ratio", report.ratio(figures).getAsDouble());
        }
        put(node, "p50Micros", figures.latencyMicros(50));
        put(node, "p99Micros", figures.latencyMicros(99));
        put(node, "p999Micros", figures.latencyMicros(99.9));
        put(node, "maxMicros", figures.latencyMicros(100));
        put(node, "cpuMicros", OptionalDouble.of(figures.cpuMicros()));
        put(node, "databaseCpuMicros", figures.databaseCpuMicros());
        put(node, "collectionMicros", OptionalDouble.of(figures.collectionMicros()));
        put(node, "allocatedBytes", OptionalDouble.of(figures.allocatedBytes()));
    }

    private static void put(ObjectNode node, String field, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(field, value.getAsDouble());
        }
    }

    private static void write(ObjectNode node, Reconciliation check) {
        node.put("entry", check.discipline().key())
                .put("check", check.what())
                .put("expected", check.expected())
                .put("found", check.found())
                .put("holds", check.holds());
    }
}
