package dev.recount.bench.engine.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
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
    private final InetSocketAddress server;
    private final ReadingThread reading;
    private final List<KeepAliveConnection> connections = Collections.synchronizedList(new ArrayList<>());

    public KeepAliveClient(int port, int clients) {
        this.port = port;
        try {
            this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            this.reading = new ReadingThread("bench-http-clients");
            for (int client = 0; client < clients; client++) {
                connections.add(open());
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private KeepAliveConnection open() throws IOException {
        var connection = new KeepAliveConnection(server);
        reading.add(connection);
        return connection;
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
            KeepAliveConnection opened = open();
            connections.set(client, opened);
            return opened;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public void close() {
        reading.close();
    }
}
