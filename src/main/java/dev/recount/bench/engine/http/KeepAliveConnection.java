package dev.recount.bench.engine.http;

import dev.recount.bench.load.LoadFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A connection on which one request at a time is answered; an answer's body has a length, which the server always tells
 * of short ones.
 */
final class KeepAliveConnection {

    private static final int LARGEST_ANSWER = 64 << 10;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String OK = "HTTP/1.1 200 ";

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(LARGEST_ANSWER);
    private volatile CompletableFuture<String> answered = new CompletableFuture<>();

    private KeepAliveConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static KeepAliveConnection open(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var connection = new KeepAliveConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    CompletionStage<String> send(ByteBuffer request) {
        var next = new CompletableFuture<String>();
        answered = next;
        try {
            while (request.hasRemaining()) {
                channel.write(request);
            }
        } catch (IOException broken) {
            next.completeExceptionally(broken);
        }
        return next;
    }

    /** Takes in what has come; on the client's one thread. */
    void read() {
        try {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server has closed the connection");
            }
            completeIfWhole();
        } catch (IOException broken) {
            fail(broken);
            forget();
        }
    }

    private void forget() {
        try {
            close();
        } catch (IOException gone) {
            fail(gone);
        }
    }

    /** Tells whether a request can be sent: a server closes connections on which nothing has come for a while. */
    boolean isOpen() {
        return channel.isOpen();
    }

    private void completeIfWhole() throws IOException {
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end >= 0 && text.length() >= end + END_OF_HEAD.length() + length(text.substring(0, end))) {
            answer.clear();
            if (text.startsWith(OK)) {
                answered.complete(text);
            } else {
                fail(new LoadFailedException("the server answers " + text));
            }
        } else if (!answer.hasRemaining()) {
            throw new IOException("the answer is too long");
        }
    }

    private static int length(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("the answer has no length");
        }
        int from = at + LENGTH.length();
        int to = lower.indexOf('\r', from);
        return Integer.parseInt(
                lower.substring(from, to < 0 ? lower.length() : to).strip());
    }

    void fail(Exception problem) {
        answered.completeExceptionally(problem);
    }

    void close() throws IOException {
        channel.close();
    }
}
