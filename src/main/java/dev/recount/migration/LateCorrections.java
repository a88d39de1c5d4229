package dev.recount.migration;

import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.Known;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The corrections of an old stream that came after what they are about was copied. None can be made while a stream is
 * being copied, but for one that was under way when that began.
 *
 * @param rule what becomes of events
 */
record LateCorrections(Rule rule, MigrationServices services) {

    private static final int PAGE = 500;

    /**
     * Makes sure that the copies of all events of a stream that were ever corrected are as the corrections ask, at the
     * last of its corrections so far; blocks.
     *
     * @param correction the version of the correction that has been come to
     * @throws CopyException if one is not; names it
     */
    void requireNone(StreamId source, long correction) {
        Corrections corrections = services.journal().corrections(source);
        if (corrections.all().stream().anyMatch(each -> each.version() > correction && isComeTo(each))) {
            return;
        }
        var copiesByTarget = new HashMap<StreamId, Map<Long, List<CorrectedEvent>>>();
        for (long version : versions(corrections)) {
            Map<StreamId, List<Object>> wanted = copies(source, version, corrections);
            for (StreamId target : everTargets(source, version, corrections)) {
                List<CorrectedEvent> copied = copiesByTarget
                        .computeIfAbsent(target, each -> copied(source, each))
                        .getOrDefault(version, List.of());
                if (!copied.equals(encoded(target, wanted.getOrDefault(target, List.of())))) {
                    throw new CopyException("it corrects " + source + "@" + version + " after that was copied into "
                            + target + ": take it back, and correct " + target + " once " + source + " has moved");
                }
            }
        }
    }

    /** Proposals and approvals change nothing themselves. */
    private static boolean isComeTo(RecordedCorrection correction) {
        return correction.correction().event().equals(Correction.EVENT);
    }

    /** Values are held against each other as they are written: 7E+3 is read back as 7000. */
    private List<CorrectedEvent> encoded(StreamId target, List<?> events) {
        var codec = services.codecs().find(target.type()).orElseThrow().events();
        return events.stream().map(codec::encoded).toList();
    }

    private Map<StreamId, List<Object>> copies(StreamId source, long version, Corrections corrections) {
        for (JournalEntry entry :
                services.journal().events(source, version, 1, corrections).entries()) {
            if (entry.version() == version && recorded(entry) instanceof RecordedEvent event) {
                return rule.copies(source, version, event);
            }
        }
        throw new CopyException(source + "@" + version + " cannot be read");
    }

    /** Returns the streams into which an event may have been copied, whatever corrections were known then. */
    private Set<StreamId> everTargets(StreamId source, long version, Corrections corrections) {
        Set<StreamId> targets = new TreeSet<>(targets(source, version, corrections.known(Known.Recorded.INSTANCE)));
        for (RecordedCorrection each : corrections.all()) {
            targets.addAll(targets(source, version, corrections.known(new Known.AtVersion(each.version()))));
        }
        return targets;
    }

    /** By a reading that could not be copied, nothing was. */
    private Set<StreamId> targets(StreamId source, long version, Corrections then) {
        try {
            return copies(source, version, then).keySet();
        } catch (CopyException neverCopied) {
            return Set.of();
        }
    }

    private static Set<Long> versions(Corrections corrections) {
        Set<Long> corrected = new TreeSet<>();
        Set<Long> own = new TreeSet<>();
        for (RecordedCorrection each : corrections.all()) {
            own.add(each.version());
            if (each.correction() instanceof Correction.Instead || each.correction() instanceof Correction.After) {
                corrected.add(each.correction().version());
            }
        }
        corrected.removeAll(own);
        return corrected;
    }

    private Recorded recorded(JournalEntry entry) {
        return services.codecs().reader().read(entry);
    }

    /** Looks through the copies, which is seldom: only where the old stream was corrected. */
    private Map<Long, List<CorrectedEvent>> copied(StreamId source, StreamId target) {
        var copied = new HashMap<Long, List<CorrectedEvent>>();
        JournalPage page;
        long next = 1;
        do {
            page = services.journal().events(target, next, PAGE);
            for (JournalEntry entry : page.entries()) {
                next = entry.version() + 1;
                if (recorded(entry) instanceof RecordedEvent event) {
                    event.header()
                            .migrated()
                            .filter(mark -> mark.source().equals(source))
                            .ifPresent(
                                    mark -> copied.computeIfAbsent(mark.from().version(), _ -> new ArrayList<>())
                                            .addAll(encoded(target, event.events())));
                }
            }
        } while (!page.atEnd());
        return copied;
    }
}
