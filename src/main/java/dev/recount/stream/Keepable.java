package dev.recount.stream;

import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.PersonalSeal;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.codec.SubjectErasedException;
import dev.recount.model.StreamId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The question whether an outcome that was worked out without the keys of personal data could be kept. It makes no
 * keys, and blocks where those that there are have to be read.
 */
public final class Keepable {

    private Keepable() {}

    /** Returns the outcome, or the refusal that it would have come to. */
    public static Outcome of(Outcome outcome, StreamCodec<?, ?, ?> codec) {
        Optional<PersonalSeal> seal = codec.seal();
        if (seal.isEmpty()) {
            return outcome;
        }
        return switch (outcome) {
            case Outcome.Accepted accepted -> kept(accepted, accepted.stream(), seal.get(), events(accepted));
            case Outcome.Rejected rejected -> kept(rejected, rejected.stream(), seal.get(), command(rejected.basis()));
            case Outcome.NotPermitted refused ->
                kept(
                        refused,
                        refused.stream(),
                        seal.get(),
                        refused.basis().map(Keepable::command).orElseGet(List::of));
            case Outcome.VersionConflict _, Outcome.Moved _, Outcome.Refused _ -> outcome;
        };
    }

    /** What came before is kept already. */
    private static List<byte[]> events(Outcome.Accepted accepted) {
        return accepted.repeat()
                ? List.of()
                : accepted.detail().stream()
                        .flatMap(detail -> detail.events().stream())
                        .map(StoredEvent::payload)
                        .toList();
    }

    private static List<byte[]> command(Outcome.Basis basis) {
        return basis.command().data().stream()
                .map(data -> data.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Outcome kept(Outcome outcome, StreamId stream, PersonalSeal seal, List<byte[]> documents) {
        try {
            documents.forEach(document -> seal.requireNotErased(stream, document));
            return outcome;
        } catch (SubjectErasedException erased) {
            return new Outcome.Refused(stream, Refusal.SUBJECT_ERASED, String.valueOf(erased.getMessage()));
        } catch (DatabaseException keysAway) {
            return new Outcome.Refused(stream, Refusal.UNAVAILABLE, "the keys of personal data cannot be read");
        }
    }
}
