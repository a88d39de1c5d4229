package dev.recount.http.answer;

import dev.recount.json.marked.PersonalJson;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The last step of every answer: personal data, which is marked until then, stands for itself where the caller may see
 * it, and is masked everywhere else.
 */
public final class Unmarked {

    private Unmarked() {}

    /**
     * Returns an answer as its caller gets it. What goes out in pieces is not looked at: it is unmarked piece by piece.
     *
     * @param isSeen whether the caller may see the personal data in it; asked only where there is some
     */
    public static HttpResponse of(HttpResponse answer, BooleanSupplier isSeen) {
        if (!(answer.entity() instanceof HttpEntity.Strict body)
                || !body.getContentType().equals(ContentTypes.APPLICATION_JSON)) {
            return answer;
        }
        byte[] marked = body.getData().toArrayUnsafe();
        return PersonalJson.isMarked(marked)
                ? answer.withEntity(
                        HttpEntities.create(ContentTypes.APPLICATION_JSON, told(marked, isSeen.getAsBoolean())))
                : answer;
    }

    private static byte[] told(byte[] marked, boolean isSeen) {
        try {
            return isSeen ? PersonalJson.plain(marked) : PersonalJson.masked(marked);
        } catch (IOException noJson) {
            throw unwritten(noJson);
        }
    }

    /**
     * Returns a part of an answer as its caller gets it.
     *
     * @param isSeen whether the caller may see the personal data in it
     */
    public static String of(String json, boolean isSeen) {
        try {
            return isSeen ? PersonalJson.plain(json) : PersonalJson.masked(json);
        } catch (IOException noJson) {
            throw unwritten(noJson);
        }
    }

    private static IllegalStateException unwritten(IOException noJson) {
        return new IllegalStateException("an answer is not JSON", noJson);
    }
}
