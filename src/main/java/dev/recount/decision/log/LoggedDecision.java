package dev.recount.decision.log;

import dev.recount.database.segment.SegmentDeletedException;
import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedDecision;
import dev.recount.decision.RecordedRejection;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.json.MalformedException;
import dev.recount.log.LogEntry;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A decision on a command of any stream, with all that is on record of it. */
public sealed interface LoggedDecision {

    /** Returns the stream that the command was sent to. */
    StreamId stream();

    /** Returns when it was, who sent the command and why, as far as that can be read. */
    Optional<Metadata> circumstances();

    /** Returns the id of the command; empty if that cannot be read. */
    String commandId();

    /** Returns the command that was decided on, if it is known. */
    Optional<DecidedCommand> decided();

    /** Returns the events that it led to, as the log has them, in order. */
    List<LogEntry> events();

    /**
     * The command was accepted.
     *
     * @param header what stands beside its first event: the command, when it was, who sent it and why
     * @param events its events as the log has them, in order; there is at least one
     */
    record Accepted(EventHeader header, List<LogEntry> events) implements LoggedDecision {

        public Accepted {
            events = List.copyOf(events);
        }

        @Override
        public StreamId stream() {
            return events.getFirst().stream();
        }

        /** Returns the command. */
        public CommandRecord command() {
            return header.command();
        }

        /** Returns the decision; an event that cannot be made into today's is told by the name it is stored under. */
        public RecordedDecision.Accepted decision() {
            List<RecordedDecision.AcceptedEvent> today =
                    events.stream().flatMap(Accepted::today).toList();
            return new RecordedDecision.Accepted(decidedCommand(), firstVersion(), lastVersion(), today);
        }

        private static Stream<RecordedDecision.AcceptedEvent> today(LogEntry entry) {
            return LoggedDecision.types(entry).map(type -> new RecordedDecision.AcceptedEvent(entry.version(), type));
        }

        /** Returns the command's name, digest and, where commands are recorded, data. */
        public CommandRecord.Detail detail() {
            return command().detail().orElseThrow();
        }

        /** Returns when it was, who sent it and why. */
        public Metadata metadata() {
            return header.metadata();
        }

        @Override
        public Optional<Metadata> circumstances() {
            return Optional.of(metadata());
        }

        @Override
        public String commandId() {
            return command().id();
        }

        @Override
        public Optional<DecidedCommand> decided() {
            return Optional.of(decidedCommand());
        }

        private DecidedCommand decidedCommand() {
            return new DecidedCommand(
                    command().id(),
                    detail().name(),
                    detail().revision(),
                    detail().data(),
                    metadata(),
                    detail().rules());
        }

        /** Returns the version of its first event; it was decided on at the one before. */
        public long firstVersion() {
            return events.getFirst().version();
        }

        /** Returns the version of its last event. */
        public long lastVersion() {
            return events.getLast().version();
        }
    }

    /**
     * The command was rejected, and changed nothing.
     *
     * @param journal the index of its stream's journal, from 0
     */
    record Rejected(int journal, RecordedRejection rejection) implements LoggedDecision {

        @Override
        public StreamId stream() {
            return rejection.stream();
        }

        /** Returns its number among the rejections of its journal. */
        public long number() {
            return rejection.number();
        }

        @Override
        public Optional<Metadata> circumstances() {
            return Optional.of(decision().command().metadata());
        }

        @Override
        public String commandId() {
            return decision().command().id();
        }

        @Override
        public Optional<DecidedCommand> decided() {
            return Optional.of(decision().command());
        }

        @Override
        public List<LogEntry> events() {
            return List.of();
        }

        /** Returns the decision. */
        public RecordedDecision.Rejected decision() {
            return rejection.decision();
        }
    }

    /**
     * An event of which the command is not known: what is stored of it cannot be read, or what is before it is not the
     * beginning of its command. Something was decided then, and only its effect is left.
     *
     * @param header what stands beside it, unless it cannot be read
     */
    record Unattributed(LogEntry event, Optional<EventHeader> header) implements LoggedDecision {

        @Override
        public StreamId stream() {
            return event.stream();
        }

        @Override
        public Optional<Metadata> circumstances() {
            return header.map(EventHeader::metadata);
        }

        @Override
        public String commandId() {
            return header.map(known -> known.command().id()).orElse("");
        }

        @Override
        public Optional<DecidedCommand> decided() {
            return Optional.empty();
        }

        @Override
        public List<LogEntry> events() {
            return List.of(event);
        }

        /** Returns the types of today's events that it is, or that which it is stored under. */
        public List<String> types() {
            return LoggedDecision.types(event).toList();
        }
    }

    private static Stream<String> types(LogEntry entry) {
        try {
            return entry.documents().stream().map(document -> document.name().type());
        } catch (MalformedException | SegmentDeletedException unreadable) {
            return Stream.of(entry.stored().type());
        }
    }
}
