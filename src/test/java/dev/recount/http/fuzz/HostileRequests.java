package dev.recount.http.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Requests at random. Those that would be carried out were they well-formed are commands to accounts that nobody ever
 * opened, and actions on views and handlers that are not there.
 */
final class HostileRequests {

    private static final String[] METHODS = {
        "GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PRI", "X", "PROPFIND"
    };
    private static final String[] PATHS = {
        "/streams/account/fuzz",
        "/streams/account/fuzz/events",
        "/streams/account/fuzz/history",
        "/streams/account/fuzz/diff",
        "/streams/account/fuzz/decisions",
        "/streams/account",
        "/events",
        "/views/balances",
        "/views/turnover",
        "/views/sales",
        "/views/inventory",
        "/views/balances/fuzz",
        "/views",
        "/admin/views",
        "/admin/views/turnover",
        "/admin/handlers",
        "/admin/handlers/none/parked",
        "/admin/cluster",
        "/health/live",
        "/health/ready",
        "/metrics",
        "/openapi.json",
        "/nowhere",
        "/"
    };
    private static final String[] HEADERS = {
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "If-Modified-Since",
        "Recount-Correlation",
        "Recount-Time",
        "Recount-After",
        "Last-Event-ID",
        "traceparent",
        "Content-Type",
        "Accept",
        "Origin",
        "Sec-Fetch-Site",
        "Expect",
        "Upgrade",
        "Connection",
        "TE",
        "Trailer",
        "Range",
        "Authorization",
        "Cookie",
        "X-Forwarded-Host",
        "Content-Encoding",
        "Accept-Encoding"
    };
    private static final String[] COMMANDS = {
        "Deposit", "Withdraw", "Close", "CloseMonth", "ChargeFee", "CreditInterest"
    };
    private static final String[] FRAMING = {
        "Content-Length: 2",
        "Content-Length:",
        "Content-Length: +2",
        "Content-Length: 2, 2",
        "Content-Length: 99999999999999999999",
        "Content-Length: 1000000",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "X: a\r\n folded",
        "X: a\nY: b",
        "X: a\rb",
        "X\u0000: a",
        "X",
        ": x",
        "Host: localhost",
        "Host: evil.example",
        "Connection: close",
        "Connection: upgrade\r\nUpgrade: h2c",
        "Expect: 100-continue"
    };

    /** A request. */
    static final class Request {

        private final byte[] bytes;
        private final boolean leaves;

        private Request(byte[] bytes, boolean leaves) {
            this.bytes = bytes;
            this.leaves = leaves;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Tells whether the connection is of use for another after its answer, if that does not say otherwise. */
        boolean leaves() {
            return leaves;
        }

        boolean isHead() {
            return toString().startsWith("HEAD ");
        }

        @Override
        public String toString() {
            return new String(bytes, 0, Math.min(bytes.length, 2_000), StandardCharsets.ISO_8859_1);
        }
    }

    private final HostileText text;
    private final HostileQueries queries;
    private final Random random;

    /**
     * Makes a generator.
     *
     * @param cursors places in the log and in views, as the server has given them
     */
    HostileRequests(Random random, List<String> cursors) {
        this.random = random;
        this.text = new HostileText(random);
        this.queries = new HostileQueries(random, text, cursors);
    }

