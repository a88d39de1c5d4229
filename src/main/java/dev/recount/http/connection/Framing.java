package dev.recount.http.connection;

import java.util.Arrays;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection as requests, one after the other. It lets through heads that are whole and can be read in
 * one way only, and the bodies whose lengths they tell, so that whoever reads them next finds the same requests. After
 * a request for a WebSocket, nothing goes on until that is answered, and all does as it comes once it is one.
 */
final class Framing {

    private static final byte[] NOTHING = {};

    /** Bytes that have come and cannot go on yet: an incomplete head, or an incomplete line of a body. */
    private byte[] held = NOTHING;

    private int heldLength;

    /** The bytes of what is held that have been taken already: the whole lines of a head. */
    private int taken;

    private RequestHead head = new RequestHead();
    private long body;
    private @Nullable Chunks chunks;
    private Upgrade upgrade = Upgrade.NONE;
    private @Nullable HeadFault fault;

    /** The way of the connection to another protocol, as far as it has come. */
    private enum Upgrade {
        NONE,
        ASKED,
        DONE
    }

    /** Tells whether nothing has come of the next request. */
    boolean isBetweenRequests() {
        return heldLength == 0 && isInHead();
    }

    /** Tells whether the head of a request has not come whole. */
    boolean isInHead() {
        return upgrade == Upgrade.NONE && isAfterBody();
    }

    private boolean isAfterBody() {
        return body == 0 && chunks == null;
    }

    /** Tells whether nothing goes on until a request is answered. */
    boolean awaitsAnswer() {
        return upgrade == Upgrade.ASKED && isAfterBody();
    }

    /** Takes note of the answer to a request for a WebSocket. */
    void answered(boolean isUpgraded) {
        upgrade = isUpgraded ? Upgrade.DONE : Upgrade.NONE;
    }

    /** Returns for what nothing is read any more, if it has come to that. */
    Optional<HeadFault> fault() {
        return Optional.ofNullable(fault);
    }

    /** Takes bytes that have come, and returns those that can go on, which may be none. */
    ByteString take(ByteString more) {
        if (heldLength == 0) {
            byte[] bytes = more.toArrayUnsafe();
            int passed = pass(bytes, bytes.length);
            hold(bytes, passed, bytes.length);
            return passed == bytes.length ? more : more.take(passed);
        }
        append(more);
        byte[] bytes = held;
        int length = heldLength;
        int passed = pass(bytes, length);
        ByteString goesOn = ByteString.fromArray(bytes, 0, passed);
        if (passed > 0) {
            hold(bytes, passed, length);
        }
        return goesOn;
    }

    /** Returns what has come and could not go on, where nothing more will come. */
    ByteString rest() {
        return ByteString.fromArray(held, 0, heldLength);
    }

    private void append(ByteString more) {
        int length = heldLength + more.size();
        if (length > held.length) {
            held = Arrays.copyOf(held, Math.max(length, 2 * held.length));
        }
        more.copyToArray(held, heldLength, more.size());
        heldLength = length;
    }

    private void hold(byte[] bytes, int from, int to) {
        held = from == to ? NOTHING : Arrays.copyOfRange(bytes, from, to);
        heldLength = to - from;
    }

    /** Returns how many of these bytes can go on. */
    private int pass(byte[] bytes, int to) {
        int passed = 0;
        try {
            while (passed < to) {
                int next = next(bytes, passed, to);
                if (next == passed) {
                    return passed;
                }
                passed = next;
            }
        } catch (FaultException found) {
            fault = found.fault();
        }
        return passed;
    }

    private int next(byte[] bytes, int from, int to) throws FaultException {
        if (upgrade == Upgrade.DONE) {
            return to;
        } else if (awaitsAnswer()) {
            return from;
        }
        return isInHead() ? passHead(bytes, from, to) : passBody(bytes, from, to);
    }

    private int passHead(byte[] bytes, int from, int to) throws FaultException {
        int next = head.take(bytes, from + taken, to, taken);
        if (!head.isWhole()) {
            taken = next - from;
            return from;
        }
        body = head.bodyLength();
        chunks = head.isChunked() ? new Chunks() : null;
        upgrade = head.asksForWebSocket() ? Upgrade.ASKED : Upgrade.NONE;
        head = new RequestHead();
        taken = 0;
        return next;
    }

    private int passBody(byte[] bytes, int from, int to) throws FaultException {
        if (chunks == null) {
            long part = Math.min(body, to - from);
            body -= part;
            return from + (int) part;
        }
        return passChunks(chunks, bytes, from, to);
    }

    private int passChunks(Chunks open, byte[] bytes, int from, int to) throws FaultException {
        if (open.data() > 0) {
            int part = (int) Math.min(open.data(), to - from);
            open.takeData(part);
            return from + part;
        }
        int next = open.takeLine(bytes, from, to);
        if (open.areWhole()) {
            chunks = null;
        }
        return next < 0 ? from : next;
    }
}
