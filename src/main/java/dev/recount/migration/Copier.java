package dev.recount.migration;

import dev.recount.handler.reaction.AttemptOutcome;
import dev.recount.handler.reaction.Attempts;
import dev.recount.handler.store.Work;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.migration.Migrated;
import dev.recount.journal.migration.Moved;
import dev.recount.log.LogEntry;
import dev.recount.migration.Originals.Original;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.MigrationStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the events of one journal's old streams, one after another of each, and ends streams that are due for it. */
final class Copier implements Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Copier.class);
    private static final String NO_ANSWERS = "[]";

    private final Rule rule;
    private final MigrationServices services;
    private final Targets targets;
    private final Ending ending;
    private final CopiedCount copied;
    private final LateCorrections late;
    private final Originals originals;

    /** The versions up to which old streams have been copied, where that is more than they have been asked to be. */
    private final Map<StreamId, Long> ahead = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    Copier(Rule rule, MigrationServices services, Targets targets, Ending ending, CopiedCount copied) {
        this.rule = rule;
        this.services = services;
        this.targets = targets;
        this.ending = ending;
        this.copied = copied;
        this.late = new LateCorrections(rule, services);
        this.originals = new Originals(rule);
    }

    /** Lets what cannot be copied now be copied elsewhere, or later. */
    void stop() {
        stopped = true;
    }

    @Override
    public boolean haveTimers() {
        return false;
    }

    @Override
    public void coming(LogEntry entry) {
        originals.coming(entry);
    }

    @Override
    public AttemptOutcome attempt(Work work, String answers, boolean inDoubt) {
        return services.log().reader().readStream(work.stream(), work.version() - 1, 1).entries().stream()
                .filter(entry -> entry.version() == work.version())
                .findFirst()
                .map(entry -> attempt(entry, answers, inDoubt))
                .orElseGet(() -> failed(work.eventId(), new CopyException("the event is gone")));
    }

    @Override
    public AttemptOutcome attempt(LogEntry entry, String answers, boolean inDoubt) {
        originals.seenTo(entry);
        try {
            if (!Moved.isStoredAs(entry.stored().manifest())) {
                see(entry);
            }
            return new AttemptOutcome.Succeeded(List.of());
        } catch (StoppedException stop) {
            throw stop; // the event comes again
        } catch (RuntimeException failure) {
            return failed(entry.id().toString(), failure);
        }
    }

    private AttemptOutcome failed(String event, RuntimeException failure) {
        LOG.warn("{} cannot copy {} now: {}", rule.migration(), event, failure.toString());
        String problem = failure instanceof CopyException ? failure.getMessage() : failure.toString();
        return new AttemptOutcome.Failed(event + ": " + problem, NO_ANSWERS);
    }

    private void see(LogEntry entry) {
        StreamId source = entry.stream();
        if (entry.isCorrection()) {
            late.requireNone(source, entry.version());
        }
        if (isAhead(entry)) {
            return;
        }
        long upTo = copy(entry);
        if (ending.isDue()) {
            ending.end(source, upTo);
        }
        if (upTo > entry.version()) {
            ahead.put(source, upTo);
        }
    }

    /** Tells whether an event was copied with an earlier one. */
    private boolean isAhead(LogEntry entry) {
        Long upTo = ahead.get(entry.stream());
        if (upTo != null && upTo <= entry.version()) {
            ahead.remove(entry.stream());
        }
        return upTo != null && upTo >= entry.version();
    }

    /** Copies an event, and maybe some after it; returns the version of the last one. */
    private long copy(LogEntry entry) {
        StreamId source = entry.stream();
        List<Original> originals = this.originals.from(entry, services.journal().corrections(source));
        try {
            copy(source, originals);
        } catch (CopyException refused) {
            if (originals.size() == 1) {
                throw refused;
            }
            originals = originals.subList(0, 1);
            copy(source, originals); // those after it fail when they are come to, each for itself
        }
        return originals.getLast().version();
    }

    private void copy(StreamId source, List<Original> originals) {
        var byTarget = new LinkedHashMap<StreamId, List<MigrationStep.Copy>>();
        for (Original original : originals) {
            original.copies()
                    .forEach((target, events) -> byTarget.computeIfAbsent(target, _ -> new ArrayList<>())
                            .add(copy(source, original, target, events)));
        }
        boolean isNew = false;
        for (Map.Entry<StreamId, List<MigrationStep.Copy>> each : byTarget.entrySet()) {
            var step = new MigrationStep.Copies(each.getKey(), each.getValue());
            isNew |= !Steps.take(services.streams(), step, () -> stopped).repeat();
        }
        originals.forEach(original ->
                targets.copied(source, original.version(), original.copies().keySet()));
        if (isNew) {
            copied.add(originals.size());
        }
    }

    private MigrationStep.Copy copy(StreamId source, Original original, StreamId target, List<Object> events) {
        EventId from = EventId.of(source, original.version());
        Metadata metadata = original.event().metadata();
        var codec = services.codecs().find(target.type()).orElseThrow();
        return new MigrationStep.Copy(
                CommandRequest.Origin.ofServer(
                                "migration:" + rule.migration().name() + ":" + from,
                                metadata.principal(),
                                metadata.correlation(),
                                Optional.of(from.toString()))
                        .with(metadata.own()),
                new Migrated(
                        rule.migration().name(),
                        from,
                        services.clock().instant(),
                        Optional.of(metadata.time()),
                        earlier(original.event())),
                metadata.recorded(),
                events.stream()
                        .map(codec.events()::encoded)
                        .map(copy -> new MigrationStep.CopiedEvent(copy.event(), copy.data()))
                        .toList());
    }

    private static List<EventId> earlier(RecordedEvent event) {
        var earlier = new ArrayList<EventId>();
        event.header().migrated().ifPresent(mark -> {
            earlier.addAll(mark.earlier());
            earlier.add(mark.from());
        });
        return earlier;
    }
}
