package dev.recount.json;

import dev.recount.json.text.TextForms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says which form a value of a type has in JSON, without a word of Java. */
final class JsonForms {

    private static final String A_NUMBER = "a number";
    private static final Map<Class<?>, String> SCALARS = Map.ofEntries(
            Map.entry(String.class, "a text of whole Unicode characters"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(byte.class, wholeNumber(Byte.SIZE)),
            Map.entry(Byte.class, wholeNumber(Byte.SIZE)),
            Map.entry(short.class, wholeNumber(Short.SIZE)),
            Map.entry(Short.class, wholeNumber(Short.SIZE)),
            Map.entry(int.class, wholeNumber(Integer.SIZE)),
            Map.entry(Integer.class, wholeNumber(Integer.SIZE)),
            Map.entry(long.class, wholeNumber(Long.SIZE)),
            Map.entry(Long.class, wholeNumber(Long.SIZE)),
            Map.entry(BigInteger.class, "a whole number"),
            Map.entry(BigDecimal.class, A_NUMBER),
            Map.entry(float.class, A_NUMBER),
            Map.entry(Float.class, A_NUMBER),
            Map.entry(double.class, A_NUMBER),
            Map.entry(Double.class, A_NUMBER));

    private JsonForms() {}

    private static String wholeNumber(int bits) {
        return "a whole number of " + bits + " bits";
    }

    /** Returns the form as a noun, such as {@code a whole number of 32 bits}. */
    static String form(@Nullable Class<?> type) {
        if (type == null) {
            return "of another form";
        } else if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        } else if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        String example = TextForms.example(type);
        return example == null ? SCALARS.getOrDefault(type, "a JSON object") : "a text such as " + example;
    }

    /** Says what is wrong with a number that a type cannot hold. */
    static String bound(@Nullable Class<?> type) {
        if (type == BigDecimal.class || type == BigInteger.class) {
            return "has more than " + ExactNumbers.MAX_DIGITS + " digits";
        }
        return A_NUMBER.equals(form(type)) ? "is too large" : "must be " + form(type);
    }
}
