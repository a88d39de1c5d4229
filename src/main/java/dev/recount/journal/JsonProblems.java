package dev.recount.journal;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with JSON in the words of whoever wrote it, without a word of Java. */
final class JsonProblems {

    private static final String NOT_JSON = "the text is not JSON";

    private JsonProblems() {}

    static MalformedException explain(IOException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                new MalformedException(path(unknown), "is not a known field; known are " + known(unknown));
            case InvalidFormatException value -> new MalformedException(path(value), value(value));
            case InvalidTypeIdException name -> new MalformedException(path(name), "names no known type");
            case ValueInstantiationException refused -> new MalformedException(path(refused), refusal(refused));
            case MismatchedInputException shape -> new MalformedException(shapePath(shape), shape(shape));
            case StreamConstraintsException bound -> new MalformedException("", bounded(bound));
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException cause -> explain(cause);
            case JsonMappingException mapping -> new MalformedException(path(mapping), firstLine(mapping));
            case JsonParseException text -> new MalformedException("", notJson(text));
            default -> new MalformedException("", NOT_JSON);
        };
    }

    private static String path(JsonMappingException failure) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String known(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds();
        return known == null || known.isEmpty()
                ? "none"
                : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    }

    private static String value(InvalidFormatException failure) {
        Class<?> target = failure.getTargetType();
        if (target != null && target.isEnum()) {
            return "must be one of "
                    + Arrays.stream(target.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        String message = firstLine(failure);
        int detail = message.lastIndexOf(": ");
        String reason = detail < 0 ? "" : message.substring(detail + 2);
        return reason.startsWith("has more than") || reason.startsWith("is too large")
                ? reason
                : "must be " + expected(target);
    }

    /** A missing component is reported at the record that lacks it, so its own name comes from the message. */
    private static String shapePath(MismatchedInputException failure) {
        String missing = missing(failure);
        String path = path(failure);
        return missing == null || path.endsWith(missing) ? path : path.isEmpty() ? missing : path + "." + missing;
    }

    private static @Nullable String missing(MismatchedInputException failure) {
        String message = failure.getOriginalMessage();
        for (String opening : new String[] {"Missing required creator property '", "Missing creator property '"}) {
            if (message.startsWith(opening)) {
                return message.substring(opening.length(), message.indexOf('\'', opening.length()));
            }
        }
        return null;
    }

    private static String shape(MismatchedInputException failure) {
        String message = failure.getOriginalMessage();
        if (missing(failure) != null) {
            return "is missing";
        }
        if (message.startsWith("Null value") || message.startsWith("Cannot map `null`")) {
            return "must not be null";
        }
        if (message.startsWith("No content")) {
            return "a JSON object is expected, but there is nothing";
        }
        if (message.startsWith("Trailing token")) {
            return "there is more after the end of the JSON object";
        }
        return "must be " + expected(failure.getTargetType());
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null || type.isRecord() || type.isSealed()) {
            return "a JSON object";
        } else if (type.isEnum() || CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number of " + (type == int.class || type == Integer.class ? "32" : "64") + " bits";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        } else if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "a " + type.getSimpleName();
    }

    private static String refusal(ValueInstantiationException refused) {
        Throwable cause = refused.getCause();
        return cause == null || cause.getMessage() == null ? "is not allowed" : cause.getMessage();
    }

    private static String bounded(StreamConstraintsException bound) {
        String message = bound.getOriginalMessage();
        if (message.contains("nesting depth")) {
            return "the JSON is nested too deeply";
        }
        return message.contains("Number") ? "a number is too long" : "a name or text is too long";
    }

    private static String notJson(JsonParseException failure) {
        String where = failure.getLocation() == null
                ? ""
                : " at line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr();
        return failure.getOriginalMessage().startsWith("Duplicate field")
                ? firstLine(failure) + where
                : NOT_JSON + where;
    }

    private static String firstLine(JsonProcessingException failure) {
        String message = failure.getOriginalMessage();
        return message == null ? NOT_JSON : message.lines().findFirst().orElse(NOT_JSON);
    }
}
