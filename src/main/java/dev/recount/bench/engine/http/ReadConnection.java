package dev.recount.bench.engine.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection to the server, of which a {@link ReadingThread} takes in what comes. */
abstract class ReadConnection {

    private static final int LARGEST_READ = 64 << 10;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(LARGEST_READ);

    ReadConnection(InetSocketAddress server) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Takes what has come so far out of the buffer, as far as it is whole. */
    abstract void take(ByteBuffer received) throws IOException;

    /** Returns what has come so far as text of one byte a character. */
    static String text(ByteBuffer received) {
        return StandardCharsets.ISO_8859_1.decode(received.duplicate().flip()).toString();
    }

    /** Tells those that wait for an answer that none will come. */
    abstract void fail(Exception problem);

    /** Lets the thread of a selector read from now on. */
    final void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    final void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads once; on the thread of the selector, or before there is one. */
    final void readOnce() throws IOException {
        if (channel.read(received) < 0) {
            throw new EOFException("the server has closed the connection");
        }
        take(received);
    }

    /** Reads once, and gives the connection up where it is broken. */
    final void read() {
        try {
            readOnce();
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
    final boolean isOpen() {
        return channel.isOpen();
    }

    final void close() throws IOException {
        channel.close();
    }
}
