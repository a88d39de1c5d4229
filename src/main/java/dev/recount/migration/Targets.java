package dev.recount.migration;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.Recorded;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.stored.JournalReader;
import dev.recount.model.StreamId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The streams into which old streams have been copied. They follow from the rule: what was seen lately is remembered,
 * and the rest is worked out again from the old stream's events.
 */
final class Targets {

    private static final int MOST_STREAMS = 10_000;
    private static final int PAGE = 500;

    private final Rule rule;
    private final JournalReader journal;
    private final EventReader reader;
    private final Map<StreamId, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, Seen> eldest) {
            return size() > MOST_STREAMS;
        }
    };

    /** The streams that the events of an old one up to a version have gone into. */
    private record Seen(long version, Set<StreamId> streams) {

        static final Seen NOTHING = new Seen(0, Set.of());

        Seen with(long next, Collection<StreamId> more) {
            var all = new LinkedHashSet<>(streams);
            all.addAll(more);
            return new Seen(next, all);
        }
    }

    Targets(Rule rule, JournalReader journal, EventReader reader) {
        this.rule = rule;
        this.journal = journal;
        this.reader = reader;
    }

    /** Notes where an event was copied to. */
    synchronized void copied(StreamId source, long version, Collection<StreamId> to) {
        Seen before = seen.getOrDefault(source, Seen.NOTHING);
        if (before.version == version - 1) {
            seen.put(source, before.with(version, to));
        }
    }

    private synchronized Seen seen(StreamId source) {
        return seen.getOrDefault(source, Seen.NOTHING);
    }

    private synchronized void see(StreamId source, Seen now) {
        seen.put(source, now);
    }

    /** Returns all streams into which the events of an old one up to a version were copied, in order; blocks. */
    List<StreamId> of(StreamId source, long version) {
        Seen known = seen(source);
        if (known.version < version) {
            while (known.version < version) {
                JournalPage page = journal.events(source, known.version + 1, PAGE);
                if (page.entries().isEmpty()) {
                    throw new CopyException("events of " + source + " are missing after version " + known.version);
                }
                for (JournalEntry entry : page.entries()) {
                    known = known.with(entry.version(), targets(entry));
                }
            }
            see(source, known);
        }
        return List.copyOf(known.streams);
    }

    private Set<StreamId> targets(JournalEntry entry) {
        return switch (reader.read(entry)) {
            case Recorded.Unreadable(var _, var problem) ->
                throw new CopyException(entry.id() + " cannot be read: " + problem);
            case Recorded.RecordedEvent event ->
                rule.copies(entry.stream(), entry.version(), event).keySet();
        };
    }
}
