package dev.recount.stream;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.CorrectedEvent;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.tag.Tagged;
import dev.recount.model.StreamId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tags that come with the events of one stream that are to be stored. */
final class EventTagging {

    private static final Logger LOG = LoggerFactory.getLogger(EventTagging.class);

    private final StreamId stream;
    private final StreamCodec<?, ?, ?> codec;

    EventTagging(StreamId stream, StreamCodec<?, ?, ?> codec) {
        this.stream = stream;
        this.codec = codec;
    }

    /** A rule that gives the tags of some events. */
    private interface Rule {
        SortedSet<String> tags() throws IOException;
    }

    /** Returns an event with its tags; nothing where the rules fail on it, so that nothing may be stored. */
    Optional<RecordedEvent> tagged(RecordedEvent event, long version) {
        if (codec.tags().revision().isEmpty()) {
            return Optional.of(event);
        }
        return tags(() -> codec.tags().texts(stream, event.events())).map(tags -> event.with(Tagged.of(version, tags)));
    }

    /** Returns a correction with the tags of the events that it gives; nothing where the rules fail on them. */
    Optional<RecordedEvent> tagged(RecordedEvent event, long version, Correction correction) {
        if (codec.tags().revision().isEmpty()) {
            return Optional.of(event);
        }
        return switch (correction) {
            case Correction.Instead(var _, var read, var _) -> corrected(event, version, read);
            case Correction.After(var _, var read, var _) -> corrected(event, version, read);
            case Correction.Withdrawn _ -> corrected(event, version, List.of());
            case Correction.Proposed _, Correction.Approved _ -> Optional.of(event);
        };
    }

    private Optional<RecordedEvent> corrected(RecordedEvent event, long version, List<CorrectedEvent> read) {
        return tags(() -> {
                    var tags = new TreeSet<String>();
                    for (CorrectedEvent each : read) {
                        for (var part : codec.events().events(stream, each)) {
                            tags.addAll(codec.tags().texts(stream, List.of(part.event())));
                        }
                    }
                    return tags;
                })
                .map(tags -> event.with(Tagged.ofCorrection(version, tags)));
    }

    private Optional<SortedSet<String>> tags(Rule rule) {
        try {
            return Optional.of(rule.tags());
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.error("The rules failed on the tags of an event of {}", stream, defect);
            return Optional.empty();
        }
    }

    /** Returns the refusal of what the rules fail on. */
    Outcome defect() {
        return new Outcome.Refused(
                stream, Refusal.DOMAIN_DEFECT, "the rules of " + stream.type() + " failed on the tags of an event");
    }
}
