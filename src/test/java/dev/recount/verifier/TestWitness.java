package dev.recount.verifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A witness as {@code tlog-witness} of the C2SP project has it, over HTTP and in memory, which checks by what the
 * verifier checks by.
 */
public final class TestWitness implements AutoCloseable {

    private static final byte COSIGNATURE = 4;

    private final String name;
    private final KeyPair keys = newKeys();
    private final Map<String, SealKey> logs = new HashMap<>();
    private final Map<String, SignedCheckpoint> signed = new HashMap<>();
    private final List<Long> asked = new CopyOnWriteArrayList<>();
    private final int port;
    private KeyPair signing = keys;
    private HttpServer server;

    private TestWitness(String name) {
        this.name = name;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    /** Starts one that knows no log yet. */
    public static TestWitness start(String name) {
        return new TestWitness(name);
    }

    private HttpServer listen(int on) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
            listening.createContext("/at/add-checkpoint", this::answer);
            listening.start();
            return listening;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    /** Returns the beginning of the address that it takes requests at. */
    public String url() {
        return "http://127.0.0.1:" + port + "/at";
    }

    /** Returns the verifier key of its cosignatures. */
    public String key() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    private byte[] typed() {
        byte[] encoded = keys.getPublic().getEncoded();
        byte[] typed = new byte[33];
        typed[0] = COSIGNATURE;
        System.arraycopy(encoded, encoded.length - 32, typed, 1, 32);
        return typed;
    }

    private byte[] id() {
        return Digest.of((name + "\n").getBytes(StandardCharsets.UTF_8), typed())
                .first(4);
    }

    /** Takes checkpoints of the log with this verifier key from now on. */
    public synchronized void trust(String verifierKey) {
        SealKey log = SealKey.parse(verifierKey);
        logs.put(log.name(), log);
    }

    /** Signs by a key that is not its own, or by its own again. */
    public synchronized void forge(boolean isForging) {
        signing = isForging ? newKeys() : keys;
    }

    /** Goes away. */
    public void leave() {
        server.stop(0);
    }

    /** Comes back, with what it knew. */
    public void comeBack() {
        server = listen(port);
    }

    /** Returns the old sizes that it was asked from, in their order. */
    public List<Long> asked() {
        return List.copyOf(asked);
    }

    /** Returns the sizes of the trees that it has signed last. */
    public synchronized List<Long> sizes() {
        return signed.values().stream().map(SignedCheckpoint::size).toList();
    }

    /** A refusal, by the status and the body of the answer. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String body) {
            super(body);
            this.status = status;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = 200;
        String answer;
        try {
            answer = cosigned(body);
        } catch (Refused refused) {
            status = refused.status;
            answer = String.valueOf(refused.getMessage());
        } catch (RuntimeException malformed) {
            status = 400;
            answer = malformed.toString();
        }
        if (status == 409) {
            exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized String cosigned(String body) throws Refused {
        int end = body.indexOf("\n\n");
        String[] lines = body.substring(0, end).split("\n", -1);
        String note = body.substring(end + 2);
        if (!lines[0].matches("old (0|[1-9]\\d*)")) {
            throw new Refused(400, "no old size");
        }
        long old = Long.parseLong(lines[0].substring(4));
        asked.add(old);
        SignedCheckpoint checkpoint = known(note);
        SignedCheckpoint before =
                signed.getOrDefault(checkpoint.origin(), new SignedCheckpoint(checkpoint.origin(), 0, Digest.of()));
        if (old > checkpoint.size()) {
            throw new Refused(400, "the old size is above that of the checkpoint");
        } else if (old != before.size() || isOther(before, checkpoint)) {
            throw new Refused(409, before.size() + "\n");
        }
        requireProof(before, checkpoint, Arrays.asList(lines).subList(1, lines.length));
        signed.put(checkpoint.origin(), checkpoint);
        return cosignature(note.substring(0, note.lastIndexOf("\n\n") + 1));
    }

    private static boolean isOther(SignedCheckpoint before, SignedCheckpoint now) {
        return before.size() == now.size() && !before.root().equals(now.root());
    }

    private SignedCheckpoint known(String note) throws Refused {
        SealKey log = logs.get(note.split("\n", 2)[0]);
        if (log == null) {
            throw new Refused(404, "unknown log");
        }
        try {
            return SignedCheckpoint.parse(note, List.of(log));
        } catch (VerificationException unsigned) {
            throw new Refused(403, String.valueOf(unsigned.getMessage()));
        }
    }

    private static void requireProof(SignedCheckpoint before, SignedCheckpoint now, List<String> lines) throws Refused {
        try {
            var proof = new ArrayList<Digest>();
            for (String line : lines) {
                proof.add(Digest.parse(line));
            }
            boolean isEmpty = before.size() == 0 || before.size() == now.size();
            if (isEmpty && !proof.isEmpty()) {
                throw new Refused(422, "the proof is not empty");
            } else if (!isEmpty) {
                Proofs.requireConsistency(before, now, proof);
            }
        } catch (VerificationException wrong) {
            throw new Refused(422, String.valueOf(wrong.getMessage()));
        }
    }

    private String cosignature(String text) {
        try {
            long now = Instant.now().getEpochSecond();
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signing.getPrivate());
            signature.update(("cosignature/v1\ntime " + now + "\n" + text).getBytes(StandardCharsets.UTF_8));
            ByteBuffer blob =
                    ByteBuffer.allocate(4 + 8 + 64).put(id()).putLong(now).put(signature.sign());
            return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(blob.array()) + "\n";
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
