package dev.recount.http.session;

import dev.recount.http.answer.Problem;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * The reading of the messages of sessions. One that is too long is read to its end, and dropped: it costs its sender no
 * more than itself.
 *
 * @param maxBytes the longest message, in bytes
 * @param materializer runs what comes in parts
 */
record SessionMessages(int maxBytes, Materializer materializer) {

    /** The parts of a text, as far as they are not too long together. */
    private static final class Gathered {

        private final StringBuilder text = new StringBuilder();
        private final int most;
        private boolean isTooLong;

        Gathered(int most) {
            this.most = most;
        }

        Gathered with(String part) {
            isTooLong |= text.length() + part.length() > most;
            if (isTooLong) {
                text.setLength(0);
            } else {
                text.append(part);
            }
            return this;
        }
    }

    CompletionStage<SessionMessage> read(Message message) {
        if (!message.isText()) {
            return message.asBinaryMessage()
                    .getStreamedData()
                    .runWith(Sink.ignore(), materializer)
                    .thenApply(_ -> new SessionMessage.Unusable(
                            Problem.malformed("the message is binary; a command comes as text")));
        }
        TextMessage text = message.asTextMessage();
        if (text.isStrict()) {
            return CompletableFuture.completedStage(read(text.getStrictText()));
        }
        return text.getStreamedText()
                .runFold(new Gathered(maxBytes), Gathered::with, materializer)
                .thenApply(gathered -> gathered.isTooLong ? tooLong() : read(gathered.text.toString()));
    }

    private SessionMessage read(String text) {
        boolean fits = text.length() <= maxBytes / 3 // no character of Java's takes more bytes
                || text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
        return fits ? new SessionMessage.Text(text) : tooLong();
    }

    private SessionMessage tooLong() {
        return new SessionMessage.Unusable(
                new Problem(413, "TOO_LARGE", "the message has more than " + maxBytes + " bytes; it was not read"));
    }
}
