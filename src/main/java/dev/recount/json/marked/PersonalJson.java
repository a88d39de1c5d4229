package dev.recount.json.marked;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.recount.json.marked.MarkedValues.Found;
import dev.recount.json.marked.MarkedValues.Slice;
import dev.recount.json.marked.MarkedValues.Within;
import dev.recount.json.personal.Marks;
import dev.recount.model.personal.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The forms of personal data in JSON documents, made of each other; all else stays as it is, byte for byte. */
public final class PersonalJson {

    /** The field that lists what is erased of the object that it stands in. */
    private static final String ERASED = "erased";

    /** The field that lists what is masked of the object that it stands in. */
    private static final String MASKED = "masked";

    private static final byte[] SEALED_OF =
            ("{\"" + Marks.SEALED + "\":{\"" + Marks.SUBJECT + "\":\"").getBytes(StandardCharsets.US_ASCII);

    private PersonalJson() {}

    /** The forms in which values that are known stand in what is told. */
    private enum Known {
        PLAIN,
        MASKED,
        MARKED
    }

    /** Returns a document that is marked as a whole, of the person that its stream is. */
    public static byte[] mark(byte[] document) {
        var bytes = new ByteArrayOutputStream(document.length + 32);
        bytes.writeBytes(("{\"" + Marks.PERSONAL + "\":{\"" + Marks.VALUE + "\":").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(document);
        bytes.writeBytes("}}".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Returns a text that is marked as a whole, see {@link #mark(byte[])}. */
    public static String mark(String document) {
        return text(mark(bytes(document)));
    }

    /**
     * Returns a text that is marked as a whole, of a person; what is marked in it already is not marked any more.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    public static String mark(String document, Subject subject) {
        try {
            return form(Marks.PERSONAL, subject, plain(document));
        } catch (IOException noJson) {
            throw new IllegalArgumentException("what is to be marked is not JSON", noJson);
        }
    }

    /** Tells whether a document may hold as many marked values, or more. */
    public static boolean holdsMarks(String document, int least) {
        String mark = '"' + Marks.PERSONAL + '"';
        int from = 0;
        for (int found = 0; found < least; found++) {
            int at = document.indexOf(mark, from);
            if (at < 0) {
                return false;
            }
            from = at + mark.length();
        }
        return true;
    }

    /** Tells whether a document may hold marked values. */
    public static boolean isMarked(String document) {
        return holdsMarks(document, 1);
    }

    /** Tells whether a document may hold marked values. */
    public static boolean isMarked(byte[] document) {
        return Marks.mayHold(document, Marks.PERSONAL);
    }

    /** Tells whether a document may hold sealed values. */
    public static boolean isSealed(String document) {
        return document.contains('"' + Marks.SEALED + '"');
    }

    /**
     * Returns the persons of whom a document holds sealed values, as {@link #seal} writes them. Looks for the mark
     * alone, which stands in no text and is no key, and reads nothing else of the document.
     */
    public static Set<Subject> sealedSubjects(byte[] document) {
        var subjects = new LinkedHashSet<Subject>();
        for (int at = Marks.find(document, SEALED_OF, 0); at >= 0; at = Marks.find(document, SEALED_OF, at)) {
            int from = at + SEALED_OF.length;
            int to = from;
            while (to < document.length && document[to] != '"') {
                to++;
            }
            subjects.add(Subject.parse(new String(document, from, to - from, StandardCharsets.US_ASCII)));
            at = to;
        }
        return subjects;
    }

    /** The encryption of a value, which stands at a path of its document; nothing of one that is erased. */
    @FunctionalInterface
    public interface Sealing {
        Optional<byte[]> seal(Subject subject, String path, byte[] value);
    }

    /** The decryption of a value, which stands at a path of its document; nothing of one that is erased. */
    @FunctionalInterface
    public interface Opening {

        /** Decrypts a value; throws an {@link IOException} if it was not encrypted for this path. */
        Optional<byte[]> open(Subject subject, String path, byte[] sealed) throws IOException;
    }

    /**
     * Returns the persons of whom a document holds marked values that are known.
     *
     * @param home the person whom what names nobody is of
     * @throws IOException if it is no JSON
     */
    public static Set<Subject> subjects(byte[] marked, Subject home) throws IOException {
        var subjects = new LinkedHashSet<Subject>();
        for (Found each : MarkedValues.in(marked, Marks.PERSONAL)) {
            if (each.value() != null) {
                subjects.add(each.subject().orElse(home));
            }
        }
        return subjects;
    }

    /**
     * Returns a document with all marked values sealed.
     *
     * @param home the person whom what names nobody is of
     * @throws IOException if it is no JSON
     */
    public static byte[] seal(byte[] marked, Subject home, Sealing sealing) throws IOException {
        List<Found> values = MarkedValues.in(marked, Marks.PERSONAL);
        var edited = new Edited(marked);
        for (Found each : values) {
            Subject subject = each.subject().orElse(home);
            Optional<String> value = Optional.ofNullable(each.value())
                    .flatMap(slice -> sealing.seal(subject, each.path(), bytes(marked, slice)))
                    .map(bytes -> '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + '"');
            edited.put(each.from(), each.to(), form(Marks.SEALED, subject, value));
        }
        return edited.bytes();
    }

    /**
     * Returns a document with all sealed values opened, and marked.
     *
     * @throws IOException if it is no JSON, or one of the values cannot be opened
     */
    public static byte[] open(byte[] sealed, Opening opening) throws IOException {
        List<Found> values = MarkedValues.in(sealed, Marks.SEALED);
        var edited = new Edited(sealed);
        for (Found each : values) {
            Subject subject = each.subject().orElseThrow(() -> new IOException("sealed data names its subject"));
            Optional<byte[]> value = each.value() == null
                    ? Optional.empty()
                    : opening.open(subject, each.path(), decoded(bytes(sealed, each.value())));
            edited.put(
                    each.from(),
                    each.to(),
                    form(Marks.PERSONAL, subject, value.map(json -> new String(json, StandardCharsets.UTF_8))));
        }
        return edited.bytes();
    }

    private static byte[] decoded(byte[] text) throws IOException {
        try {
            return Base64.getUrlDecoder().decode(Arrays.copyOfRange(text, 1, text.length - 1));
        } catch (IllegalArgumentException notEncoded) {
            throw new IOException("sealed data is not as it was written", notEncoded);
        }
    }

    /**
     * Returns a document as others get it: values that are known stand for themselves, those that are erased are null,
     * and listed in {@code erased} by the object that they stand in.
     *
     * @throws IOException if it is no JSON
     */
    public static byte[] plain(byte[] marked) throws IOException {
        return told(marked, Known.PLAIN);
    }

    /**
     * Returns a document as those get it who may not see personal data: values that are known are null as well, and
     * named in a list of their own.
     *
     * @throws IOException if it is no JSON
     */
    public static byte[] masked(byte[] marked) throws IOException {
        return told(marked, Known.MASKED);
    }

    /**
     * Returns a document in which what is erased stands as others get it, and values that are known are still marked.
     *
     * @throws IOException if it is no JSON
     */
    public static String withErased(String marked) throws IOException {
        return isMarked(marked) ? text(told(bytes(marked), Known.MARKED)) : marked;
    }

    private static byte[] told(byte[] marked, Known known) throws IOException {
        var edited = new Edited(marked);
        Map<Integer, List<String>> erased = new TreeMap<>();
        Map<Integer, List<String>> masked = new TreeMap<>();
        for (Found each : MarkedValues.in(marked, Marks.PERSONAL)) {
            Slice value = each.value();
            if (value == null) {
                leaveOut(each, edited, erased);
            } else if (known == Known.MASKED) {
                leaveOut(each, edited, masked);
            } else if (known == Known.PLAIN) {
                edited.put(each.from(), each.to(), text(marked, value));
            }
        }
        Map<Integer, String> lists = new TreeMap<>();
        erased.forEach((begin, paths) -> lists.put(begin, list(ERASED, paths)));
        masked.forEach((begin, paths) -> lists.merge(begin, list(MASKED, paths), String::concat));
        lists.forEach((begin, list) -> edited.put(begin + 1, begin + 1, list));
        return edited.bytes();
    }

    private static void leaveOut(Found value, Edited edited, Map<Integer, List<String>> listed) {
        edited.put(value.from(), value.to(), "null");
        Optional<Within> within = value.within();
        within.ifPresent(object ->
                listed.computeIfAbsent(object.begin(), _ -> new ArrayList<>()).add(object.path()));
    }

    /** Returns a document that tells of one person what it told of all: what is of others is null. */
    public static String ofAlone(String marked, Subject subject) throws IOException {
        byte[] document = bytes(marked);
        var edited = new Edited(document);
        MarkedValues.in(document, Marks.PERSONAL).stream()
                .filter(each -> !each.subject().equals(Optional.of(subject)))
                .forEach(each -> edited.put(each.from(), each.to(), "null"));
        return text(edited.bytes());
    }

    private static String list(String name, List<String> paths) {
        return paths.stream()
                .map(path -> new String(JsonStringEncoder.getInstance().quoteAsString(path)))
                .collect(Collectors.joining("\",\"", '"' + name + "\":[\"", "\"],"));
    }

    /** Returns a text as others get it, see {@link #plain(byte[])}. */
    public static String plain(String marked) throws IOException {
        return isMarked(marked) ? text(plain(bytes(marked))) : marked;
    }

    /** Returns a text as those get it who may not see personal data, see {@link #masked(byte[])}. */
    public static String masked(String marked) throws IOException {
        return isMarked(marked) ? text(masked(bytes(marked))) : marked;
    }

    /** Returns a value under a mark. */
    static String form(String mark, Subject subject, String value) {
        return form(mark, subject, Optional.of(value));
    }

    private static String form(String mark, Subject subject, Optional<String> value) {
        return "{\"" + mark + "\":{\"" + Marks.SUBJECT + "\":\"" + subject + '"'
                + value.map(json -> ",\"" + Marks.VALUE + "\":" + json).orElse("") + "}}";
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[] document, Slice slice) {
        return Arrays.copyOfRange(document, slice.from(), slice.to());
    }

    private static String text(byte[] document, Slice slice) {
        return new String(document, slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
    }
}
