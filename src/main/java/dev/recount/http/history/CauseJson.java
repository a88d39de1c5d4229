package dev.recount.http.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.history.HistoryEntry.Cause;
import dev.recount.journal.codec.EventReader;
import dev.recount.model.StreamId;

/** The commands that caused events, as answers tell them. Personal data in them is still marked. */
public final class CauseJson {

    private CauseJson() {}

    /** Adds the command that caused an event of a stream, and the rules that decided on it. */
    public static void write(ObjectNode json, StreamId stream, Cause cause, EventReader reader) {
        ObjectNode command = json.putObject("command").put("id", cause.id()).put("name", cause.name());
        if (cause.revision() > 1) {
            command.put("revision", cause.revision());
        }
        cause.data()
                .map(data -> reader.told(stream, cause.name(), cause.revision(), data))
                .ifPresent(data -> command.putRawValue("data", new RawValue(data)));
        cause.rules().ifPresent(rules -> json.put("rules", rules));
    }
}
