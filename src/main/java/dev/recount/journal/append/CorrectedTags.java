package dev.recount.journal.append;

import dev.recount.database.sql.Statements;
import dev.recount.journal.correction.Overlay;
import dev.recount.journal.tag.Tagged;
import dev.recount.journal.tag.table.TagRow;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The places of tags that corrections give to earlier events: those events', and not the corrections'. */
final class CorrectedTags {

    private CorrectedTags() {}

    /** Returns what comes with an event at the places at which it is read; the event is in its table by now. */
    static TagRow placed(Statements statements, TagRow row) throws SQLException {
        Tagged tagged = row.tagged();
        if (!tagged.isCorrection()) {
            return row;
        }
        var places = new TreeMap<Long, SortedSet<String>>();
        Map<Long, Overlay> overlays =
                CorrectionRow.corrections(statements, row.persistenceId()).overlays();
        tagged.tags()
                .forEach((correction, tags) -> overlays.forEach((version, overlay) -> {
                    if (overlay.by().contains(correction)) {
                        places.computeIfAbsent(version, _ -> new TreeSet<>()).addAll(tags);
                    }
                }));
        return new TagRow(row.persistenceId(), new Tagged(places, true, tagged.condition()));
    }
}
