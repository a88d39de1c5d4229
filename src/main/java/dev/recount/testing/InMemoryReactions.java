package dev.recount.testing;

import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Addressed;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.DueTime;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.TogetherAnswer;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import dev.recount.testing.InMemoryStreams.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The reactions of a handler to events in memory, one after another; one that crashes is done again from its beginning.
 */
public final class InMemoryReactions {

    private final Handler handler;
    private final InMemoryStreams streams;
    private final Map<String, Timer> timers = new TreeMap<>();
    private final Map<Integer, Runnable> interferences = new HashMap<>();
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Map<Subject, String> erased = new TreeMap<>();
    private boolean crashesAfterEachCommand;
    private int handled;
    private int commands;

    private record Timer(String name, StreamId stream, Duration after, Instant due) {}

    /** A command that the handler sent to a stream. */
    public record Sent(StreamId stream, Object command) {}

    /** Starts before the first event. */
    public InMemoryReactions(Handler handler, InMemoryStreams streams) {
        this.handler = handler;
        this.streams = streams;
    }

    /** The end that a killed server makes of a reaction. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Lets something happen right after the handler's command of this number was carried out, before the handler knows
     * of it.
     */
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

    /** Crashes once right after each command that the handler sends from now on was carried out. */
    public void crashAfterEachCommand() {
        crashesAfterEachCommand = true;
    }

