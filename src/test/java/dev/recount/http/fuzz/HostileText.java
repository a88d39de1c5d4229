package dev.recount.http.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Texts at random that are not what they should be, or only just. */
final class HostileText {

    private static final String[] WORDS = {
        "",
        " ",
        ".",
        "..",
        "%2e%2e",
        "%252e",
        "%2f",
        "%5c",
        "%00",
        "%ff",
        "%c0%80",
        "%ed%a0%80",
        "%f4%90%80%80",
        "%",
        "%z",
        "a%0d%0aX:%20y",
        "-1",
        "0",
        "1",
        "9223372036854775807",
        "9223372036854775808",
        "1e999999999",
        "NaN",
        "Infinity",
        "0x1p3",
        "١٢",
        "+1",
        "1.0",
        "-0",
        "null",
        "true",
        "'",
        "\"",
        "\\",
        "' OR 1=1--",
        ";DROP TABLE event_journal",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "<script>",
        "\u0000",
        "\u0007",
        "\u007f",
        "\u202e",
        "\ufeff",
        "😀",
        "é",
        "e\u0301",
        "../../etc/passwd",
        "account",
        "account/",
        "/account",
        "account/fuzz",
        "account/fuzz@1",
        "account/fuzz@",
        "@1",
        "account/fuzz@99999999999999999999",
        "start",
        "now",
        "h:1",
        "p:1:1",
        "1:1",
        "2024-02-30",
        "9999999-01-01",
        "1993-01-01T00:00:00Z",
        "1993-01-01T25:00:00Z",
        "-999999999-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "P1D",
        "PT",
        "Europe/Prague",
        "owner",
        "balance",
        "asc",
        "desc",
        "sum",
        "*",
        ",",
        ",,",
        "a,b",
        "=",
        "&",
        "?",
        "#",
        "a=b",
        "Deposit",
        "deposit",
        "Open.Open",
        "class",
        "__proto__",
        "xmin",
        "ctid"
    };

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}]");
    private static final Pattern UNQUOTABLE = Pattern.compile("[\"\\\\\\p{Cntrl}]");

    private final Random random;

    HostileText(Random random) {
        this.random = random;
    }

    <T> T oneOf(T[] all) {
        return all[random.nextInt(all.length)];
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    /** Returns a word, several, many, or anything at all. */
    String any() {
        return switch (random.nextInt(12)) {
            case 0 -> oneOf(WORDS) + oneOf(WORDS);
            case 1 -> oneOf(WORDS).repeat(1 + upTo(200));
            case 2 -> characters(upTo(20), 0xffff);
            case 3 -> characters(upTo(300), 0x7f);
            case 4 -> Long.toString(random.nextLong());
            case 5 -> Long.toString(random.nextInt(20));
            default -> oneOf(WORDS);
        };
    }

    private String characters(int length, int most) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) upTo(most));
        }
        return text.toString();
    }

    /** Returns a text that can stand in the target of a request, encoded but for what is left as it is at random. */
    String inTarget() {
        String text = any();
        return chance(6) ? BLANK.matcher(text).replaceAll("") : encoded(text);
    }

    /** Returns a text of which a character is another, is gone, or is there twice. */
    String broken(String whole) {
        if (whole.isEmpty()) {
            return any();
        }
        int at = random.nextInt(whole.length());
        return switch (random.nextInt(4)) {
            case 0 -> whole.substring(0, at);
            case 1 -> whole.substring(0, at) + whole.substring(at + 1);
            case 2 -> whole.substring(0, at) + (char) (' ' + upTo(94)) + whole.substring(at + 1);
            default -> whole.substring(0, at) + oneOf(WORDS) + whole.substring(at);
        };
    }

    /** Returns a text as it stands in the target of a request. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns JSON, or nearly. */
    String json(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> any();
            case 1 -> quoted(any());
            case 2 -> Double.toString(random.nextGaussian() * Math.pow(10, upTo(300)));
            case 3 ->
                oneOf(new String[] {
                    "null", "true", "false", "-", "1.", ".5", "01", "1e400", "1E-400", "[", "{", "\"", "}"
                });
            case 4 -> "9".repeat(upTo(400));
            case 5 -> list("[", "]", () -> json(depth - 1));
            case 6 -> "[".repeat(upTo(2_000)) + "]".repeat(upTo(2_000));
            default -> list("{", "}", () -> quoted(field()) + ":" + json(depth - 1));
        };
    }

    /** Returns the fields of a command: those that it has, and others. */
    String fields() {
        return list("{", "}", () -> quoted(field()) + ":" + json(2));
    }

    private String field() {
        return chance(3) ? any() : oneOf(new String[] {"amount", "method", "owner", "month", "data", "stream", "id"});
    }

    private String list(String begin, String end, Supplier<String> element) {
        var list = new StringBuilder(begin);
        int size = upTo(4);
        for (int i = 0; i < size; i++) {
            list.append(i == 0 ? "" : ",").append(element.get());
        }
        return list.append(chance(20) ? "" : end).toString();
    }

    private String quoted(String text) {
        return "\"" + (chance(4) ? text : UNQUOTABLE.matcher(text).replaceAll("")) + "\"";
    }
}
