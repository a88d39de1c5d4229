package dev.recount.archive.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import java.nio.charset.StandardCharsets;

/** The JSON of the files, in which nothing is missing, twice, or unknown. */
final class SegmentJson {

    static final JsonMapper MAPPER = Json.mapper(new JacksonAnnotationIntrospector());

    private SegmentJson() {}

    /** Returns the content of the file of a record, made for people to read as well. */
    static byte[] content(Record record) {
        try {
            return (MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
