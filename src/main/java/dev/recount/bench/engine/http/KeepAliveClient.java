package dev.recount.bench.engine.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Many connections to a server of this machine, on one thread: a client that costs as little as can be, as the
 * processors that it takes are the server's.
 */
public final class KeepAliveClient implements AutoCloseable {

    private final int port;
    private final Selector selector;
    private final InetSocketAddress server;
    private final List<KeepAliveConnection> connections = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean closed;

    public KeepAliveClient(int port, int clients) {
        this.port = port;
        try {
            this.selector = Selector.open();
            this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            for (int client = 0; client < clients; client++) {
                connections.add(KeepAliveConnection.open(server, selector));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        this.thread = Thread.ofPlatform().name("bench-http-clients").start(this::run);
    }

    /** Sends a JSON body; completes when the server has answered 200, and fails if it answers anything else. */
    CompletionStage<String> post(int client, String path, String key, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: " + key + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] begin = head.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request = ByteBuffer.allocate(begin.length + body.length)
                .put(begin)
                .put(body)
                .flip();
        return connection(client).send(request);
    }

    /** Each client sends one request at a time, so that no other one opens its connection meanwhile. */
    private KeepAliveConnection connection(int client) {
        KeepAliveConnection kept = connections.get(client);
        if (kept.isOpen()) {
            return kept;
        }
        try {
            KeepAliveConnection opened = KeepAliveConnection.open(server, selector);
            connections.set(client, opened);
            selector.wakeup();
            return opened;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(KeepAliveClient::read);
            }
        } catch (IOException broken) {
            List.copyOf(connections).forEach(connection -> connection.fail(broken));
        }
    }

    private static void read(SelectionKey key) {
        ((KeepAliveConnection) key.attachment()).read();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
            for (KeepAliveConnection connection : List.copyOf(connections)) {
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
