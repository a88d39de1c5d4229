package dev.recount.journal.spread;

import dev.recount.journal.HashChain;
import dev.recount.journal.JournalKey;
import dev.recount.model.StreamId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * In which of several journals a stream is. It never changes: a stream would be looked for where it is not.
 *
 * <p>The first four bytes of the SHA-256 of the stream's name, {@code type|id} in UTF-8, taken as an unsigned number
 * with the most significant byte first, modulo the number of journals. In PostgreSQL's words: {@code ('x' ||
 * left(encode(sha256(convert_to(persistence_id, 'UTF8')), 'hex'), 8))::bit(32)::bigint % journals}.
 *
 * @param journals how many there are
 */
public record Placement(int journals) {

    /** All streams in the one journal. */
    static final Placement ONE = new Placement(1);

    /** The most journals: positions in the log of as many are still short enough for a header. */
    public static final int MOST = 64;

    public Placement {
        if (journals < 1 || journals > MOST) {
            throw new IllegalArgumentException("there may be 1 to " + MOST + " journals, not " + journals);
        }
    }

    /** Returns the index of a stream's journal, from 0. */
    public int of(StreamId stream) {
        return of(JournalKey.of(stream));
    }

    /** Returns the index of the journal of the stream that Pekko keeps under a name, from 0. */
    public int of(String persistenceId) {
        if (journals == 1) {
            return 0;
        }
        byte[] hash = HashChain.sha256().digest(persistenceId.getBytes(StandardCharsets.UTF_8));
        int first = ByteBuffer.wrap(hash).getInt();
        return Integer.remainderUnsigned(first, journals);
    }

    /**
     * Returns the name of what is done for one journal by itself, by the journal's index: as in {@code mail}, then
     * {@code mail@2}.
     */
    public static String share(String name, int journal) {
        return journal == 0 ? name : name + "@" + (journal + 1);
    }
}
