package dev.recount.decision.log;

import dev.recount.database.segment.SegmentDeletedException;
import dev.recount.decision.log.LoggedDecision.Accepted;
import dev.recount.decision.log.LoggedDecision.Unattributed;
import dev.recount.journal.EventHeader;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.log.LogPage;
import dev.recount.log.LogReader;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accepted commands of the streams of one journal, one after another, as the log tells: the events of a command
 * were stored together, and stand side by side.
 */
final class AcceptedInLog {

    private static final int CHUNK = 256;

    private final LogReader log;
    private final int journal;
    private final Optional<LogPlace> end;
    private final Deque<LogEntry> entries = new ArrayDeque<>();
    private @Nullable LoggedDecision next;
    private LogPlace taken;
    private LogPlace nextEnd;
    private long nextVersion;
    private Position read;
    private boolean ended;

    AcceptedInLog(LogReader log, int journal, LogPlace after, Optional<LogPlace> end) {
        this.log = log;
        this.journal = journal;
        this.end = end;
        this.taken = after;
        this.nextEnd = after;
        this.read = Position.of(journal, after);
    }

    Optional<LoggedDecision> peek() {
        if (next == null && hasMore()) {
            next = gather(entries.remove());
        }
        return Optional.ofNullable(next);
    }

    LoggedDecision take() {
        LoggedDecision decision = peek().orElseThrow();
        next = null;
        taken = nextEnd;
        return decision;
    }

    /** Returns the place of the last event that was taken. */
    LogPlace place() {
        return taken;
    }

    /** Returns the version of the first event of what comes next. */
    long nextVersion() {
        return nextVersion;
    }

    private LoggedDecision gather(LogEntry first) {
        nextVersion = first.version();
        nextEnd = first.place();
        Optional<EventHeader> header = header(first);
        if (header.isEmpty() || header.get().command().detail().isEmpty()) {
            return new Unattributed(first, header);
        }
        var events = new ArrayList<LogEntry>();
        events.add(first);
        while (hasMore() && isNextOf(events.getLast(), header.get(), entries.element())) {
            events.add(entries.remove());
        }
        nextEnd = events.getLast().place();
        return new Accepted(header.get(), events);
    }

    private static boolean isNextOf(LogEntry last, EventHeader command, LogEntry entry) {
        return entry.stream().equals(last.stream())
                && entry.version() == last.version() + 1
                && header(entry)
                        .filter(header -> header.command().detail().isEmpty())
                        .filter(header ->
                                header.command().id().equals(command.command().id()))
                        .isPresent();
    }

    private static Optional<EventHeader> header(LogEntry entry) {
        try {
            return Optional.of(entry.header());
        } catch (MalformedException | SegmentDeletedException unreadable) {
            return Optional.empty();
        }
    }

    private boolean hasMore() {
        while (entries.isEmpty() && !ended) {
            LogPage page = log.read(journal, read, CHUNK);
            List<LogEntry> wanted =
                    page.entries().stream().filter(this::isWanted).toList();
            entries.addAll(wanted);
            read = page.end(read);
            ended = page.atHead() || wanted.size() < page.entries().size();
        }
        return !entries.isEmpty();
    }

    private boolean isWanted(LogEntry entry) {
        return end.isEmpty() || entry.place().compareTo(end.get()) <= 0;
    }
}
