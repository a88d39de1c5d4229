package dev.recount.http.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.access.rule.Extent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Rights as answers tell them: each by its word, with the extent to which somebody has it. */
final class RightsJson {

    private RightsJson() {}

    /** Returns all rights that there are. */
    static List<Right> all() {
        return Arrays.stream(Right.values())
                .filter(right -> right != Right.NONE)
                .toList();
    }

    static void write(ObjectNode document, Function<Right, Extent> extent) {
        ObjectNode rights = document.putObject("rights");
        all().forEach(right -> rights.put(right.word(), extent.apply(right).name()));
    }
}
