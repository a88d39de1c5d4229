package dev.recount.bench.engine.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A frame of a WebSocket, of those kinds and lengths that a session has: a result is shorter than 64 KiB. */
record SessionFrame(Kind kind, String text) {

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int PONG = 10;

    /** Its bytes are 0, so that what is masked is what it was: the server takes as long for it as for any other. */
    private static final int MASK_LENGTH = 4;

    /** A kind of frames that come. */
    enum Kind {
        TEXT(1),
        CLOSE(8),
        PING(9);

        private final int opcode;

        Kind(int opcode) {
            this.opcode = opcode;
        }

        private static Kind of(int first) throws IOException {
            for (Kind kind : values()) {
                if (first == (LAST | kind.opcode)) {
                    return kind;
                }
            }
            throw new IOException("a frame of a kind that sessions have not: " + first);
        }
    }

    /** Returns a text as a client sends it. */
    static ByteBuffer text(String text) {
        return frame(Kind.TEXT.opcode, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the answer to a ping. */
    static ByteBuffer pong() {
        return frame(PONG, new byte[0]);
    }

    private static ByteBuffer frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(2 + Short.BYTES + MASK_LENGTH + payload.length)
                .put((byte) (LAST | opcode));
        if (payload.length > SHORT) {
            frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | payload.length));
        }
        return frame.putInt(0).put(payload).flip();
    }

    /** Takes the frames that have come whole. */
    static List<SessionFrame> whole(ByteBuffer received) throws IOException {
        var frames = new ArrayList<SessionFrame>();
        while (received.remaining() >= 2) {
            received.mark();
            int first = received.get() & 0xff;
            int length = received.get() & 0xff;
            if (length == TWO_BYTES && received.remaining() >= Short.BYTES) {
                length = received.getShort() & 0xffff;
            } else if (length > SHORT) {
                received.reset();
                return requireShort(frames, length);
            }
            if (received.remaining() < length) {
                received.reset();
                return frames;
            }
            var payload = new byte[length];
            received.get(payload);
            frames.add(new SessionFrame(Kind.of(first), new String(payload, StandardCharsets.UTF_8)));
        }
        return frames;
    }

    private static List<SessionFrame> requireShort(List<SessionFrame> frames, int length) throws IOException {
        if (length > TWO_BYTES) {
            throw new IOException("a frame is longer than any result");
        }
        return frames;
    }
}
