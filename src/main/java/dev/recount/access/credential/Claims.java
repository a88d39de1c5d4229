package dev.recount.access.credential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The claims of tokens, as texts. */
final class Claims {

    private static final int MOST = 100;

    private Claims() {}

    /** Returns the values of a claim, to which dots lead through objects; none, if there is no such claim. */
    static List<String> values(Map<String, Object> claims, String path) {
        Object value = claims.get(path);
        if (value == null && path.contains(".")) {
            int dot = path.indexOf('.');
            return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                    ? values(texts(inner), path.substring(dot + 1))
                    : List.of();
        }
        return texts(value);
    }

    private static Map<String, Object> texts(Map<?, ?> inner) {
        var named = new TreeMap<String, Object>();
        inner.forEach((name, value) -> {
            if (value != null) {
                named.put(String.valueOf(name), value);
            }
        });
        return named;
    }

    /** Returns those claims whose values are texts, numbers, true or false, or lists of such. */
    static Map<String, List<String>> all(Map<String, Object> claims) {
        var all = new TreeMap<String, List<String>>();
        claims.forEach((name, value) -> {
            List<String> texts = texts(value);
            if (!texts.isEmpty() && all.size() < MOST) {
                all.put(name, texts);
            }
        });
        return all;
    }

    private static List<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case String text -> List.of(text);
            case Number number -> List.of(number.toString());
            case Boolean bool -> List.of(bool.toString());
            case Collection<?> list -> {
                var texts = new ArrayList<String>();
                list.forEach(each -> texts.addAll(each instanceof Collection<?> ? List.of() : texts(each)));
                yield texts;
            }
            default -> List.of();
        };
    }
}
