package dev.recount.bench.engine.http;

import dev.recount.bench.load.LoadFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A connection on which one request at a time is answered; an answer's body has a length, which the server always tells
 * of short ones.
 */
final class KeepAliveConnection extends ReadConnection {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String OK = "HTTP/1.1 200 ";

    private volatile CompletableFuture<String> answered = new CompletableFuture<>();

    KeepAliveConnection(InetSocketAddress server) throws IOException {
        super(server);
    }

    CompletionStage<String> send(ByteBuffer request) {
        var next = new CompletableFuture<String>();
        answered = next;
        try {
            write(request);
        } catch (IOException broken) {
            next.completeExceptionally(broken);
        }
        return next;
    }

    @Override
    void take(ByteBuffer answer) throws IOException {
        String text = text(answer);
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

    @Override
    void fail(Exception problem) {
        answered.completeExceptionally(problem);
    }
}
