package dev.recount.erasure;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.Erasure;
import dev.recount.privacy.SubjectKeys;
import dev.recount.privacy.subject.SubjectEvent.SubjectErased;
import dev.recount.privacy.subject.SubjectRules;
import dev.recount.view.generation.PersonalRows;
import java.util.List;
import java.util.Optional;

/**
 * The erasures of a server whose journal, or keys, were put back to an earlier day: what the ledger knows is erased
 * again where the journal has come back without it, and what the log knows where the keys have.
 *
 * <p>Blocks, and throws {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class RestoredErasures {

    private static final int PAGE = 1_000;

    private final SubjectKeys keys;
    private final JournalReader journal;
    private final PersonalRows rows;
    private final Codecs codecs;

    /** Looks at the journal and the keys of a server that is stopped. */
    public RestoredErasures(SubjectKeys keys, JournalReader journal, PersonalRows rows) {
        this.keys = keys;
        this.journal = journal;
        this.rows = rows;
        this.codecs = Codecs.of(List.of(), keys);
    }

    /**
     * Enters what the log tells of in the ledger, destroys the keys that have come back, and notes that the server is
     * to go through all erasures once more when it starts. Rows of views lose at once what they show of the erased.
     *
     * @return how many keys were destroyed
     */
    public int eraseAgain() {
        int destroyed = keys.eraseAgain();
        String after = "";
        List<String> page = streams(after);
        while (!page.isEmpty()) {
            for (String id : page) {
                destroyed += eraseAgain(new StreamId(SubjectRules.NAME, id));
            }
            after = page.getLast();
            page = streams(after);
        }
        keys.ledger().noteNoneInLog();
        eraseRows();
        return destroyed;
    }

    private void eraseRows() {
        Optional<Subject> after = Optional.empty();
        List<Erasure> page = keys.ledger().page(after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(erasure -> rows.erase(erasure.subject()));
            after = Optional.of(page.getLast().subject());
            page = keys.ledger().page(after, PAGE);
        }
    }

    private List<String> streams(String after) {
        return journal.streams(SubjectRules.NAME, Optional.of(after).filter(id -> !id.isEmpty()), PAGE);
    }

    private int eraseAgain(StreamId stream) {
        return journal.events(stream, 1, 1).entries().stream()
                .map(codecs.reader()::read)
                .mapToInt(recorded -> recorded instanceof RecordedEvent event ? eraseAgain(event) : unreadable(stream))
                .sum();
    }

    private int eraseAgain(RecordedEvent event) {
        var erased = (SubjectErased) event.parts().getFirst().event();
        var subject = Subject.parse(erased.subject());
        boolean isKnown = keys.ledger().of(subject).isPresent();
        keys.erase(
                subject,
                new Erasure(
                        subject,
                        erased.at(),
                        event.metadata().principal().name(),
                        erased.ground(),
                        erased.reference()));
        return isKnown ? 0 : 1;
    }

    private static int unreadable(StreamId stream) {
        throw new IllegalStateException(
                "the event of " + stream + " cannot be read, so that it is not known who was erased");
    }
}
