package dev.recount.archive.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.log.stored.LogRow;

/** The form of a line of an archived segment: the whole row of the journal that the event had. */
public final class RowLine {

    private RowLine() {}

    /** Returns the line of a row, without its end. */
    public static String of(LogRow row) {
        try {
            return SegmentJson.MAPPER.writeValueAsString(row);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LogRow parse(String line) {
        try {
            return SegmentJson.MAPPER.readValue(line, LogRow.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "a row of a journal is not as this program knows it: " + malformed.getOriginalMessage(), malformed);
        }
    }
}
