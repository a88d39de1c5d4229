package dev.recount.cli.regression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.CommandFailedException;
import java.util.List;

/** Personal data that a server does not show to who asks: decisions cannot be made again without it. */
final class MaskedData {

    private MaskedData() {}

    /**
     * Makes sure that nothing of what a server tells is masked.
     *
     * @throws CommandFailedException if something is; names the field
     */
    static void requireNone(JsonNode told) {
        for (JsonNode field : told.path("masked")) {
            if (isLeftOut(told, field.asText())) {
                throw new CommandFailedException("the server does not show " + field.asText()
                        + " to this caller, who has not the right personal: rules cannot decide without it");
            }
        }
        told.forEach(MaskedData::requireNone);
    }

    /** A record without personal data may have a field of this name, which lists something else. */
    private static boolean isLeftOut(JsonNode object, String path) {
        JsonNode at = object;
        for (String step : List.of(path.split("/", -1))) {
            String name = step.replace("~1", "/").replace("~0", "~");
            at = at.isArray() && name.matches("[0-9]{1,9}") ? at.path(Integer.parseInt(name)) : at.path(name);
        }
        return at.isNull();
    }
}
