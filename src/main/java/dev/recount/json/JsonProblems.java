package dev.recount.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.recount.model.type.Cases;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The problems of JSON that cannot be read, in the words of its author, without a word of Java. */
public final class JsonProblems {

    private static final String NOT_JSON = "the text is not JSON";
    private static final String NULL = "must not be null";

    private JsonProblems() {}

    public static MalformedException explain(IOException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                new MalformedException(path(unknown), "is not a known field; known are " + known(unknown));
            case InvalidFormatException value -> new MalformedException(valuePath(value), value(value));
            case InvalidTypeIdException name ->
                new MalformedException(path(name), "must name its type, " + cases(name));
            case InvalidNullException absent -> new MalformedException(path(absent), NULL);
            case ValueInstantiationException refused -> new MalformedException(path(refused), refusal(refused));
            case MismatchedInputException shape -> new MalformedException(path(shape), shape(shape));
            case StreamConstraintsException bound -> new MalformedException("", bounded(bound));
            case JsonParseException text -> notJson(text);
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonParseException text -> notJson(text);
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamConstraintsException bound ->
                new MalformedException(path(mapping), bounded(bound));
            case JsonMappingException mapping
            when mapping.getCause() instanceof DistinctKeys.TwiceException ->
                new MalformedException(path(mapping), "is there twice");
            case JsonMappingException mapping
            when mapping.getCause() instanceof DistinctKeys.ReservedException ->
                new MalformedException(path(mapping), "is a name that no key of a map can have");
            case JsonMappingException mapping -> new MalformedException(path(mapping), "cannot be read");
            default -> new MalformedException("", NOT_JSON);
        };
    }

    private static String path(JsonMappingException failure) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            append(path, step.getFieldName(), step.getIndex());
        }
        return path.toString();
    }

    /** A map's key is reported at the map. */
    private static String valuePath(InvalidFormatException failure) {
        return failure.getOriginalMessage().startsWith("Cannot deserialize Map key")
                ? path(failure) + "." + failure.getValue()
                : path(failure);
    }

    private static void path(JsonStreamContext at, StringBuilder path) {
        if (at.getParent() != null) {
            path(at.getParent(), path);
            append(path, at.inArray() ? null : at.getCurrentName(), at.getCurrentIndex());
        }
    }

    private static void append(StringBuilder path, @Nullable String field, int index) {
        if (field == null) {
            path.append('[').append(index).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(field);
        }
    }

    private static String known(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds();
        return known == null || known.isEmpty()
                ? "none"
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String cases(InvalidTypeIdException failure) {
        Cases<?> cases = Cases.of(failure.getBaseType().getRawClass());
        return "one of " + String.join(", ", cases.byName().keySet());
    }

    private static String value(InvalidFormatException failure) {
        Class<?> target = failure.getTargetType();
        return failure.getValue() instanceof Number ? JsonForms.bound(target) : "must be " + JsonForms.form(target);
    }

    private static String shape(MismatchedInputException failure) {
        String message = failure.getOriginalMessage();
        if (message.startsWith("Missing ")) {
            return "is missing";
        }
        if (message.startsWith("Null value") || message.startsWith("Cannot map `null`")) {
            return NULL;
        }
        if (message.startsWith("No content")) {
            return "a JSON object is expected, but there is nothing";
        }
        if (message.startsWith("Trailing token")) {
            return "there is more after the end of the JSON object";
        }
        return "must be " + JsonForms.form(failure.getTargetType());
    }

    /**
     * The words of a record's constructor about its arguments are meant for the one who gave them; those of any other
     * failure are not.
     */
    private static String refusal(ValueInstantiationException refused) {
        return refused.getCause() instanceof IllegalArgumentException argument && argument.getMessage() != null
                ? argument.getMessage()
                : "is not allowed";
    }

    private static String bounded(StreamConstraintsException bound) {
        String message = bound.getOriginalMessage();
        if (message.contains("nesting depth")) {
            return "the JSON is nested too deeply";
        }
        return message.contains("Number") ? "a number is too long" : "a name or text is too long";
    }

    private static MalformedException notJson(JsonParseException failure) {
        if (failure.getOriginalMessage().startsWith("Duplicate ") && failure.getProcessor() != null) {
            var path = new StringBuilder();
            path(failure.getProcessor().getParsingContext(), path);
            return new MalformedException(path.toString(), "is there twice");
        }
        if (failure.getCause() instanceof CharacterCodingException) {
            return new MalformedException("", failure.getOriginalMessage());
        }
        String where = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return new MalformedException("", NOT_JSON + where);
    }
}
