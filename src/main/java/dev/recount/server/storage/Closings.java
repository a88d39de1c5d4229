package dev.recount.server.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Parts that have been opened, to be closed in reverse: what others stand on is closed last. */
public final class Closings implements AutoCloseable {

    private final Deque<Runnable> closings = new ArrayDeque<>();

    /**
     * Opens something that is made of parts, which are added one by one as they are opened; when one cannot be opened,
     * those before it are closed.
     */
    public static <T> T open(Function<Closings, T> opening) {
        var closings = new Closings();
        try {
            return opening.apply(closings);
        } catch (RuntimeException | Error failure) {
            closings.closeAfter(failure);
            throw failure;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException late) {
            failure.addSuppressed(late);
        }
    }

    public void add(Runnable closing) {
        closings.push(closing);
    }

    /** Closes everything, whatever fails on the way; throws the first failure at the end. */
    @Override
    public synchronized void close() {
        RuntimeException first = null;
        while (!closings.isEmpty()) {
            try {
                closings.pop().run();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
