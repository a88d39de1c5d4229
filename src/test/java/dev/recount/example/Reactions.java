package dev.recount.example;

import dev.recount.example.InMemory.Logged;
import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.StreamType;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lets a handler react to the events in memory, one after another; a reaction that crashes is done again from its beginning. */
public final class Reactions {

    private final Handler handler;
    private final InMemory streams;
    private final Map<String, Duration> timers = new TreeMap<>();
    private final Map<Integer, Runnable> interferences = new HashMap<>();
    private int handled;
    private int commands;

    public Reactions(Handler handler, InMemory streams) {
        this.handler = handler;
        this.streams = streams;
    }

    /** What a killed server does to a reaction. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Lets something happen right after the handler's command of this number was carried out, before the handler knows of it. */
    public void afterCommand(int number, Runnable interference) {
        interferences.merge(number, interference, (one, other) -> () -> {
            one.run();
            other.run();
        });
    }

    /** Crashes right after the handler's command of this number was carried out. */
    public void crashAfterCommand(int number) {
        afterCommand(number, () -> {
            throw new Crash();
        });
    }

    /** Reacts to all that has not been reacted to; tells whether there was anything. */
    public boolean catchUp() {
        boolean anything = handled < streams.log().size();
        while (handled < streams.log().size()) {
            try {
                react(streams.log().get(handled));
                handled++;
            } catch (Crash _) {
                // and so it is done again
            }
        }
        return anything;
    }

    /** Forgets how far the handler had come, as if its progress had not been saved. */
    public void startOver() {
        handled = 0;
    }

    /** Returns the number of commands that the handler has sent, those sent again included. */
    public int commands() {
        return commands;
    }

    /** Returns after how long each timer is due that is set, by the timer's name and its stream. */
    public Map<String, Duration> timers() {
        return timers;
    }

    /** Lets a timer be due. */
    public void fire(String timer, StreamId stream) throws Exception {
        timers.remove(timer + " " + stream);
        handler.timers().orElseThrow().react(timer, stream, new InMemoryEffects(timer + "-due", stream));
    }

    private void react(Logged logged) {
        var subscription = handler.subscription(logged.context().stream().type());
        if (subscription.isPresent()) {
            react(subscription.get(), logged.event(), logged.context());
        }
    }

    private <E> void react(Handler.Subscription<E> subscription, Object event, EventContext context) {
        try {
            subscription
                    .reaction()
                    .react(
                            subscription.type().events().base().cast(event),
                            context,
                            new InMemoryEffects(context.eventId(), context.stream()));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private final class InMemoryEffects implements Effects {

        private final String cause;
        private final StreamId stream;
        private final Map<StreamId, Integer> sent = new HashMap<>();

        InMemoryEffects(String cause, StreamId stream) {
            this.cause = cause;
            this.stream = stream;
        }

        @Override
        public String idempotencyKey() {
            return handler.name() + "/" + cause;
        }

        @Override
        public <C> CommandAnswer send(StreamType<?, C, ?> type, String id, C command) {
            var target = new StreamId(type.name(), id);
            String commandId = idempotencyKey() + "/" + sent.merge(target, 1, Integer::sum);
            CommandAnswer answer = streams.send(target, commandId, command);
            interferences.getOrDefault(++commands, () -> {}).run();
            return answer;
        }

        @Override
        public <S> Optional<S> state(StreamType<S, ?, ?> type, String id) {
            return streams.state(type, id);
        }

        @Override
        public void setTimer(String name, Duration after) {
            timers.put(name + " " + stream, after);
        }

        @Override
        public void cancelTimer(String name) {
            timers.remove(name + " " + stream);
        }
    }
}