    Request next() {
        return switch (random.nextInt(12)) {
            case 0, 1 ->
                whole((head(text.chance(3) ? text.oneOf(METHODS) : "GET", path(), "") + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
            case 2 -> of(head("GET", queries.next(), headers(2)) + "\r\n");
            case 3, 10, 11 -> new Request(head("GET", queries.next(), "\r\n").getBytes(StandardCharsets.UTF_8), true);
            case 4 -> whole(command((text.chance(2) ? text.fields() : fitting()).getBytes(StandardCharsets.UTF_8)));
            case 5 -> whole(command(broken(text.fields().getBytes(StandardCharsets.UTF_8))));
            case 6 -> whole(bulk());
            case 7 -> of(chunked());
            case 8 -> of(head("POST", "/admin/views/none/" + text.inTarget(), framing()) + "\r\n{}");
            default -> of(broken(command("{\"amount\":1,\"method\":\"CASH\"}".getBytes(StandardCharsets.UTF_8))));
        };
    }

    private static Request of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Request of(byte[] bytes) {
        return new Request(bytes, false);
    }

    /** Makes a request that has an end, whatever is in it. */
    private static Request whole(byte[] bytes) {
        var request = new Request(bytes, true);
        return request.isHead() ? of(bytes) : request;
    }

    private static String head(String method, String target, String headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
    }

    private String path() {
        var path = new StringBuilder(text.chance(2) ? text.oneOf(PATHS) : "");
        for (int i = text.upTo(4); i >= 0; i--) {
            path.append('/').append(text.inTarget());
        }
        return path.toString();
    }

    private String headers(int most) {
        var headers = new StringBuilder();
        for (int i = text.upTo(most); i > 0; i--) {
            headers.append(text.oneOf(HEADERS))
                    .append(": ")
                    .append(text.any().replaceAll("[\r\n]", "?"))
                    .append("\r\n");
        }
        return headers.toString();
    }

    private String framing() {
        return headers(1) + text.oneOf(FRAMING) + "\r\n";
    }

    /** Returns fields of a command with one wrong at most. */
    private String fitting() {
        return "{\"amount\":" + (text.chance(2) ? "1.5" : text.json(1)) + ",\"method\":"
                + (text.chance(2) ? "\"CASH\"" : text.json(1)) + "}";
    }

    private byte[] command(byte[] body) {
        String head = head(
                "POST",
                "/streams/account/fuzz" + text.upTo(9) + "/"
                        + (text.chance(9) ? text.inTarget() : text.oneOf(COMMANDS)),
                headers(2) + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
        return joined(head, body);
    }

    private byte[] bulk() {
        var lines = new ByteArrayOutputStream();
        for (int i = text.upTo(5); i >= 0; i--) {
            byte[] line = line().getBytes(StandardCharsets.UTF_8);
            lines.writeBytes(text.chance(4) ? broken(line) : line);
            lines.write('\n');
        }
        return joined(
                head(
                        "POST",
                        "/streams",
                        "Content-Type: application/x-ndjson\r\nContent-Length: " + lines.size() + "\r\n\r\n"),
                lines.toByteArray());
    }

    private String line() {
        if (text.chance(4)) {
            return text.json(3);
        }
        var line = new StringBuilder("{\"stream\":\"account/fuzz\",\"command\":\"" + text.oneOf(COMMANDS) + "\"");
        for (String field : new String[] {"data", "id", "time", "expectedVersion", "correlation", "unknown"}) {
            if (text.chance(3)) {
                line.append(",\"").append(field).append("\":").append(text.json(2));
            }
        }
        return line.append('}').toString();
    }

    private byte[] chunked() {
        byte[] body = text.fields().getBytes(StandardCharsets.UTF_8);
        var chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; ) {
            int size = Math.min(body.length - from, 1 + text.upTo(40));
            chunks.writeBytes((Integer.toHexString(size) + (text.chance(9) ? ";" + text.any() : "") + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            chunks.write(body, from, size);
            chunks.writeBytes(new byte[] {'\r', '\n'});
            from += size;
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        byte[] all = text.chance(2) ? chunks.toByteArray() : broken(chunks.toByteArray());
        return joined(
                head(
                        "POST",
                        "/streams/account/fuzz/Deposit",
                        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
                all);
    }

    /** Returns bytes of which some are others, are gone, or are there twice. */
    private byte[] broken(byte[] whole) {
        byte[] bytes = whole.clone();
        for (int i = text.upTo(3); i >= 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + 1 + text.upTo(8));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] = text.oneOf(new Byte[] {'\r', '\n', 0, '"', '{', ' ', (byte) 0xc0, (byte) 0xed});
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, to, bytes.length));
                default -> bytes = joined(Arrays.copyOf(bytes, to), Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] joined(String first, byte[] second) {
        return joined(first.getBytes(StandardCharsets.UTF_8), second);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
