package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;
import dev.recount.json.NamedTexts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** The notes of senders beside their commands, as requests say them; one that cannot be kept is a problem. */
public final class OwnMetadata {

    private static final String HEADER = "Recount-Meta-";
    private static final String LOWER_CASE_HEADER = HEADER.toLowerCase(Locale.ROOT);
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,254}[\\x21-\\x7e])?");

    private OwnMetadata() {}

    /** Returns the header that notes something under a name. */
    public static String header(String name) {
        return HEADER + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Returns what the headers of a request note beside its one command, which is for streams of this type. */
    public static Map<String, String> of(HttpRequest request, StreamCodec<?, ?, ?> codec) {
        var noted = new TreeMap<String, String>();
        for (HttpHeader header : request.getHeaders()) {
            if (header.lowercaseName().startsWith(LOWER_CASE_HEADER)) {
                String name = header.lowercaseName().substring(LOWER_CASE_HEADER.length());
                require(header.name(), name, header.value(), codec);
                if (noted.put(name, header.value()) != null) {
                    throw new ProblemException(Problem.malformed(header.name() + ": is there more than once"));
                }
            }
        }
        return noted;
    }

    /** Returns a header of a request that notes something beside a command, if there is one. */
    public static Optional<String> anyHeader(HttpRequest request) {
        for (HttpHeader header : request.getHeaders()) {
            if (header.lowercaseName().startsWith(LOWER_CASE_HEADER)) {
                return Optional.of(header.name());
            }
        }
        return Optional.empty();
    }

    /**
     * Returns what a field of a line notes beside its command, which is for streams of this type.
     *
     * @param field the name of the field
     * @param json its value
     */
    public static Map<String, String> of(String field, String json, StreamCodec<?, ?, ?> codec) {
        Map<String, String> noted;
        try {
            noted = NamedTexts.read(json);
        } catch (MalformedException malformed) {
            throw new ProblemException(Problem.malformed(field + ": " + malformed.sentence()));
        }
        noted.forEach((name, value) -> require(field + "." + CommandBody.shortened(name), name, value, codec));
        return noted;
    }

    private static void require(String source, String name, String value, StreamCodec<?, ?, ?> codec) {
        if (!codec.metadata().contains(name)) {
            throw new ProblemException(Problem.malformed(source + ": is not known for "
                    + codec.type().name() + "; "
                    + (codec.metadata().isEmpty()
                            ? "nothing is"
                            : "known are " + String.join(", ", codec.metadata()))));
        }
        if (!VALUE.matcher(value).matches()) {
            throw new ProblemException(Problem.malformed(source + ": must be 1 to 256 printable ASCII characters"));
        }
    }
}
