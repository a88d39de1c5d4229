package dev.recount.testing;

import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import dev.recount.process.instance.InstanceCommand;
import dev.recount.process.instance.InstanceState;
import dev.recount.process.instance.StreamCommand;
import dev.recount.process.work.ProcessParts;
import dev.recount.testing.InMemoryStreams.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The processes of one kind in memory: what they are told is written and read back, and their commands go nowhere. */
final class InMemoryProcess {

    private final ProcessParts parts;
    private final InMemoryStreams streams;
    private final InMemoryReactions inputs;
    private int told;

    /** A command that was asked, with the stream that it is for. */
    record Sent(StreamId stream, Object command) {}

    /** A timer that is set, and the process that has set it. */
    private record SetTimer(StreamId process, InstanceState.Timer timer) {}

    /** A command that waits for its answer, and the process that has sent it. */
    private record Waiting(StreamId process, InstanceState.Command command) {}

    InMemoryProcess(ProcessType<?, ?> process, Domain domain) {
        this.parts = ProcessParts.of(process, domain);
        List<StreamType<?, ?, ?>> types = new ArrayList<>(domain.streamTypes());
        types.add(parts.stream());
        this.streams = InMemoryStreams.of(types);
        this.inputs = new InMemoryReactions(parts.inputs(), streams);
    }

    Instant now() {
        return streams.now();
    }

    /** Returns what the processes note while something comes in. */
    List<Object> noted(Runnable input) {
        int before = streams.log().size();
        input.run();
        inputs.skip();
        return streams.log().stream()
                .skip(before)
                .filter(logged -> logged.context().stream().type().equals(parts.name()))
                .map(Logged::event)
                .toList();
    }

    <F> void happened(StreamType<?, ?, F> type, String id, List<F> events) {
        streams.happened(type, id, events);
        inputs.catchUp();
    }

    /** Answers the command of a name, or the one that undoes it. */
    void answer(String command, IntFunction<InstanceCommand> answer) {
        Waiting waiting = waiting(command);
        tell(waiting.process, answer.apply(waiting.command.number()));
    }

    private Waiting waiting(String command) {
        List<Waiting> all = states().entrySet().stream()
                .flatMap(each -> each.getValue().commands().stream().map(asked -> new Waiting(each.getKey(), asked)))
                .toList();
        List<Waiting> named =
                all.stream().filter(each -> each.command.name().equals(command)).toList();
        if (named.size() != 1) {
            throw new AssertionError("expected that one command " + command + " waits for its answer\n but these wait: "
                    + all.stream().map(each -> each.command.name()).toList());
        }
        return named.getFirst();
    }

    /** Lets time pass, and those timers be due that are by then, each at its time. */
    void pass(Duration time) {
        Instant until = now().plus(time);
        for (Optional<SetTimer> next = firstDue(until); next.isPresent(); next = firstDue(until)) {
            SetTimer due = next.get();
            streams.at(due.timer.due().isBefore(now()) ? now() : due.timer.due());
            tell(due.process, new InstanceCommand.NoteDue(due.timer.number()));
        }
        streams.at(until);
    }

    private Optional<SetTimer> firstDue(Instant until) {
        return setTimers()
                .filter(set -> !set.timer.due().isAfter(until))
                .min(Comparator.comparing(set -> set.timer.due()));
    }

    private Stream<SetTimer> setTimers() {
        return states().entrySet().stream()
                .flatMap(each -> each.getValue().timers().stream().map(timer -> new SetTimer(each.getKey(), timer)));
    }

    /** Returns the names of the timers that are set. */
    List<String> timers() {
        return setTimers().map(set -> set.timer.timer()).toList();
    }

    private Map<StreamId, InstanceState<?>> states() {
        var found = new TreeMap<StreamId, InstanceState<?>>();
        streams.states(parts.stream())
                .forEach((id, state) -> found.put(new StreamId(parts.name(), id), (InstanceState<?>) state));
        return found;
    }

    /** Returns the state of a process by its own rules, if it has an event. */
    Optional<Object> own(String id) {
        return Optional.<InstanceState<?>>ofNullable(states().get(new StreamId(parts.name(), id)))
                .map(InstanceState::own);
    }

    private void tell(StreamId process, InstanceCommand input) {
        if (streams.send(process, "told-" + ++told, input) instanceof CommandAnswer.Rejected(var _, var message)) {
            throw new AssertionError("the process does not take it: " + message);
        }
    }

    /** Returns a command that a process has asked for, as its stream would get it. */
    Sent sent(StreamCommand command) {
        return parts.enclosures().send(command, InMemoryProcess::asSent);
    }

    private static <C> Sent asSent(StreamType<?, C, ?> type, String id, C command) {
        return new Sent(new StreamId(type.name(), id), command);
    }
}
