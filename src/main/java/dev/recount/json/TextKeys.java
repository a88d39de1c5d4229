package dev.recount.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.recount.json.personal.Marks;
import java.io.IOException;

/** Texts as keys of maps: any, but for those that would be taken for the marks of personal data. */
final class TextKeys extends StdSerializer<String> {

    private static final long serialVersionUID = 1L;

    TextKeys() {
        super(String.class);
    }

    @Override
    public void serialize(String key, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (Marks.isReserved(key)) {
            throw JsonMappingException.from(json, key + " is a name that no key of a map can have");
        }
        json.writeFieldName(key);
    }
}
