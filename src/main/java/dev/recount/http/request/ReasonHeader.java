package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The header in which administrators say why. What is not printable ASCII stands in it as the bytes of UTF-8, each as a
 * percent sign and two hex digits.
 */
public final class ReasonHeader {

    /** The header's name. */
    public static final String NAME = "Recount-Reason";

    /** The most characters of a reason. */
    public static final int MOST = 1_000;

    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");
    private static final Pattern PRINTABLE = Pattern.compile("\\P{Cntrl}+", Pattern.UNICODE_CHARACTER_CLASS);

    private ReasonHeader() {}

    /**
     * Returns the reason of a request, if it gives one.
     *
     * @throws ProblemException if it is there more than once, empty, too long, or has what cannot be printed
     */
    public static Optional<String> of(HttpRequest request) {
        List<String> values = RequestHeaders.values(request, NAME);
        if (values.size() > 1) {
            throw new ProblemException(Problem.malformed(NAME + ": is there more than once"));
        }
        return values.stream().findFirst().map(ReasonHeader::decoded);
    }

    private static String decoded(String value) {
        String reason = ENCODED.matcher(value).replaceAll(ReasonHeader::decoded);
        if (reason.isBlank()
                || reason.length() > MOST
                || !PRINTABLE.matcher(reason).matches()) {
            throw new ProblemException(Problem.malformed(NAME + ": must be 1 to 1,000 printable characters"));
        }
        return reason;
    }

    /** A percent sign that encodes nothing is one. */
    private static String decoded(MatchResult encoded) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.group().length(); i += 3) {
            bytes.write(Integer.parseInt(encoded.group().substring(i + 1, i + 3), 16));
        }
        try {
            return Matcher.quoteReplacement(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException notEncoded) {
            return Matcher.quoteReplacement(encoded.group());
        }
    }

    /** Returns a reason as it stands in the header. */
    public static String encoded(String reason) {
        var encoded = new StringBuilder();
        for (byte each : reason.getBytes(StandardCharsets.UTF_8)) {
            if (each >= ' ' && each < 0x7f && each != '%') {
                encoded.append((char) each);
            } else {
                encoded.append("%%%02X".formatted(each));
            }
        }
        return encoded.toString();
    }
}
