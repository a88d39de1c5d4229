package dev.recount.process.work;

import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.CommandRefusedException;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.TimerReaction;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import dev.recount.process.instance.Enclosures;
import dev.recount.process.instance.InstanceCommand;
import dev.recount.process.instance.InstanceEvent;
import dev.recount.process.instance.InstanceState;
import dev.recount.process.instance.StreamCommand;

/** Does what processes have noted that they want done, and tells them what came of it. */
final class Performance<S> {

    private final StreamType<InstanceState<S>, InstanceCommand, ?> stream;
    private final Enclosures enclosures;

    private Performance(StreamType<InstanceState<S>, InstanceCommand, ?> stream, Enclosures enclosures) {
        this.stream = stream;
        this.enclosures = enclosures;
    }

    static <S> Handler handler(
            ProcessType<S, ?> process,
            StreamType<InstanceState<S>, InstanceCommand, Object> stream,
            Enclosures enclosures,
            String name) {
        var performance = new Performance<>(stream, enclosures);
        return Handler.fromBeginning(name)
                .on(stream, performance::perform)
                .onTimer(performance.new DueTimer())
                .retry(process.retries())
                .withoutOutsideEffects();
    }

    private void perform(Object event, EventContext context, Effects effects) {
        if (event instanceof InstanceEvent noted) {
            String id = context.stream().id();
            switch (noted) {
                case InstanceEvent.CommandAsked asked -> send(id, asked.number(), asked.command(), effects);
                case InstanceEvent.UndoAsked asked -> send(id, asked.number(), asked.command(), effects);
                case InstanceEvent.TimerSet set -> effects.setTimer(key(set.timer(), set.number()), set.due());
                case InstanceEvent.TimerCancelled cancelled ->
                    effects.cancelTimer(key(cancelled.timer(), cancelled.number()));
                case InstanceEvent.TimerFired fired
                when fired.early() -> effects.cancelTimer(key(fired.timer(), fired.number()));
                case InstanceEvent.EventKept _,
                        InstanceEvent.ProcessBegan _,
                        InstanceEvent.EventNoticed _,
                        InstanceEvent.CommandAccepted _,
                        InstanceEvent.CommandRejected _,
                        InstanceEvent.TimerFired _,
                        InstanceEvent.UndoBegan _,
                        InstanceEvent.UndoAccepted _,
                        InstanceEvent.UndoRejected _,
                        InstanceEvent.UndoEnded _,
                        InstanceEvent.ProcessEnded _ -> {}
            }
        }
    }

    /** One whose answer is noted is not sent again: a rejected command could be accepted by then. */
    private void send(String id, int number, StreamCommand command, Effects effects) {
        if (effects.state(stream, id).filter(state -> state.awaits(number)).isEmpty()) {
            return;
        }
        tell(id, answer(number, command, effects), effects);
    }

    /** To a process, a refusal that is final is a rejection: only its rules can know what to do about it. */
    private InstanceCommand answer(int number, StreamCommand command, Effects effects) {
        try {
            return switch (enclosures.send(command, effects::send)) {
                case CommandAnswer.Accepted(var version) -> new InstanceCommand.NoteAccepted(number, version);
                case CommandAnswer.Rejected(var reason, var message) ->
                    new InstanceCommand.NoteRejected(number, reason, message);
            };
        } catch (CommandRefusedException refused) {
            return new InstanceCommand.NoteRejected(number, refused.code(), refused.reason());
        }
    }

    /** A time-out is what a process with a step that cannot be taken needs: it does not wait for that. */
    private final class DueTimer implements TimerReaction {

        @Override
        public void react(String timer, StreamId process, Effects effects) {
            int number = Integer.parseInt(timer.substring(timer.lastIndexOf('#') + 1));
            tell(process.id(), new InstanceCommand.NoteDue(number), effects);
        }

        @Override
        public boolean waits() {
            return false;
        }
    }

    private void tell(String id, InstanceCommand told, Effects effects) {
        if (effects.send(stream, id, told) instanceof CommandAnswer.Rejected(var _, var message)) {
            throw new IllegalStateException(stream.name() + "/" + id + " cannot be told what came of it: " + message);
        }
    }

    /** A timer that is set again must not be taken for the one before it. */
    private static String key(String timer, int number) {
        return timer + "#" + number;
    }
}
