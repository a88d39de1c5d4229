package dev.recount.seal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.model.StreamId;
import java.util.Optional;

/**
 * The receipts of events. Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when a
 * database does not answer.
 *
 * @param trees the trees of the events of each journal
 * @param log the log in which the events are
 */
public record EventReceipts(PerJournal<SealedTree> trees, LogReader log) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Returns the receipt of an event.
     *
     * @param withEvent whether it has the stored event in it
     * @throws dev.recount.database.segment.SegmentDeletedException if the event is to be in it, and was deleted
     * @throws ChangedEntryException if the event is not the one that was sealed
     * @throws dev.recount.seal.tree.ChangedTileException if the tree is not the one that was signed
     */
    public ReceiptAnswer of(StreamId stream, long version, boolean withEvent) {
        SealedTree tree = trees.of(stream);
        Optional<LogEntry> event = log.readStream(stream, version - 1, 1).entries().stream()
                .filter(entry -> entry.version() == version)
                .findFirst();
        if (event.isEmpty()) {
            return new ReceiptAnswer.Unknown();
        }
        Optional<SignedTree> signed = tree.signed();
        if (signed.isEmpty() || !signed.get().covers(event.get().place())) {
            return new ReceiptAnswer.NotYet();
        }
        return new ReceiptAnswer.Given(receipt(tree, signed.get(), event.get(), withEvent));
    }

    private static Receipt receipt(SealedTree tree, SignedTree signed, LogEntry event, boolean withEvent) {
        if (withEvent || !event.isDeleted()) {
            event.requireThere();
            if (!event.stored().isAsWritten()) {
                throw new ChangedEntryException(event.id().toString());
            }
        }
        long index = signed.find(Leaf.of(event.hash()))
                .orElseThrow(() -> new ChangedEntryException(event.id().toString()));
        return tree.receipt(signed, index, extra(event, withEvent));
    }

    private static String extra(LogEntry event, boolean withEvent) {
        ObjectNode extra = JSON.createObjectNode();
        extra.put("stream", event.stream().toString());
        extra.put("version", event.version());
        extra.put("hash", event.stored().writtenHash());
        if (withEvent) {
            extra.put("name", event.stored().manifest());
            extra.put("payload", event.stored().payload());
        }
        return extra.toString();
    }
}
