package dev.recount.verifier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree as {@code tlog-tiles} of the C2SP project publishes it. */
final class PublishedTree implements AutoCloseable {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String url;
    private final Map<String, Digest[]> tiles = new HashMap<>();

    /**
     * Names the place.
     *
     * @param url where it is published, such as {@code http://host/seal/1}
     */
    PublishedTree(String url) {
        this.url = url;
    }

    /** Returns its last checkpoint, whoever has signed that. */
    String checkpoint() throws IOException {
        return new String(get("/checkpoint"), StandardCharsets.UTF_8);
    }

    /**
     * Returns its last checkpoint that witnesses have signed, whoever they are.
     *
     * @throws VerificationException if it says that there is none
     */
    String witnessedCheckpoint() throws IOException, VerificationException {
        HttpResponse<byte[]> answer = answer("/checkpoint?witnessed=true");
        if (answer.statusCode() == 404) {
            throw new VerificationException("the log has no checkpoint that witnesses have signed");
        }
        return new String(body("/checkpoint?witnessed=true", answer), StandardCharsets.UTF_8);
    }

    private byte[] get(String path) throws IOException {
        return body(path, answer(path));
    }

    private byte[] body(String path, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(url + path + " is answered with " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private HttpResponse<byte[]> answer(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    /** Makes sure that one tree is the beginning of another, by the tiles of the larger one. */
    void requireConsistent(SignedCheckpoint older, SignedCheckpoint newer) throws IOException, VerificationException {
        if (older.size() > newer.size()) {
            throw new VerificationException(
                    "the tree has " + newer.size() + " entries, and had " + older.size() + ": its end was cut off");
        }
        if (older.size() == newer.size() && !older.root().equals(newer.root())) {
            throw Proofs.inconsistent(older, newer);
        } else if (older.size() > 0 && older.size() < newer.size()) {
            var proof = new ArrayList<Digest>();
            addProof(older.size(), 0, newer.size(), true, newer.size(), proof);
            Proofs.requireConsistency(older, newer, proof);
        }
    }

    /** RFC 6962, section 2.1.2. */
    private void addProof(long older, long from, long to, boolean isAll, long size, List<Digest> proof)
            throws IOException {
        if (older == to) {
            if (!isAll) {
                proof.add(hash(from, to, size));
            }
        } else {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (older <= middle) {
                addProof(older, from, middle, isAll, size, proof);
                proof.add(hash(middle, to, size));
            } else {
                addProof(older, middle, to, false, size, proof);
                proof.add(hash(from, middle, size));
            }
        }
    }

    private Digest hash(long from, long to, long size) throws IOException {
        long leaves = to - from;
        int height = Long.numberOfTrailingZeros(leaves);
        if (Long.bitCount(leaves) == 1 && height % HEIGHT == 0) {
            long index = from >>> height;
            return tile(height / HEIGHT, index / WIDTH, size)[(int) (index % WIDTH)];
        }
        long middle = from + Long.highestOneBit(leaves - 1);
        return Digest.node(hash(from, middle, size), hash(middle, to, size));
    }

    private Digest[] tile(int level, long number, long size) throws IOException {
        long width = Math.min(WIDTH, (size >>> (level * HEIGHT)) - number * WIDTH);
        String path = path(Integer.toString(level), number, width);
        Digest[] known = tiles.get(path);
        if (known == null) {
            known = Digest.all(get(path));
            if (known.length < width) {
                throw new IOException(url + path + " has " + known.length + " hashes");
            }
            tiles.put(path, known);
        }
        return known;
    }

    private static String path(String level, long number, long width) {
        StringBuilder groups = new StringBuilder("%03d".formatted(number % 1_000));
        for (long rest = number / 1_000; rest > 0; rest /= 1_000) {
            groups.insert(0, "x%03d/".formatted(rest % 1_000));
        }
        return "/tile/" + level + "/" + groups + (width == WIDTH ? "" : ".p/" + width);
    }

    @Override
    public void close() {
        http.close();
    }
}
