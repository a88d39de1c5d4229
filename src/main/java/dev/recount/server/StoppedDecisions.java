package dev.recount.server;

import dev.recount.decision.log.DecisionPosition;
import dev.recount.decision.log.DecisionReader;
import dev.recount.decision.log.LoggedDecision;
import dev.recount.http.answer.Unmarked;
import dev.recount.journal.codec.Codecs;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.model.Metadata;
import dev.recount.replay.regression.DecidedStep;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Closings;
import dev.recount.server.storage.PersonalKeys;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The decisions in the journal of a server that does not run, with their events as they are stored. */
public final class StoppedDecisions {

    private StoppedDecisions() {}

    /**
     * Gives all decisions, in order.
     *
     * @throws dev.recount.database.sql.DatabaseException if there is no journal, or it cannot be read
     */
    public static void forEach(Settings settings, Consumer<DecidedStep> each) {
        var closings = new Closings();
        try (StoppedJournal journal = StoppedJournal.open(settings)) {
            // Without stream types, events are told in the form in which they are stored, but for what is sealed in it.
            var codecs = Codecs.of(List.of(), PersonalKeys.ofStopped(settings, journal.home(), closings));
            DecisionReader reader = journal.decisions(codecs).after(DecisionPosition.START);
            for (Optional<LoggedDecision> next = reader.next(); next.isPresent(); next = reader.next()) {
                each.accept(step(next.get()));
            }
        } finally {
            closings.close();
        }
    }

    private static DecidedStep step(LoggedDecision decision) {
        return new DecidedStep(
                decision.stream(),
                decision instanceof LoggedDecision.Rejected rejected
                        ? rejected.decision().version()
                        : OptionalLong.of(decision.events().getFirst().version() - 1),
                false,
                decision.circumstances().orElse(Metadata.UNKNOWN),
                decision.decided()
                        .map(command -> new DecidedStep.Command(
                                command.id(),
                                command.name(),
                                command.revision(),
                                command.data().map(StoppedDecisions::plain),
                                command.rules())),
                decision instanceof LoggedDecision.Rejected rejected
                        ? new DecidedStep.Rejected(
                                rejected.decision().reason(),
                                rejected.decision().message())
                        : accepted(decision.events()));
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
                            Optional.of(plain(document.data()))));
        } catch (MalformedException damaged) {
            return Stream.of(
                    new DecidedStep.Event(entry.version(), entry.stored().type(), 1, Optional.empty()));
        }
    }

    private static String plain(String marked) {
        return Unmarked.of(marked, true);
    }
}
