package dev.recount.torture.check.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.ViewRow;
import dev.recount.torture.fold.Plain;
import dev.recount.torture.fold.Summaries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The check that in the end each view has the rows that the log comes to, and no others. */
public final class ViewsAreFolds implements Check {

    /** The views that are checked, each with the fields of its key. */
    public static final Map<String, List<String>> KEYS = Map.of(
            "balances", List.of("account"),
            "turnover", List.of("month"),
            "inventory", List.of("product"),
            "products", List.of("product"),
            "sales", List.of("day", "product"),
            "customers", List.of("customer"));

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        Map<String, List<ObjectNode>> expected = expected(file);
        Map<String, List<ViewRow>> told =
                file.evidence().ending().rows().stream().collect(Collectors.groupingBy(ViewRow::view));
        KEYS.forEach((view, key) -> {
            Map<String, JsonNode> should = new TreeMap<>();
            expected.getOrDefault(view, List.of()).forEach(row -> should.put(key(row, key), row));
            compare(view, key, should, told.getOrDefault(view, List.of()), found);
        });
    }

    private static Map<String, List<ObjectNode>> expected(CaseFile file) {
        Map<String, List<ObjectNode>> rows =
                new HashMap<>(Summaries.of(file.evidence().ending().log()));
        for (StreamHistory stream : file.streams()) {
            String id = stream.stream().substring(stream.stream().indexOf('/') + 1);
            stream.state(Long.MAX_VALUE)
                    .rows(id)
                    .forEach((view, row) ->
                            rows.computeIfAbsent(view, _ -> new ArrayList<>()).add(row));
        }
        return rows;
    }

    private static void compare(
            String view,
            List<String> key,
            Map<String, JsonNode> expected,
            List<ViewRow> told,
            Consumer<Violation> found) {
        Map<String, JsonNode> missing = new TreeMap<>(expected);
        for (ViewRow row : told) {
            String name = key(row.row(), key);
            JsonNode should = missing.remove(name);
            if (should == null) {
                String problem = expected.containsKey(name) ? "the row is there twice" : "nothing leads to this row";
                found.accept(new Violation(Kind.WRONG_VIEW, view + "/" + name, problem, row));
            } else if (!Plain.of(should).equals(Plain.of(row.row()))) {
                found.accept(new Violation(Kind.WRONG_VIEW, view + "/" + name, "the row should be " + should, row));
            }
        }
        missing.forEach((name, row) ->
                found.accept(new Violation(Kind.WRONG_VIEW, view + "/" + name, "there should be a row " + row)));
    }

    private static String key(JsonNode row, List<String> fields) {
        return fields.stream().map(field -> row.path(field).asText()).collect(Collectors.joining("/"));
    }
}
