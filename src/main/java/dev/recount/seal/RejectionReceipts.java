package dev.recount.seal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.decision.Rejections;
import dev.recount.decision.StoredRejection;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.StreamId;
import java.util.Base64;
import java.util.Optional;

/**
 * The receipts of rejections. Every method blocks, and throws {@link dev.recount.database.sql.DatabaseException} when a
 * database does not answer.
 *
 * @param trees the trees of the rejections of each journal
 * @param rejections the rejections themselves
 */
public record RejectionReceipts(PerJournal<SealedTree> trees, PerJournal<Rejections> rejections) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Returns the receipt of a rejection, also of one that was deleted when it was old enough, of which only the entry
     * is left.
     *
     * @param number its number among those of its journal
     * @param withContent whether it has in it what is stored
     * @throws ChangedEntryException if the rejection is not the one that was sealed
     * @throws dev.recount.seal.tree.ChangedTileException if the tree is not the one that was signed
     */
    public ReceiptAnswer of(StreamId stream, long number, boolean withContent) {
        SealedTree tree = trees.of(stream);
        // The row before the tree: where it is deleted meanwhile, it has been sealed long since.
        Optional<StoredRejection> row = rejections.of(stream).stored(number - 1, 1).stream()
                .filter(found -> found.number() == number)
                .findFirst();
        Optional<SignedTree> signed = tree.signed().filter(known -> known.covers(SealedRejection.place(number)));
        if (row.filter(found -> found.stream().equals(stream)).isPresent()) {
            return signed.<ReceiptAnswer>map(known -> given(tree, known, row.get(), withContent))
                    .orElseGet(ReceiptAnswer.NotYet::new);
        }
        return signed.flatMap(known -> known.find(
                                SealedRejection.place(number),
                                text -> isOf(SealedRejection.parse(text), stream, number))
                        .map(index -> away(tree, known, index, row, withContent)))
                .orElseGet(ReceiptAnswer.Unknown::new);
    }

    private static ReceiptAnswer given(SealedTree tree, SignedTree signed, StoredRejection row, boolean withContent) {
        SealedRejection rejection = SealedRejection.of(row);
        long index = signed.find(rejection.leaf()).orElseThrow(() -> new ChangedEntryException(rejection.toString()));
        ObjectNode extra = extra(rejection);
        if (withContent) {
            extra.put("payload", Base64.getEncoder().encodeToString(row.bytes()));
        }
        return new ReceiptAnswer.Given(tree.receipt(signed, index, extra.toString()));
    }

    /**
     * Returns the answer where the stream has not the rejection any more that was sealed.
     *
     * @param other what is there under its number
     */
    private static ReceiptAnswer away(
            SealedTree tree, SignedTree signed, long index, Optional<StoredRejection> other, boolean withContent) {
        String text = signed.text(index).orElseThrow();
        SealedRejection rejection = SealedRejection.parse(text).orElseThrow();
        if (other.isPresent() || !tree.mayBeAway(text)) {
            throw new ChangedEntryException(rejection.toString());
        }
        return withContent
                ? new ReceiptAnswer.Away()
                : new ReceiptAnswer.Given(
                        tree.receipt(signed, index, extra(rejection).toString()));
    }

    private static boolean isOf(Optional<SealedRejection> entry, StreamId stream, long number) {
        return entry.filter(found -> found.number() == number && found.stream().equals(stream))
                .isPresent();
    }

    private static ObjectNode extra(SealedRejection rejection) {
        ObjectNode extra = JSON.createObjectNode();
        extra.put("stream", rejection.stream().toString());
        extra.put("rejection", rejection.number());
        extra.put("recorded", rejection.time());
        extra.put("hash", rejection.hash());
        return extra;
    }
}
