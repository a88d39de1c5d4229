package dev.recount.http.session;

import dev.recount.http.answer.StreamingAnswers;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import scala.Option;

/**
 * The end of one session, and what its client is told of it: a close frame with a code of RFC 6455, section 7.4, and a
 * reason.
 *
 * <p>Pekko ends a session with the code 1000 alone, whatever the reason, so that its close frame is replaced.
 */
final class SessionEnd {

    private static final short NORMAL = 1000;
    private static final int OPCODE_OF_CLOSE = 8;

    private final AtomicReference<Cause> cause = new AtomicReference<>(Cause.NOT_SAID);
    private final StreamingAnswers answers;

    /** The causes of an end. */
    private enum Cause {
        /** The server ends it: as it stops, or else as the caller is not known any more. */
        NOT_SAID,
        /** The client has ended it, or is gone. */
        CLIENT,
        /** It cannot be told who the caller is. */
        UNDECIDED
    }

    SessionEnd(StreamingAnswers answers) {
        this.answers = answers;
    }

    /** Takes note that the client has ended it, or is gone. */
    void ofClient() {
        cause.compareAndSet(Cause.NOT_SAID, Cause.CLIENT);
    }

    /** Takes note that it cannot be told who the caller is. */
    void ofUndecided() {
        cause.compareAndSet(Cause.NOT_SAID, Cause.UNDECIDED);
    }

    /** Returns a frame that is to be sent, with what is to be told if it closes the session. */
    FrameEvent told(FrameEvent frame) {
        return frame instanceof FrameStart start && isNormalClose(start) ? closing(start) : frame;
    }

    private FrameEvent closing(FrameStart normal) {
        return switch (cause.get()) {
            case CLIENT -> normal;
            case UNDECIDED -> close(1013, "it cannot be found out now who the caller is; come again");
            case NOT_SAID ->
                answers.areEnding()
                        ? close(1001, "the server stops; send again what has no result")
                        : close(1008, "the caller is not known any more");
        };
    }

    private static FrameEvent close(int code, String reason) {
        return FrameEvent.closeFrame(code, reason, Option.empty());
    }

    private static boolean isNormalClose(FrameStart start) {
        return start.header().opcode().code() == OPCODE_OF_CLOSE
                && start.data().size() >= Short.BYTES
                && start.data().asByteBuffer().getShort() == NORMAL;
    }
}
