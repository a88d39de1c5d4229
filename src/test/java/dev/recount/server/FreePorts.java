package dev.recount.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * The ports that nobody listens on, each handed out once; and below those that the system gives to connections, so that
 * none of them takes one before it is listened on.
 */
public final class FreePorts {

    private static final int FIRST = 10_000;
    private static final int END = 32_000;

    private static int next = ThreadLocalRandom.current().nextInt(FIRST, END);

    private FreePorts() {}

    /** Returns a port. */
    public static int one() {
        return first(1);
    }

    /** Returns so many ports. */
    public static List<Integer> some(int ports) {
        return IntStream.range(0, ports).map(_ -> one()).boxed().toList();
    }

    /** Returns the first of so many ports that follow one another. */
    public static synchronized int first(int ports) {
        while (true) {
            int first = next + ports > END ? FIRST : next;
            next = first + ports;
            if (IntStream.range(first, next).allMatch(FreePorts::isFree)) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