    /** Returns the persons whom the handler had forgotten, each with the last ground. */
    public Map<Subject, String> erased() {
        return Collections.unmodifiableMap(erased);
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

    /** Passes over all that has happened so far, as if it had been reacted to. */
    public void skip() {
        handled = streams.log().size();
    }

    /** Forgets how far the handler had come, as if its progress had not been saved. */
    public void startOver() {
        handled = 0;
    }

    /** Returns the number of commands that the handler has sent, those sent again included. */
    public int commands() {
        return commands;
    }

    /** Returns the commands that the handler has sent, in order; one that was sent again stands there once. */
    public List<Sent> sent() {
        return List.copyOf(sent.values());
    }

    /** Returns after how long each timer is due that is set, by the timer's name and its stream. */
    public Map<String, Duration> timers() {
        var found = new TreeMap<String, Duration>();
        timers.forEach((key, timer) -> found.put(key, timer.after()));
        return Collections.unmodifiableMap(found);
    }

    /** Lets a timer be due. */
    public void fire(String timer, StreamId stream) throws Exception {
        timers.remove(timer + " " + stream);
        var effects = new InMemoryEffects(timer + "-due", stream);
        handler.timers().orElseThrow().react(timer, stream, effects);
        effects.takeEffect();
    }

    /** Fires all timers that are due by the time of the streams, and reacts to what follows from them. */
    public void fireDue() {
        for (Optional<Timer> next = nextDue(); next.isPresent(); next = nextDue()) {
            Timer timer = next.get();
            try {
                fire(timer.name(), timer.stream());
            } catch (Crash _) {
                timers.put(timer.name() + " " + timer.stream(), timer);
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
            catchUp();
        }
    }

    private Optional<Timer> nextDue() {
        return timers.values().stream()
                .filter(timer -> !timer.due().isAfter(streams.now()))
                .min(Comparator.comparing(Timer::due));
    }

    private void react(Logged logged) {
        var subscription = handler.subscription(logged.context().stream().type());
        if (subscription.isPresent()) {
            react(subscription.get(), logged.event(), logged.context());
        }
    }

    private <E> void react(Handler.Subscription<E> subscription, Object event, EventContext context) {
        var effects = new InMemoryEffects(context.eventId(), context.stream());
        try {
            subscription.reaction().react(subscription.type().events().base().cast(event), context, effects);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        effects.takeEffect();
    }

    private final class InMemoryEffects implements Effects {

        private final String cause;
        private final StreamId stream;
        private final Map<StreamId, Integer> numbers = new HashMap<>();
        private final List<Runnable> onSuccess = new ArrayList<>();

        InMemoryEffects(String cause, StreamId stream) {
            this.cause = cause;
            this.stream = stream;
        }

        void takeEffect() {
            onSuccess.forEach(Runnable::run);
        }

        @Override
        public String idempotencyKey() {
            return handler.name() + "/" + cause;
        }

        @Override
        public <C> CommandAnswer send(StreamType<?, C, ?> type, String id, C command) {
            var target = new StreamId(type.name(), id);
            return send(target, nextId(target), command);
        }

        private String nextId(StreamId target) {
            return idempotencyKey() + "/" + target + "/" + numbers.merge(target, 1, Integer::sum);
        }

        /** An obstacle to one stands in the way of all, unless they were carried out already. */
        @Override
        public TogetherAnswer sendTogether(List<Addressed<?>> commands) {
            List<StreamId> targets = commands.stream()
                    .map(each -> new StreamId(each.type().name(), each.id()))
                    .toList();
            if (targets.isEmpty() || Set.copyOf(targets).size() < targets.size()) {
                throw new IllegalArgumentException("commands: one at least, and at most one for each stream");
            }
            if (commands.stream().anyMatch(each -> each.type().keepsStateAlone())) {
                throw new IllegalArgumentException(
                        "commands: streams that keep their latest state alone take part in no transaction");
            }
            List<String> ids = targets.stream().map(this::nextId).toList();
            boolean areCarriedOut =
                    IntStream.range(0, ids.size()).anyMatch(i -> streams.isAccepted(targets.get(i), ids.get(i)));
            for (int i = 0; !areCarriedOut && i < ids.size(); i++) {
                Object command = commands.get(i).command();
                if (streams.rejection(targets.get(i), ids.get(i), command).isPresent()
                        && send(targets.get(i), ids.get(i), command)
                                instanceof CommandAnswer.Rejected(var reason, var message)) {
                    return new TogetherAnswer.Rejected(i, reason, message);
                }
            }
            var versions = new ArrayList<Long>();
            for (int i = 0; i < ids.size(); i++) {
                versions.add(
                        carriedOut(targets.get(i), ids.get(i), commands.get(i).command()));
            }
            for (int i = 0; i < ids.size(); i++) {
                sent(targets.get(i), ids.get(i), commands.get(i).command());
            }
            return new TogetherAnswer.Accepted(versions);
        }

        private long carriedOut(StreamId target, String commandId, Object command) {
            return switch (streams.send(target, commandId, command)) {
                case CommandAnswer.Accepted(var version) -> version;
                case CommandAnswer.Rejected rejected ->
                    throw new IllegalStateException(command + " was not to be rejected: " + rejected);
            };
        }

        private CommandAnswer send(StreamId target, String commandId, Object command) {
            CommandAnswer answer = streams.send(target, commandId, command);
            sent(target, commandId, command);
            return answer;
        }

        private void sent(StreamId target, String commandId, Object command) {
            boolean first = sent.putIfAbsent(commandId, new Sent(target, streams.asRead(target, command))) == null;
            interferences.getOrDefault(++commands, () -> {}).run();
            if (first && crashesAfterEachCommand) {
                throw new Crash();
            }
        }

        @Override
        public <S> Optional<S> state(StreamType<S, ?, ?> type, String id) {
            return streams.state(type, id);
        }

        @Override
        public void erase(Subject subject, String ground) {
            erased.put(subject, ground);
        }

        @Override
        public void setTimer(String name, Duration after) {
            var timer = new Timer(name, stream, after, streams.now().plus(after));
            onSuccess.add(() -> timers.put(name + " " + stream, timer));
        }

        @Override
        public void setTimer(String name, Instant due) {
            var timer = new Timer(name, stream, Duration.between(streams.now(), DueTime.require(due)), due);
            onSuccess.add(() -> timers.put(name + " " + stream, timer));
        }

        @Override
        public void cancelTimer(String name) {
            onSuccess.add(() -> timers.remove(name + " " + stream));
        }
    }
}
