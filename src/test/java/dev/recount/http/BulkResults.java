package dev.recount.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;

/** The results of a bulk request. */
final class BulkResults {

    private BulkResults() {}

    /** Sends these very lines and returns the results by the order of their lines. */
    static List<JsonNode> send(BankServer bank, String... lines) {
        return bank.client().bulk(List.of(lines)).stream()
                .sorted(Comparator.comparingInt(BulkResults::line))
                .toList();
    }

    static int line(JsonNode result) {
        return result.path("line").asInt();
    }

    static int status(JsonNode result) {
        return result.path("status").asInt();
    }
}
