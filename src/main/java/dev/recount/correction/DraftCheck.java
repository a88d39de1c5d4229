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
record DraftCheck(StreamCodec<?, ?, ?> codec, long lastVersion, Corrections corrections) {

    private static final int LONGEST_REASON = 1_000;

    /**
     * Returns the correction that a draft is.
     *
     * @throws CorrectionException if it is none
     */
    Correction checked(CorrectionDraft draft) {
        if (draft.reason().isBlank() || draft.reason().length() > LONGEST_REASON) {
            throw CorrectionException.unfit(
                    draft, "reason", "must say why, in at most " + LONGEST_REASON + " characters");
        }
        String field = field(draft);
        if (draft.version() > lastVersion || draft.version() < 1) {
            throw CorrectionException.unfit(
                    draft, field, "there is no event of version " + draft.version() + "; the last is " + lastVersion);
        }
        Optional<RecordedCorrection> of = corrections.all().stream()
                .filter(each -> each.version() == draft.version())
                .findFirst();
        return switch (draft.kind()) {
            case INSTEAD -> {
                if (of.isPresent() && of.get().correction() instanceof Correction.Withdrawn) {
                    throw CorrectionException.unfit(
                            draft, field, draft.version() + " takes a correction back, and gives no events");
                }
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
                if (of.isEmpty()) {
                    throw CorrectionException.unfit(draft, field, draft.version() + " is no correction");
                } else if (corrections.isWithdrawn(draft.version())) {
                    throw CorrectionException.unfit(draft, field, draft.version() + " was taken back already");
                }
                yield new Correction.Withdrawn(draft.version(), draft.reason());
            }
        };
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
