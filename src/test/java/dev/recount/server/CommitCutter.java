package dev.recount.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a server and its PostgreSQL, and breaks the connection on which the next commit of events is under
 * way.
 */
final class CommitCutter implements AutoCloseable {

    /** The point at which the connection is broken. */
    enum Cut {
        NOWHERE,
        /** The commit does not come to PostgreSQL. */
        BEFORE_COMMIT,
        /** The commit comes to PostgreSQL, and its answer does not come back. */
        BEFORE_ANSWER
    }

    private final ServerSocket listening;
    private final int port;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NOWHERE);

    /** Begins to stand before the PostgreSQL on a port of this machine. */
    CommitCutter(int port) {
        this.port = port;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Has the next commit of events cut. */
    void cut(Cut where) {
        next.set(where);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> forward(client, server));
                Thread.ofVirtual().start(() -> back(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void forward(Socket client, Socket server) {
        var bytes = new byte[1 << 16];
        boolean appends = false;
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                String text = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
                appends = appends || text.contains("INSERT INTO event_journal");
                if (text.contains("COMMIT") && appends) {
                    Cut cut = next.getAndSet(Cut.NOWHERE);
                    if (cut == Cut.BEFORE_ANSWER) {
                        client.close();
                        out.write(bytes, 0, read);
                    }
                    if (cut != Cut.NOWHERE) {
                        return;
                    }
                    appends = false;
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException broken) {
            // as connections are when either end goes
        }
    }

    private static void back(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException broken) {
            // as connections are when either end goes
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
