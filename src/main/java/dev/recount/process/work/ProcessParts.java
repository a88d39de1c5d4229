package dev.recount.process.work;

import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Readers;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.process.ProcessType;
import dev.recount.model.process.Trigger;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.model.view.Visibility;
import dev.recount.process.instance.Enclosures;
import dev.recount.process.instance.InstanceCommand;
import dev.recount.process.instance.InstanceRules;
import dev.recount.process.instance.InstanceState;
import dev.recount.process.view.InstanceRow;
import dev.recount.process.view.TimerRow;
import dev.recount.stream.CommandRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a kind of process, as the server works them.
 *
 * @param stream the type of its streams
 * @param enclosures the form in which its streams hold what belongs to others
 * @param inputs tells its streams of events of others
 * @param steps sends its commands, sets its timers, and tells its streams what came of it
 */
public record ProcessParts(
        String name,
        StreamType<?, InstanceCommand, Object> stream,
        Enclosures enclosures,
        Handler inputs,
        Handler steps,
        View<InstanceRow> instances,
        View<TimerRow> timers) {

    /**
     * Returns the parts of a kind of process.
     *
     * @param domain the domain whose streams it commands
     * @throws dev.recount.model.DomainException if its definition is mistaken
     */
    public static ProcessParts of(ProcessType<?, ?> process, Domain domain) {
        List<StreamType<?, ?, ?>> types = new ArrayList<>(domain.streamTypes());
        process.triggers().stream()
                .<StreamType<?, ?, ?>>map(Trigger::type)
                .filter(type -> types.stream().noneMatch(known -> known.name().equals(type.name())))
                .forEach(types::add);
        return of(process, new Enclosures(types));
    }

    private static <S, E> ProcessParts of(ProcessType<S, E> process, Enclosures enclosures) {
        Senders senders = new Senders(process.name());
        Optional<Readers> readers = process.readers().or(enclosures::readers);
        StreamType<InstanceState<S>, InstanceCommand, Object> told = InstanceRules.streamType(process, enclosures)
                .authorize((_, _, context) -> senders.include(context.principal()));
        StreamType<InstanceState<S>, InstanceCommand, Object> stream =
                readers.map(told::readableBy).orElse(told);
        return new ProcessParts(
                process.name(),
                stream,
                enclosures,
                Inputs.handler(process, stream, enclosures, senders.inputs()),
                Performance.handler(process, stream, enclosures, senders.steps()),
                shown(InstanceRow.view(process.name(), stream), readers),
                shown(TimerRow.view(process.name(), stream), readers));
    }

    private static <R> View<R> shown(View<R> view, Optional<Readers> readers) {
        return readers.map(rule ->
                        view.visibleTo(caller -> rule.includeForAll(caller) ? Visibility.all() : Visibility.none()))
                .orElse(view);
    }

    /**
     * Returns the command that has a timer of a process be due. The process's own handler sends it, as only that may.
     *
     * @param stream the stream of the process
     * @param commandId makes a repeat of this known as such
     * @param correlation the conversation that it belongs to, if it belongs to one
     */
    public CommandRequest fire(StreamId stream, String timer, String commandId, Optional<String> correlation) {
        return new CommandRequest(
                stream,
                new StreamCodec<>(this.stream).commands().write(new InstanceCommand.FireTimer(timer)),
                CommandRequest.Origin.ofServer(
                        commandId, Principal.ofHandler(steps.name()), correlation.orElse(commandId), Optional.empty()),
                CommandRequest.Conditions.NONE,
                true);
    }
}
