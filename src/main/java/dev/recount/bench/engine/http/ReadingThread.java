package dev.recount.bench.engine.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** A thread that reads what comes on many connections: one costs less of the processors than one for each. */
final class ReadingThread implements AutoCloseable {

    private final Selector selector;
    private final Thread thread;
    private volatile boolean closed;

    ReadingThread(String name) throws IOException {
        this.selector = Selector.open();
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Reads a connection from now on. */
    void add(ReadConnection connection) throws IOException {
        connection.register(selector);
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(key -> connection(key).read());
            }
        } catch (IOException broken) {
            connections().forEach(connection -> connection.fail(broken));
        }
    }

    private List<ReadConnection> connections() {
        return selector.keys().stream().map(ReadingThread::connection).toList();
    }

    private static ReadConnection connection(SelectionKey key) {
        return (ReadConnection) key.attachment();
    }

    /** Ends the thread, and closes its connections. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (ReadConnection connection : connections()) {
                connection.close();
            }
            selector.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
