package dev.recount.process.work;

import dev.recount.model.EventContext;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.process.ProcessType;
import dev.recount.model.process.Trigger;
import dev.recount.model.type.StreamType;
import dev.recount.process.instance.Enclosures;
import dev.recount.process.instance.InstanceCommand;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Tells processes of the events of other streams that concern them. */
final class Inputs {

    private final ProcessType<?, ?> process;
    private final StreamType<?, InstanceCommand, ?> stream;
    private final Enclosures enclosures;

    private Inputs(ProcessType<?, ?> process, StreamType<?, InstanceCommand, ?> stream, Enclosures enclosures) {
        this.process = process;
        this.stream = stream;
        this.enclosures = enclosures;
    }

    static Handler handler(
            ProcessType<?, ?> process, StreamType<?, InstanceCommand, ?> stream, Enclosures enclosures, String name) {
        var inputs = new Inputs(process, stream, enclosures);
        Handler handler = process.start() == Handler.Start.NOW ? Handler.fromNow(name) : Handler.fromBeginning(name);
        Set<StreamType<?, ?, ?>> types = new LinkedHashSet<>();
        process.triggers().forEach(trigger -> types.add(trigger.type()));
        for (StreamType<?, ?, ?> type : types) {
            handler = handler.on(type, inputs::tell);
        }
        return handler.retry(process.retries()).withoutOutsideEffects();
    }

    private void tell(Object event, EventContext context, Effects effects) {
        Map<String, Boolean> begins = new LinkedHashMap<>();
        for (Trigger<?> trigger : process.triggers()) {
            if (trigger.type().name().equals(context.stream().type())) {
                trigger.process(event, context).ifPresent(id -> begins.merge(id, trigger.begins(), Boolean::logicalOr));
            }
        }
        begins.forEach((id, isBeginning) -> {
            var told = new InstanceCommand.NoteEvent(enclosures.happening(event, context), isBeginning);
            if (effects.send(stream, id, told) instanceof CommandAnswer.Rejected(var _, var message)) {
                throw new IllegalStateException(process + " " + id + " cannot take the event: " + message);
            }
        });
    }
}
