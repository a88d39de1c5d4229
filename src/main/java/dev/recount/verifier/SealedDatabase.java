package dev.recount.verifier;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The database of a journal, read as it lies there: whether its events and its rejections are still those of
 * which checkpoints were signed.
 */
final class SealedDatabase implements AutoCloseable {

    private static final int FETCH = 1_000;
    private static final int MOST_TOLD = 20;
    private static final Pattern ID = Pattern.compile("[^|/]+\\|[^|/]+");

    private final Connection connection;
    private final boolean isPostgres;
    private final ArchiveFolder archive;
    private final Set<Integer> deletedSegments;
    private long deleted;

    /**
     * Opens it.
     *
     * @param archive the folder with the segments of archived events, if it is known
     */
    SealedDatabase(String url, String user, String password, Optional<Path> archive) throws SQLException {
        this.connection = DriverManager.getConnection(url, user, password);
        this.connection.setReadOnly(true);
        this.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        this.connection.setAutoCommit(false); // one look at all of it, and rows as they are needed
        this.isPostgres = url.startsWith("jdbc:postgresql:");
        this.archive = new ArchiveFolder(connection, archive);
        this.deletedSegments = this.archive.deleted();
    }

    /** Returns the rejections that are in it. */
    SealedRejections rejections(Consumer<String> finding) {
        return new SealedRejections(connection, finding);
    }

    /** An event as it is found: the name of the stream and version, and the hash of the entry that it makes. */
    private record Found(String name, Digest leaf) {}

    /**
     * Holds the events against checkpoints, of which each one's signature was checked, and tells what is not as it was
     * sealed; returns how many things were told.
     *
     * @param sorted the checkpoints in the order of their sizes
     */
    long verify(List<SignedCheckpoint> sorted, Consumer<String> finding) throws SQLException, IOException {
        var root = new GrowingRoot();
        var wrong = new ArrayList<SignedCheckpoint>();
        int next = 0;
        try (PreparedStatement select = events();
                ResultSet rows = select.executeQuery()) {
            next = check(sorted, next, root, wrong);
            while (next < sorted.size() && rows.next()) {
                root.add(found(rows).leaf);
                next = check(sorted, next, root, wrong);
            }
        }
        for (SignedCheckpoint each : sorted.subList(next, sorted.size())) {
            finding.accept("the journal has " + root.size() + " events, and had " + each.size()
                    + " when the checkpoint was signed: " + (each.size() - root.size()) + " are missing");
        }
        wrong.forEach(each -> finding.accept(
                "the first " + each.size() + " events are not those of which the checkpoint was signed"));
        long told = (long) sorted.size() - next + wrong.size();
        if (told > 0) {
            tellWhich(sorted.getLast(), finding);
        }
        return told;
    }

    private static int check(List<SignedCheckpoint> sorted, int next, GrowingRoot root, List<SignedCheckpoint> wrong) {
        int checked = next;
        while (checked < sorted.size() && sorted.get(checked).size() == root.size()) {
            if (!sorted.get(checked).root().equals(root.root())) {
                wrong.add(sorted.get(checked));
            }
            checked++;
        }
        return checked;
    }

    private PreparedStatement events() throws SQLException {
        PreparedStatement select = connection.prepareStatement(
                "SELECT persistence_id, sequence_number, event_ser_manifest, event_payload, deleted"
                        + (deletedSegments.isEmpty() ? "" : ", event_hash") + " FROM event_journal ORDER BY "
                        + (isPostgres ? "tx_id, " : "") + "ordering");
        select.setFetchSize(FETCH);
        return select;
    }

    private Found found(ResultSet row) throws SQLException, IOException {
        String id = String.valueOf(row.getString(1));
        String version = Long.toString(row.getLong(2));
        String name = row.getString(3);
        byte[] payload = row.getBytes(4);
        String stream = id.replace('|', '/');
        boolean isWhole = ID.matcher(id).matches() && name != null && payload != null && !row.getBoolean(5);
        Digest leaf = isWhole
                ? Entry.leaf(stream, version, hash(row, stream, version, name, payload))
                : Digest.leaf(new byte[0]); // what a server does not read as an event was sealed as none
        return new Found(stream + "@" + version, leaf);
    }

    /** The bytes of a deleted event are gone: that its row has the hash that was sealed is all that can be told. */
    private String hash(ResultSet row, String stream, String version, String name, byte[] payload)
            throws SQLException, IOException {
        if (deletedSegments.contains(ArchiveFolder.segment(payload))) {
            deleted++;
            byte[] kept = row.getBytes(6);
            return kept == null ? "" : Base64.getEncoder().encodeToString(kept);
        }
        return Entry.hash(name, archive.payload(stream, version, payload)).base64();
    }

    /** Returns how many of the events that were verified are there by their hashes alone, in words. */
    String deleted() {
        return deleted == 0 ? "" : ", " + deleted + " of them by their hashes alone, as they were deleted since";
    }

    /** The hashes of the leaves are in the database: where they make the root that was signed, they tell which. */
    private void tellWhich(SignedCheckpoint checkpoint, Consumer<String> finding) throws SQLException, IOException {
        List<Digest> leaves = leaves();
        var root = new GrowingRoot();
        leaves.stream().limit(checkpoint.size()).forEach(root::add);
        if (root.size() < checkpoint.size() || !root.root().equals(checkpoint.root())) {
            finding.accept("the tree in the database was changed as well, so that nothing tells which events");
            return;
        }
        var positions = new HashMap<Digest, Integer>();
        for (int i = 0; i < leaves.size(); i++) {
            positions.put(leaves.get(i), i);
        }
        BitSet seen = tellChanged(positions, checkpoint, finding);
        long told = 0;
        int missing = seen.nextClearBit(0);
        while (missing < checkpoint.size() && told < MOST_TOLD) {
            told = tell("entry " + missing + ", counted from 0, is not there as it was sealed", told, finding);
            missing = seen.nextClearBit(missing + 1);
        }
    }

    /** Tells of events that were not sealed so, or not in this order, and returns the indexes of those that were. */
    private BitSet tellChanged(Map<Digest, Integer> positions, SignedCheckpoint checkpoint, Consumer<String> finding)
            throws SQLException, IOException {
        var seen = new BitSet();
        long told = 0;
        int last = -1;
        try (PreparedStatement select = events();
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Found event = found(rows);
                Integer at = positions.get(event.leaf);
                if (at == null) {
                    told = tell(event.name + " was never sealed so: it was changed, or added", told, finding);
                } else if (at < checkpoint.size()) {
                    seen.set(at);
                    if (at < last) {
                        told = tell(event.name + " stands after what it came before", told, finding);
                    }
                    last = Math.max(last, at);
                }
            }
        }
        return seen;
    }

    private static long tell(String finding, long told, Consumer<String> findings) {
        if (told < MOST_TOLD) {
            findings.accept(finding);
        }
        return told + 1;
    }

    private List<Digest> leaves() throws SQLException {
        var leaves = new ArrayList<Digest>();
        try (var stored = new StoredLeaves(connection, "events")) {
            for (var leaf = stored.next(); leaf.isPresent(); leaf = stored.next()) {
                leaves.add(leaf.get().hash());
            }
        }
        return leaves;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
