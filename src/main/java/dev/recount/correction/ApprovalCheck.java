package dev.recount.correction;

import dev.recount.correction.CorrectionException.Kind;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.model.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds an approval against the stream whose proposal it is about.
 *
 * @param corrections the stream's corrections so far
 */
record ApprovalCheck(Corrections corrections) {

    /**
     * Returns what is to be recorded when somebody approves a proposal.
     *
     * @throws CorrectionException if there is no such proposal, or it is not that person's to approve
     */
    Intent approved(long version, String reason, Principal by) {
        RecordedCorrection proposal = corrections
                .at(version)
                .filter(each -> each.correction() instanceof Correction.Proposed)
                .orElseThrow(() -> new CorrectionException(Kind.UNFIT, "version: " + version + " is no proposal"));
        requireReason(reason);
        requireOpen(proposal);
        if (proposal.metadata().principal().equals(by)) {
            throw new CorrectionException(
                    Kind.OWN, version + " was proposed by " + by.name() + ", and somebody else has to approve it");
        }
        List<Correction> proposed = ((Correction.Proposed) proposal.correction()).corrections();
        proposed.forEach(this::requireFit);
        List<Correction> recorded = new ArrayList<>();
        recorded.add(new Correction.Approved(version, reason));
        recorded.addAll(proposed);
        return new Intent(recorded, proposed);
    }

    private static void requireReason(String reason) {
        if (reason.length() > DraftCheck.LONGEST_REASON) {
            throw new CorrectionException(
                    Kind.UNFIT, "reason: must be at most " + DraftCheck.LONGEST_REASON + " characters");
        }
    }

    private void requireOpen(RecordedCorrection proposal) {
        Optional<RecordedCorrection> approval = corrections.approvalOf(proposal.version());
        if (approval.isPresent()) {
            throw new CorrectionException(
                    Kind.DECIDED,
                    proposal.version() + " was approved already, by "
                            + approval.get().metadata().principal().name() + " as "
                            + approval.get().version());
        } else if (corrections.isWithdrawn(proposal.version())) {
            throw new CorrectionException(Kind.DECIDED, proposal.version() + " was taken back");
        }
    }

    /** The stream may have been corrected otherwise since. */
    private void requireFit(Correction proposed) {
        if (proposed instanceof Correction.Withdrawn(var version, var _) && corrections.isWithdrawn(version)) {
            throw new CorrectionException(
                    Kind.DECIDED, "it would take " + version + " back, which was taken back already");
        }
    }
}
