package dev.recount.server;

import dev.recount.decision.DecidedCommand;
import dev.recount.decision.Rejections;
import dev.recount.decision.log.DecisionLog;
import dev.recount.decision.log.DecisionPosition;
import dev.recount.decision.log.DecisionReader;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.Journals;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.replay.regression.DecidedStep;
import dev.recount.server.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The decisions in the journal of a server that does not run, with their events as they are stored. */
public final class StoppedDecisions {

    private static final Metadata UNKNOWN =
            new Metadata(Instant.EPOCH, Instant.EPOCH, Principal.ANONYMOUS, "", Optional.empty());

    private StoppedDecisions() {}

    /**
     * Gives all decisions, in order.
     *
     * @throws dev.recount.database.sql.DatabaseException if there is no journal, or it cannot be read
     */
    public static void forEach(Settings settings, Consumer<DecidedStep> each) {
        try (Journals journals = Journals.openAsTheyAre(settings.journal())) {
            journals.databases().all().forEach(database -> database.requireToday(": serve them once before"));
            // Without stream types, events are told in the form in which they are stored.
            var asStored = new Codecs(List.of());
            var log = new DecisionLog(
                    new LogReader(journals.databases(), asStored),
                    journals.databases().map(Rejections::of));
            DecisionReader reader = log.after(DecisionPosition.START);
            for (Optional<LoggedDecision> next = reader.next(); next.isPresent(); next = reader.next()) {
                each.accept(step(next.get()));
            }
        }
    }

    private static DecidedStep step(LoggedDecision decision) {
        return switch (decision) {
            case LoggedDecision.Accepted accepted -> {
                CommandRecord.Detail detail = accepted.detail();
                yield new DecidedStep(
                        accepted.stream(),
                        OptionalLong.of(accepted.firstVersion() - 1),
                        false,
                        accepted.metadata(),
                        Optional.of(new DecidedStep.Command(
                                accepted.command().id(),
                                detail.name(),
                                detail.revision(),
                                detail.data(),
                                detail.rules())),
                        accepted(accepted.events()));
            }
            case LoggedDecision.Rejected rejected -> {
                DecidedCommand command = rejected.decision().command();
                yield new DecidedStep(
                        rejected.stream(),
                        rejected.decision().version(),
                        false,
                        command.metadata(),
                        Optional.of(new DecidedStep.Command(
                                command.id(), command.name(), command.revision(), command.data(), command.rules())),
                        new DecidedStep.Rejected(
                                rejected.decision().reason(),
                                rejected.decision().message()));
            }
            case LoggedDecision.Unattributed unattributed ->
                new DecidedStep(
                        unattributed.stream(),
                        OptionalLong.of(unattributed.event().version() - 1),
                        false,
                        unattributed.circumstances().orElse(UNKNOWN),
                        Optional.empty(),
                        accepted(List.of(unattributed.event())));
        };
    }

    private static DecidedStep.Accepted accepted(List<LogEntry> events) {
        return new DecidedStep.Accepted(
                events.getLast().version(),
                events.stream().flatMap(StoppedDecisions::events).toList());
    }

    private static Stream<DecidedStep.Event> events(LogEntry entry) {
        try {
            return entry.documents().stream()
                    .map(document -> new DecidedStep.Event(
                            entry.version(),
                            document.name().type(),
                            document.name().revision(),
                            Optional.of(document.data())));
        } catch (MalformedException damaged) {
            return Stream.of(
                    new DecidedStep.Event(entry.version(), entry.stored().type(), 1, Optional.empty()));
        }
    }
}
