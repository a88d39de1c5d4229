package dev.recount.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An object of JSON, read more strictly than JSON has to be, so that each reader finds the same in it: no name stands
 * twice, numbers are whole, and nothing is null.
 */
final class JsonObject {

    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads an object with nothing but blanks around it.
     *
     * @throws VerificationException if the text is none
     */
    static JsonObject parse(String text) throws VerificationException {
        return new Parser(text).whole();
    }

    /** Makes sure that these are its names, all of the first ones and any of the others. */
    void requireNames(Set<String> required, Set<String> possible) throws VerificationException {
        for (String name : required) {
            find(name);
        }
        for (String name : fields.keySet()) {
            if (!required.contains(name) && !possible.contains(name)) {
                throw new VerificationException("the field \"" + name + "\" is not known");
            }
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    private Object find(String name) throws VerificationException {
        Object found = fields.get(name);
        if (found == null) {
            throw new VerificationException("the field \"" + name + "\" is missing");
        }
        return found;
    }

    private <T> T find(String name, Class<T> form) throws VerificationException {
        Object found = find(name);
        if (!form.isInstance(found)) {
            throw new VerificationException("the field \"" + name + "\" has another form");
        }
        return form.cast(found);
    }

    /** Returns a text of any characters. */
    String text(String name) throws VerificationException {
        return find(name, String.class);
    }

    /** Returns a text of one line. */
    String line(String name) throws VerificationException {
        String line = text(name);
        if (line.isEmpty() || line.chars().anyMatch(Character::isISOControl)) {
            throw new VerificationException("the field \"" + name + "\" is not one line");
        }
        return line;
    }

    long number(String name) throws VerificationException {
        return find(name, Long.class);
    }

    /** Returns a number that is not negative. */
    long count(String name) throws VerificationException {
        long number = number(name);
        if (number < 0) {
            throw new VerificationException("the field \"" + name + "\" is negative");
        }
        return number;
    }

    boolean flag(String name) throws VerificationException {
        return find(name, Boolean.class);
    }

    JsonObject object(String name) throws VerificationException {
        return find(name, JsonObject.class);
    }

    List<Digest> hashes(String name) throws VerificationException {
        var hashes = new ArrayList<Digest>();
        for (Object each : find(name, List.class)) {
            hashes.add(Digest.parse(String.valueOf(each)));
        }
        return hashes;
    }

    /** A text on its way. */
    private static final class Parser {

        private static final int DEEPEST = 4;

        private final String text;
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        JsonObject whole() throws VerificationException {
            skipBlanks();
            JsonObject object = object();
            skipBlanks();
            if (at < text.length()) {
                throw malformed();
            }
            return object;
        }

        private VerificationException malformed() {
            return new VerificationException("no JSON as the server writes it, at character " + at);
        }

        private char peek() throws VerificationException {
            if (at >= text.length()) {
                throw malformed();
            }
            return text.charAt(at);
        }

        private boolean takes(char expected) throws VerificationException {
            boolean isThere = peek() == expected;
            if (isThere) {
                at++;
            }
            return isThere;
        }

        private void take(char expected) throws VerificationException {
            if (!takes(expected)) {
                throw malformed();
            }
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private JsonObject object() throws VerificationException {
            var fields = new LinkedHashMap<String, Object>();
            members('{', '}', () -> {
                String name = string();
                skipBlanks();
                take(':');
                skipBlanks();
                if (fields.put(name, value()) != null) {
                    throw new VerificationException("the field \"" + name + "\" is there twice");
                }
            });
            return new JsonObject(fields);
        }

        private List<Object> list() throws VerificationException {
            var list = new ArrayList<Object>();
            members('[', ']', () -> list.add(value()));
            return list;
        }

        /** A step that reads one member. */
        private interface Member {
            void read() throws VerificationException;
        }

        private void members(char begin, char end, Member member) throws VerificationException {
            take(begin);
            if (++depth > DEEPEST) {
                throw malformed();
            }
            skipBlanks();
            if (!takes(end)) {
                do {
                    skipBlanks();
                    member.read();
                    skipBlanks();
                } while (takes(','));
                take(end);
            }
            depth--;
        }

        private Object value() throws VerificationException {
            return switch (peek()) {
                case '"' -> string();
                case '{' -> object();
                case '[' -> list();
                case 't' -> word("true", () -> true);
                case 'f' -> word("false", () -> false);
                default -> number();
            };
        }

        private Object word(String word, Supplier<Boolean> meaning) throws VerificationException {
            if (!text.startsWith(word, at)) {
                throw malformed();
            }
            at += word.length();
            return meaning.get();
        }

        private Long number() throws VerificationException {
            int begin = at;
            while (at < text.length() && "-0123456789.eE+".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String number = text.substring(begin, at);
            if (!number.matches("0|-?[1-9]\\d{0,17}")) {
                throw malformed();
            }
            return Long.valueOf(number);
        }

        private String string() throws VerificationException {
            take('"');
            int begin = at;
            while (peek() != '"' && peek() != '\\' && peek() >= ' ') {
                at++;
            }
            if (takes('"')) {
                return text.substring(begin, at - 1);
            }
            var unescaped = new StringBuilder(text.substring(begin, at));
            while (!takes('"')) {
                char next = peek();
                if (next < ' ') {
                    throw malformed();
                }
                at++;
                unescaped.append(next == '\\' ? escaped() : next);
            }
            return unescaped.toString();
        }

        private char escaped() throws VerificationException {
            char sign = peek();
            at++;
            return switch (sign) {
                case '"', '\\', '/' -> sign;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> unit();
                default -> throw malformed();
            };
        }

        private char unit() throws VerificationException {
            String digits = text.substring(at, Math.min(at + 4, text.length()));
            if (!digits.matches("[0-9A-Fa-f]{4}")) {
                throw malformed();
            }
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }
    }
}
