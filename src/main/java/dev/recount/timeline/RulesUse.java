package dev.recount.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The rules that have decided on commands, and when each did last. While nodes are replaced one after another, those of
 * before and those of now decide in turns: that is one change, and not many.
 */
final class RulesUse {

    private static final Duration TURNS = Duration.ofMinutes(10);

    private final Map<Rules, Instant> last;
    private final Map<Rules, Instant> changed = new HashMap<>();

    /**
     * The rules of a stream type.
     *
     * @param fingerprint the text by which they are known again
     */
    record Rules(String streamType, String fingerprint) {}

    /** Begins with what is known. */
    RulesUse(Map<Rules, Instant> known) {
        this.last = new HashMap<>(known);
    }

    /** Notes a decision of rules; tells whether they have taken the place of others by it, or are the first. */
    boolean use(String streamType, String fingerprint, Instant recorded) {
        var rules = new Rules(streamType, fingerprint);
        Instant before = last.get(rules);
        boolean isNew = before == null
                || (before.plus(TURNS).isBefore(recorded)
                        && last.entrySet().stream()
                                .anyMatch(other -> other.getKey().streamType.equals(streamType)
                                        && other.getValue().isAfter(before)));
        last.put(rules, recorded);
        changed.put(rules, recorded);
        return isNew;
    }

    /** Returns what was noted since this was asked for last. */
    Map<Rules, Instant> changes() {
        Map<Rules, Instant> taken = Map.copyOf(changed);
        changed.clear();
        return taken;
    }
}
