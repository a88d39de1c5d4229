package dev.recount.seal.outside;

import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.StoredTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The posting of new checkpoints to an address, on one node of the cluster, beside the sealing. The newest one of each
 * tree arrives in the end, maybe more than once; what has been overtaken does not have to.
 */
public final class CheckpointWebhook extends BackgroundRounds {

    private final List<SealTable> trees;
    private final URI url;
    private final OutgoingPosts posts;
    private final Standing standing;
    private final Map<String, String> taken = new HashMap<>();

    /**
     * Prepares to post.
     *
     * @param interval the time after which is looked for new checkpoints
     * @param posts what sends them
     */
    public CheckpointWebhook(List<SealTable> trees, URI url, Duration interval, OutgoingPosts posts) {
        super("seal-webhook", interval, "Checkpoints could not be posted; that is tried again");
        this.trees = trees;
        this.url = url;
        this.posts = posts;
        // the address may hold a password, and is not told
        this.standing = new Standing("The address in recount.seal.webhook", interval, posts.troubles());
    }

    /** A journal that is away does not keep the checkpoints of others from being posted. */
    @Override
    protected void round(BooleanSupplier isToEnd) {
        forEach(trees, table -> {
            if (standing.isDue() && !isToEnd.getAsBoolean()) {
                post(table);
            }
        });
    }

    private void post(SealTable table) {
        Optional<String> newest = table.read().map(StoredTree::checkpoint);
        if (newest.isPresent() && !newest.get().equals(taken.get(table.name())) && isTaken(newest.get())) {
            taken.put(table.name(), newest.get());
        }
    }

    private boolean isTaken(String checkpoint) {
        try {
            HttpResponse<String> answer = posts.post(url, checkpoint);
            if (answer.statusCode() / 100 == 2) {
                standing.succeeded();
                return true;
            }
            standing.failed(Trouble.REFUSED, "it answers " + answer.statusCode());
        } catch (IOException away) {
            standing.failed(Trouble.AWAY, String.valueOf(away.getMessage()));
        }
        return false;
    }
}
