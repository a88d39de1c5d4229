package dev.recount.torture.seal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.seal.tree.MerkleTree;
import dev.recount.torture.evidence.EvidenceWriter;
import dev.recount.torture.evidence.SeenCheckpoint;
import dev.recount.torture.http.Calls;
import dev.recount.torture.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The watch over the checkpoints of all trees, which asks each node for them about once a second. */
public final class CheckpointWatch implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<String> nodes;
    private final Calls calls;
    private final EvidenceWriter evidence;
    private final Set<SeenCheckpoint> seen = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads;
    private volatile boolean ending;

    /** Begins to watch. */
    public CheckpointWatch(List<String> nodes, Calls calls, EvidenceWriter evidence) {
        this.nodes = List.copyOf(nodes);
        this.calls = calls;
        this.evidence = evidence;
        this.threads = nodes.stream()
                .map(node -> Thread.ofVirtual().name("checkpoints-" + node).start(() -> watch(node)))
                .toList();
    }

    private void watch(String node) {
        while (!ending) {
            look(node);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void look(String node) {
        if (calls.get(node + "/seal", PATIENCE) instanceof Reply.Answered(int status, JsonNode body) && status == 200) {
            for (JsonNode tree : body.path("trees")) {
                String name = tree.path("tree").asText();
                calls.bytes(url(node, name) + "/checkpoint", PATIENCE)
                        .filter(answer -> answer.statusCode() == 200)
                        .ifPresent(answer -> add(checkpoint(node, name, answer.body())));
            }
        }
    }

    private static String url(String node, String tree) {
        return node + "/seal/" + tree;
    }

    private static SeenCheckpoint checkpoint(String node, String tree, byte[] note) {
        String[] lines = new String(note, StandardCharsets.UTF_8).split("\n", 4);
        return new SeenCheckpoint(node, tree, lines[0], Long.parseLong(lines[1]), lines[2]);
    }

    private void add(SeenCheckpoint checkpoint) {
        if (seen.add(checkpoint)) {
            evidence.add(checkpoint);
        }
    }

    /**
     * Writes down what each tree is in the end, as of each size of which a checkpoint was seen.
     *
     * @throws dev.recount.torture.evidence.TrialFailedException if it cannot be read
     */
    public void readBack() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> trees = seen.stream().map(SeenCheckpoint::tree).distinct().toList();
        for (String tree : trees) {
            String url = url(nodes.getFirst(), tree);
            Published.get(calls, url + "/checkpoint")
                    .map(note -> checkpoint(SeenCheckpoint.END, tree, note))
                    .ifPresent(last -> readBack(last, new PublishedTiles(url, calls)));
        }
    }

    private void readBack(SeenCheckpoint last, PublishedTiles tiles) {
        seen.stream()
                .filter(each -> each.tree().equals(last.tree()))
                .map(SeenCheckpoint::size)
                .distinct()
                .filter(size -> size <= last.size())
                .forEach(size -> evidence.add(new SeenCheckpoint(
                        SeenCheckpoint.END,
                        last.tree(),
                        last.origin(),
                        size,
                        new MerkleTree(tiles, size).root().text())));
    }

    @Override
    public void close() {
        ending = true;
    }
}
