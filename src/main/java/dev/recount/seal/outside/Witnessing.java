package dev.recount.seal.outside;

import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.seal.SignedNote;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.StoredTree;
import dev.recount.seal.store.WitnessedCheckpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The requests for cosignatures of a tree's newest checkpoint, one at a time, on one node of the cluster, beside the
 * sealing.
 */
public final class Witnessing extends BackgroundRounds {

    private final SealTable table;
    private final List<AskedWitness> witnesses;
    private final int enough;
    private final Clock clock;
    private final Map<AskedWitness, String> cosignatures = new LinkedHashMap<>();
    private String newest = "";

    /**
     * Begins with nothing asked: even what is stored as witnessed is asked for once, as who can set back the tree can
     * set back that as well.
     *
     * @param interval the time after which is looked for a new checkpoint
     * @param posts what sends the requests
     */
    public Witnessing(SealTable table, OutsideSettings settings, Duration interval, OutgoingPosts posts, Clock clock) {
        super("seal-witnesses-" + table.name(), interval, "Witnesses could not be asked; that is tried again");
        this.table = table;
        this.witnesses = settings.witnesses().stream()
                .map(witness ->
                        new AskedWitness(witness, posts, new Standing(name(witness), interval, posts.troubles())))
                .toList();
        this.enough = settings.enough();
        this.clock = clock;
    }

    private String name(Witness witness) {
        return "The witness " + witness.key() + " of the " + table.tree() + " of journal " + (table.journal() + 1);
    }

    /** Asks those that have not signed the newest checkpoint, each in its time. */
    @Override
    protected void round(BooleanSupplier isToEnd) {
        Optional<StoredTree> tree = table.read();
        if (tree.isPresent()) {
            begin(tree.get());
            for (AskedWitness witness : witnesses) {
                if (isToBeAsked(witness) && !isToEnd.getAsBoolean()) {
                    witness.cosign(table, tree.get()).ifPresent(line -> cosignatures.put(witness, line));
                }
            }
            store(tree.get());
        }
    }

    private void begin(StoredTree tree) {
        if (!newest.equals(tree.checkpoint())) {
            newest = tree.checkpoint();
            cosignatures.clear();
        }
    }

    /** Even where enough have signed: one that contradicts is to be heard until it does not any more. */
    private boolean isToBeAsked(AskedWitness witness) {
        return !cosignatures.containsKey(witness) && witness.isDue();
    }

    /** Where somebody else has stored another one meanwhile, that is looked at in the next round. */
    private void store(StoredTree tree) {
        if (cosignatures.size() >= enough) {
            Optional<WitnessedCheckpoint> before = table.witnessed().read();
            String checkpoint = tree.checkpoint() + String.join("", cosignatures.values());
            if (before.isEmpty() || isMore(tree.size(), checkpoint, before.get())) {
                table.witnessed()
                        .put(before, new WitnessedCheckpoint(tree.origin(), tree.size(), checkpoint, clock.instant()));
            }
        }
    }

    private static boolean isMore(long size, String checkpoint, WitnessedCheckpoint before) {
        if (size != before.size()) {
            return size > before.size();
        }
        return !SignedNote.text(checkpoint).equals(SignedNote.text(before.checkpoint()))
                || SignedNote.signers(checkpoint).size()
                        > SignedNote.signers(before.checkpoint()).size();
    }
}
