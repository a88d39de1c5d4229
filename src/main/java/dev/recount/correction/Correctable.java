package dev.recount.correction;

import dev.recount.correction.CorrectionException.Kind;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.archived.DeletedEvents;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stream as it is when it is to be corrected.
 *
 * @param last the version of its last event
 * @param corrections those that it has so far
 * @param deleted its events that were deleted
 * @param bySecondPerson whether its corrections wait until somebody else approves them
 */
record Correctable(
        StreamCodec<?, ?, ?> codec, long last, Corrections corrections, DeletedEvents deleted, boolean bySecondPerson) {

    /**
     * Looks at a stream. Blocks.
     *
     * @throws CorrectionException if there is no such stream
     */
    static Correctable of(JournalReader journal, Codecs codecs, StreamId stream, boolean bySecondPerson) {
        long last = journal.lastVersion(stream);
        if (last == 0) {
            throw new CorrectionException(Kind.NO_STREAM, "there is no stream " + stream);
        }
        return new Correctable(
                codecs.find(stream.type()).orElseThrow(),
                last,
                journal.corrections(stream),
                journal.deleted(stream),
                bySecondPerson);
    }

    /**
     * Returns what is to be recorded when drafts are asked for.
     *
     * @param request the command that they come by
     * @param now when
     * @throws CorrectionException if one does not fit
     */
    Intent drafted(CommandRequest request, List<CorrectionDraft> drafts, Instant now) {
        var check = new DraftCheck(codec, last, corrections);
        List<Correction> checked = drafts.stream().map(check::checked).toList();
        requireNotDeleted(with(checked, request, now));
        return bySecondPerson && !check.areWithoutEffect(checked) ? Intent.proposing(checked) : Intent.of(checked);
    }

    /**
     * Returns what is to be recorded when a proposal is approved.
     *
     * @throws CorrectionException if it cannot be
     */
    Intent approved(CommandRequest request, long proposal, String reason, Instant now) {
        Intent approved = new ApprovalCheck(corrections)
                .approved(proposal, reason, request.origin().principal());
        requireNotDeleted(with(approved.effect(), request, now));
        return approved;
    }

    /** Whatever they name: who withdraws a withdrawal speaks of something late, and changes something early. */
    private void requireNotDeleted(Corrections then) {
        if (deleted.areThere() && !then.leave(deleted.settled())) {
            throw new CorrectionException(
                    Kind.DELETED,
                    "the events up to version " + deleted.version() + " were deleted, and the stream goes on from its"
                            + " state of version " + deleted.settled()
                            + ": only what came after that can be corrected");
        }
    }

    /** Returns the stream's corrections with these, as they would be if they were recorded now. */
    Corrections with(List<Correction> made, CommandRequest request, Instant now) {
        Metadata metadata = request.origin().metadata(now);
        var command = new RecordedCorrection.Command(
                request.origin().commandId(), Optional.of(request.command().digest()));
        long version = Math.max(last, latestCorrection());
        Corrections with = corrections;
        for (Correction correction : made) {
            version++;
            with = with.with(new RecordedCorrection(version, metadata, command, correction));
        }
        return with;
    }

    /** One may have come since the version of the last event was looked up. */
    private long latestCorrection() {
        return corrections.all().isEmpty() ? 0 : corrections.all().getLast().version();
    }
}
