package dev.recount.http.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client that sends any bytes, and waits for an answer or the end of its connection, whichever comes first. */
final class HostileClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private final String header;
    private @Nullable Socket socket;

    /** Makes a client that adds a header to whatever it sends, if there is one. */
    HostileClient(int port, String header) {
        this.port = port;
        this.header = header;
    }

    private byte[] bytes(HostileRequests.Request request) {
        String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        return header.isEmpty() || end < 0
                ? request.bytes()
                : (text.substring(0, end + 2) + header + "\r\n" + text.substring(end + 2))
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An answer, as far as it matters. */
    record Answer(int status, String headers, String body) {}

    /**
     * Sends a request, and returns the answer, or nothing if the connection has ended without one.
     *
     * @throws SocketTimeoutException if neither has come in time
     */
    Optional<Answer> exchange(HostileRequests.Request request) throws IOException {
        Socket open = open();
        try {
            open.getOutputStream().write(bytes(request));
            open.getOutputStream().flush();
        } catch (IOException closedMeanwhile) {
            // what was answered before is still to be read
        }
        try {
            Answer answer = read(new BufferedInputStream(open.getInputStream()), request.isHead());
            if (!request.leaves() || answer.headers.contains("connection: close")) {
                leave();
            }
            return Optional.of(answer);
        } catch (SocketTimeoutException hanging) {
            throw hanging;
        } catch (IOException ended) {
            leave();
            return Optional.empty();
        }
    }

    private Socket open() throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 0); // thousands of ports that wait to be free again would be too many
        }
        return socket;
    }

    private static Answer read(InputStream in, boolean isHead) throws IOException {
        String status = line(in);
        var headers = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.append(line.toLowerCase(Locale.ROOT)).append('\n');
        }
        int code = Integer.parseInt(status.split(" ", 3)[1]);
        if (code == 100) {
            return read(in, isHead);
        }
        boolean hasBody = !isHead && code != 304 && code != 204;
        return new Answer(code, headers.toString(), hasBody ? body(in, headers.toString()) : "");
    }

    private static String body(InputStream in, String headers) throws IOException {
        if (headers.contains("transfer-encoding: chunked")) {
            var body = new StringBuilder();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line(in);
            }
            line(in);
            return body.toString();
        }
        int begin = headers.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(headers.substring(begin, headers.indexOf('\n', begin)));
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        leave();
    }

    /** Ends the connection; the next request goes over another. */
    void leave() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
