package dev.recount.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that writes whatever bytes a test wants the server to see, and reads what really comes back. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Connects from another address of this machine's. */
    static RawClient from(String address, int port) throws IOException {
        return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0));
    }

    /** Connects as a client that takes little at a time. */
    static RawClient withSmallBuffers(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawClient(socket);
    }

    /** An answer as it came over the wire; header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Returns the head of a request for JSON, with these further header lines. */
    static String head(String path, String... headerLines) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + String.join(
                        "",
                        Arrays.stream(headerLines).map(line -> line + "\r\n").toList()) + "\r\n";
    }

    /** Returns a whole request with this body. */
    static String post(String path, String body, String... headerLines) {
        String[] lines = Arrays.copyOf(headerLines, headerLines.length + 1);
        lines[headerLines.length] = "Content-Length: " + body.length();
        return head(path, lines) + body;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends a text as far as the server takes it. */
    void sendAll(String text) {
        try {
            send(text);
        } catch (IOException refused) {
            // what the server answered to what it took is for the test to read
        }
    }

    /** Tells the server that nothing more will come. */
    RawClient end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Reads one answer; fails if the connection ends before it does, or nothing comes for long. */
    Answer read() throws IOException {
        Answer head = readHead();
        return new Answer(head.status, head.headers, body(head.headers));
    }

    /** Reads the beginning of an answer, up to its body. */
    Answer readHead() throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(status[1]), headers, "");
    }

    private String body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return text(in().readNBytes(Integer.parseInt(headers.get("content-length"))));
        } else if (headers.containsKey("transfer-encoding")) {
            return chunks();
        }
        return text(in().readAllBytes());
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (String chunk = readChunk(); !chunk.isEmpty(); chunk = readChunk()) {
            body.append(chunk);
        }
        return body.toString();
    }

    /** Reads one chunk of a body; the last one is empty. */
    String readChunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        String chunk = text(in().readNBytes(size));
        line();
        return chunk;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in().read(); next != '\n'; next = in().read()) {
            if (next < 0) {
                throw new EOFException("the connection ended after: " + text(line.toByteArray()));
            }
            line.write(next);
        }
        return text(line.toByteArray()).stripTrailing();
    }

    /** Returns everything up to the end of the connection, however it ends. */
    String readToEnd() {
        var all = new ByteArrayOutputStream();
        try {
            for (int next = in().read(); next >= 0; next = in().read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException hanging) {
            throw new AssertionError("the server keeps the connection open after: " + text(all.toByteArray()), hanging);
        } catch (IOException reset) {
            // an abrupt end is an end
        }
        return text(all.toByteArray());
    }

    /** Reads so many bytes. */
    byte[] readBytes(int count) throws IOException {
        return in().readNBytes(count);
    }

    private InputStream in() throws IOException {
        return socket.getInputStream();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
