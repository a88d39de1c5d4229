package dev.recount.bench.engine.http;

import dev.recount.bench.load.LoadFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A session on which many commands are under way, each answered by its number. */
final class SessionConnection extends ReadConnection {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LINE = "{\"line\":";
    private static final String ACCEPTED = ",\"status\":200,";

    private final Map<Long, CompletableFuture<String>> sent = new HashMap<>();
    private boolean isOpened;
    private long messages;

    SessionConnection(InetSocketAddress server) throws IOException {
        super(server);
        String request = "GET /session HTTP/1.1\r\nHost: 127.0.0.1:" + server.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        while (!isOpened) {
            readOnce();
        }
    }

    /** Sends a command; completes when it was carried out, and fails if it was not. */
    synchronized CompletionStage<String> send(String text) {
        var answered = new CompletableFuture<String>();
        messages++;
        sent.put(messages, answered);
        try {
            write(SessionFrame.text(text));
        } catch (IOException broken) {
            fail(broken);
        }
        return answered;
    }

    @Override
    void take(ByteBuffer received) throws IOException {
        if (isOpened) {
            received.flip();
            List<SessionFrame> frames = SessionFrame.whole(received);
            received.compact();
            for (SessionFrame frame : frames) {
                take(frame);
            }
        } else {
            takeHead(received);
        }
    }

    /** The server sends nothing behind the head of its answer before it is asked something. */
    private void takeHead(ByteBuffer received) {
        String answer = text(received);
        if (!answer.endsWith(END_OF_HEAD)) {
            return;
        }
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new LoadFailedException("the server opens no session: " + answer);
        }
        received.clear();
        isOpened = true;
    }

    private void take(SessionFrame frame) throws IOException {
        switch (frame.kind()) {
            case TEXT -> answered(frame.text());
            case PING -> answerPing();
            case CLOSE -> throw new EOFException("the server ends the session: " + frame.text());
        }
    }

    private synchronized void answerPing() throws IOException {
        write(SessionFrame.pong());
    }

    private void answered(String result) throws IOException {
        CompletableFuture<String> asked = asked(result);
        if (result.contains(ACCEPTED)) {
            asked.complete(result);
        } else {
            asked.completeExceptionally(new LoadFailedException("the server answers " + result));
        }
    }

    private synchronized CompletableFuture<String> asked(String result) throws IOException {
        int end = result.indexOf(',');
        CompletableFuture<String> asked =
                result.startsWith(LINE) ? sent.remove(Long.valueOf(result.substring(LINE.length(), end))) : null;
        if (asked == null) {
            throw new IOException("the server answers what was not asked: " + result);
        }
        return asked;
    }

    @Override
    void fail(Exception problem) {
        List<CompletableFuture<String>> left;
        synchronized (this) {
            left = List.copyOf(sent.values());
            sent.clear();
        }
        left.forEach(asked -> asked.completeExceptionally(problem));
    }
}
