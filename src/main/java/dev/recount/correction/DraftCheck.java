package dev.recount.correction;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.json.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds drafts against the stream that they are about.
 *
 * @param lastVersion the version of the stream's last event
 * @param corrections the stream's corrections so far
 */
public record DraftCheck(StreamCodec<?, ?, ?> codec, long lastVersion, Corrections corrections) {

    static final int LONGEST_REASON = 1_000;

    /**
     * Returns the correction that a draft is.
     *
     * @throws CorrectionException if it is none
     */
    public Correction checked(CorrectionDraft draft) {
        if (draft.reason().isBlank() || draft.reason().length() > LONGEST_REASON) {
            throw CorrectionException.unfit(
                    draft, "reason", "must say why, in at most " + LONGEST_REASON + " characters");
        }
        String field = field(draft);
        if (draft.version() > lastVersion || draft.version() < 1) {
            throw CorrectionException.unfit(
                    draft, field, "there is no event of version " + draft.version() + "; the last is " + lastVersion);
        }
        Optional<RecordedCorrection> of = corrections.at(draft.version());
        return switch (draft.kind()) {
            case INSTEAD -> {
                of.flatMap(correction -> withoutEvents(correction.correction())).ifPresent(problem -> {
                    throw CorrectionException.unfit(draft, field, draft.version() + problem);
                });
                yield new Correction.Instead(draft.version(), events(draft), draft.reason());
            }
            case AFTER -> {
                if (of.isPresent()) {
                    throw CorrectionException.unfit(draft, field, draft.version() + " is a correction, and no event");
                } else if (draft.read().isEmpty()) {
                    throw CorrectionException.unfit(draft, "read", "must have an event at least");
                }
                yield new Correction.After(draft.version(), events(draft), draft.reason());
            }
            case WITHDRAW -> {
                requireToBeTakenBack(draft, field, of);
                yield new Correction.Withdrawn(draft.version(), draft.reason());
            }
        };
    }

    private static Optional<String> withoutEvents(Correction correction) {
        return switch (correction) {
            case Correction.Instead _, Correction.After _ -> Optional.empty();
            case Correction.Withdrawn _ -> Optional.of(" takes a correction back, and gives no events");
            case Correction.Proposed _ -> Optional.of(" is a proposal, and gives no events until it is approved");
            case Correction.Approved _ -> Optional.of(" is an approval, and gives no events; those after it do");
        };
    }

    private void requireToBeTakenBack(CorrectionDraft draft, String field, Optional<RecordedCorrection> of) {
        if (of.isEmpty()) {
            throw CorrectionException.unfit(draft, field, draft.version() + " is no correction");
        } else if (corrections.isWithdrawn(draft.version())) {
            throw CorrectionException.unfit(draft, field, draft.version() + " was taken back already");
        } else if (of.get().correction() instanceof Correction.Approved
                || corrections.approvalOf(draft.version()).isPresent()) {
            throw CorrectionException.unfit(
                    draft,
                    field,
                    draft.version() + " was approved; what can be taken back are the corrections that came of it");
        }
    }

    /** Tells whether corrections only take proposals back, and so change nothing in how events are read. */
    boolean areWithoutEffect(List<Correction> checked) {
        return checked.stream()
                .allMatch(each -> each instanceof Correction.Withdrawn(var version, var _)
                        && corrections.at(version).orElseThrow().correction() instanceof Correction.Proposed);
    }

    private static String field(CorrectionDraft draft) {
        return switch (draft.kind()) {
            case INSTEAD, WITHDRAW -> "version";
            case AFTER -> "after";
        };
    }

    private List<CorrectedEvent> events(CorrectionDraft draft) {
        var events = new ArrayList<CorrectedEvent>();
        for (CorrectionDraft.Event event : draft.read()) {
            String field = "read[" + events.size() + "]";
            try {
                events.add(codec.events().given(event.name(), event.data()));
            } catch (MalformedException malformed) {
                throw CorrectionException.unfit(draft, field, malformed.sentence());
            }
        }
        return events;
    }
}
