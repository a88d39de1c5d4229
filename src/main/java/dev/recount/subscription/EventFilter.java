package dev.recount.subscription;

import dev.recount.json.MalformedException;
import dev.recount.json.marked.PersonalJson;
import dev.recount.log.LogEntry;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.subject.SubjectRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The choice of events that a reader wants.
 *
 * @param types the stream types; empty for all
 * @param events the types of events, such as {@code account.Deposited}; empty for all
 * @param stream the one stream, if it is only one
 * @param subject the person of whom they hold, or held, personal data, or whose erasure they tell of; nothing for all
 * @param circumstances the circumstances of the events
 * @param visible the streams that the reader may see
 * @param skipsDeleted whether those are left out that were deleted from the archive; else a reader fails at them
 */
public record EventFilter(
        Set<String> types,
        Set<String> events,
        Optional<StreamId> stream,
        Optional<Subject> subject,
        CircumstanceFilter circumstances,
        Predicate<StreamId> visible,
        boolean skipsDeleted) {

    /**
     * Returns the wanted events of those that are stored as these entries, but for those that a reader has passed
     * already.
     */
    public List<LogPart> wanted(List<LogEntry> entries, Bookmark reached) {
        var wanted = new ArrayList<LogPart>();
        Bookmark before = reached;
        for (LogEntry entry : entries) {
            if (matches(entry)) {
                wanted.addAll(wanted(entry, before));
            }
            before = before.after(entry);
        }
        return wanted;
    }

    private List<LogPart> wanted(LogEntry entry, Bookmark before) {
        return LogPart.of(entry, before).stream()
                .filter(part -> events.isEmpty() || isWanted(part))
                .filter(part -> !before.hasPassed(entry, part.number()))
                .toList();
    }

    private boolean matches(LogEntry entry) {
        return visible.test(entry.stream())
                && !(skipsDeleted && entry.isDeleted())
                && (types.isEmpty() || types.contains(entry.stream().type()))
                && (stream.isEmpty() || stream.get().equals(entry.stream()))
                && (subject.isEmpty() || concerns(subject.get(), entry))
                && (circumstances.equals(CircumstanceFilter.ALL) || circumstances.wants(circumstances(entry)));
    }

    private static boolean concerns(Subject subject, LogEntry entry) {
        entry.requireThere();
        return PersonalJson.sealedSubjects(entry.stored().payload()).contains(subject)
                || entry.stream().equals(SubjectRules.stream(subject));
    }

    private static Optional<Metadata> circumstances(LogEntry entry) {
        try {
            return Optional.of(entry.header().metadata());
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }

    /** An entry that has no event's name any more, or another one than it was written with, may have been any event. */
    private boolean isWanted(LogPart part) {
        return events.contains(part.type())
                || part.type().indexOf('.') < 0
                || !part.entry().stored().isAsWritten();
    }
}
