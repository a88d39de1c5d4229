package dev.recount.migration;

import dev.recount.handler.reaction.AttemptOutcome;
import dev.recount.handler.reaction.Attempts;
import dev.recount.handler.store.Work;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.migration.Migrated;
import dev.recount.journal.migration.Moved;
import dev.recount.log.LogEntry;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.MigrationStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private volatile boolean stopped;

    Copier(Rule rule, MigrationServices services, Targets targets, Ending ending, CopiedCount copied) {
        this.rule = rule;
        this.services = services;
        this.targets = targets;
        this.ending = ending;
        this.copied = copied;
        this.late = new LateCorrections(rule, services);
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
    public AttemptOutcome attempt(Work work, String answers, boolean inDoubt) {
        return services.log().reader().readStream(work.stream(), work.version() - 1, 1).entries().stream()
                .filter(entry -> entry.version() == work.version())
                .findFirst()
                .map(entry -> attempt(entry, answers, inDoubt))
                .orElseGet(() -> failed(work.eventId(), new CopyException("the event is gone")));
    }

    @Override
    public AttemptOutcome attempt(LogEntry entry, String answers, boolean inDoubt) {
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
        switch (entry.with(services.journal().corrections(source)).recorded()) {
            case Recorded.Unreadable(var _, var problem) -> throw new CopyException("it cannot be read: " + problem);
            case RecordedEvent event -> copy(source, entry.version(), event);
        }
        if (ending.isDue()) {
            ending.end(source, entry.version());
        }
    }

    private void copy(StreamId source, long version, RecordedEvent event) {
        Map<StreamId, List<Object>> copies = rule.copies(source, version, event);
        boolean isNew = false;
        for (Map.Entry<StreamId, List<Object>> each : copies.entrySet()) {
            MigrationStep.Copy step = step(source, version, event, each.getKey(), each.getValue());
            isNew |= !Steps.take(services.streams(), step, () -> stopped).repeat();
        }
        targets.copied(source, version, copies.keySet());
        if (isNew) {
            copied.add();
        }
    }

    private MigrationStep.Copy step(
            StreamId source, long version, RecordedEvent event, StreamId target, List<Object> events) {
        EventId from = EventId.of(source, version);
        Metadata metadata = event.metadata();
        var codec = services.codecs().find(target.type()).orElseThrow();
        return new MigrationStep.Copy(
                target,
                new CommandRequest.Origin(
                        "migration:" + rule.migration().name() + ":" + from,
                        metadata.principal(),
                        metadata.correlation(),
                        Optional.of(from.toString())),
                new Migrated(
                        rule.migration().name(),
                        from,
                        services.clock().instant(),
                        Optional.of(metadata.time()),
                        earlier(event)),
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
