package dev.recount.replay.world.reaction;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * The reactions of the handlers that are run in a world. A handler reacts to the events of a stream one after another.
 * A command that it sent because of the same event on record is sent when that one comes, and any other at once; so
 * what a reaction meets is what it met, as far as the world is the same. For one thread.
 */
public final class Reactions implements AutoCloseable {

    private final Map<String, Handler> handlers;
    private final RecordedSends sends;
    private final ReactingWorld world;
    private final Map<Place, Queue> queues = new LinkedHashMap<>();
    private final Map<String, Timer> timers = new HashMap<>();
    private final PriorityQueue<Timer> due = new PriorityQueue<>(Comparator.comparing(Timer::due));
    private final Deque<Place> ready = new ArrayDeque<>();

    /** A handler's place in a stream. */
    private record Place(String handler, StreamId stream) {}

    /** A timer that is set. */
    record Timer(String handler, String name, StreamId stream, Instant due, Cause cause, Ordinals ordinals) {

        private String key() {
            return handler + " " + stream + " " + name;
        }
    }

    /** Something that a handler is to react to. */
    private record Work(Cause cause, Routine routine) {}

    /** The work of a handler for one stream, of which the first may have begun. */
    private static final class Queue {

        private final Deque<Work> work = new ArrayDeque<>();
        private boolean begun;
    }

    /** Prepares to run handlers. */
    public Reactions(List<Handler> handlers, RecordedSends sends, ReactingWorld world) {
        this.handlers = handlers.stream().collect(Collectors.toMap(Handler::name, handler -> handler));
        this.sends = sends;
        this.world = world;
    }

    /** Tells whether commands of a sender are made anew. */
    public boolean make(Principal sender) {
        return sender.handler().filter(handlers::containsKey).isPresent();
    }

    /** Tells whether any handler is run. */
    public boolean areRun() {
        return !handlers.isEmpty();
    }

    /** Takes an event that has happened in the world; {@link #goOn} lets the handlers react. */
    public void happened(Cause cause, RecordedEvent event) {
        if (event.header().migrated().isPresent()) {
            return; // its original was reacted to
        }
        for (Handler handler : handlers.values()) {
            handler.subscription(cause.here().stream().type())
                    .ifPresent(subscription -> add(
                            new Place(handler.name(), cause.here().stream()),
                            cause,
                            new Ordinals(),
                            cause.metadata().time(),
                            effects -> react(subscription, cause, event, effects)));
        }
    }

    @FunctionalInterface
    private interface Body {
        void react(WorldEffects effects) throws Exception;
    }

    private void add(Place place, Cause cause, Ordinals ordinals, Instant now, Body body) {
        var routine = new Routine("world-" + place.handler, own -> {
            var surroundings = new WorldEffects.Surroundings(world, sends, own, this::set, this::cancel);
            var effects = new WorldEffects(surroundings, place.handler, cause, ordinals, now);
            body.react(effects);
            effects.takeEffect();
        });
        queues.computeIfAbsent(place, _ -> new Queue()).work.add(new Work(cause, routine));
        ready.add(place);
    }

    private static <E> void react(
            Handler.Subscription<E> subscription, Cause cause, RecordedEvent event, WorldEffects effects)
            throws Exception {
        Class<E> type = subscription.type().events().base();
        List<Object> events = event.events();
        for (int i = 0; i < events.size(); i++) {
            var id = new EventId(cause.here().stream(), cause.here().version(), i + 1);
            subscription.reaction().react(type.cast(events.get(i)), new EventContext(id, event.metadata()), effects);
        }
    }

    /** Lets handlers react to all that nothing on record is to come for first. */
    public void goOn() {
        for (Place place = ready.poll(); place != null; place = ready.poll()) {
            Queue queue = queues.get(place);
            while (queue != null
                    && !queue.begun
                    && !sends.hasAny(place.handler, queue.work.element().cause().onRecord())) {
                advance(place, queue);
                queue = queues.get(place);
            }
        }
    }

    /** Lets the first piece of work begin or go on, and takes it away when it is done. */
    private void advance(Place place, Queue queue) {
        Work first = queue.work.element();
        queue.begun = true;
        first.routine.goOn();
        if (first.routine.hasEnded()) {
            first.routine.failure().ifPresent(failure -> world.failed(place.handler, first.cause, failure));
            queue.work.remove();
            queue.begun = false;
            if (queue.work.isEmpty()) {
                queues.remove(place);
            }
        }
    }

    /**
     * Lets a handler react to an event, as a command comes that it sent because of it on record, until it has sent one
     * in its place.
     */
    public void comesOnRecord(String handler, EventId cause, Sent sent) {
        var place = new Place(handler, cause.stream());
        Optional<Queue> ahead = ahead(place, cause);
        while (!sent.isThere() && ahead.isPresent()) {
            advance(place, ahead.get());
            ahead = ahead(place, cause);
        }
        ready.add(place);
        goOn();
    }

    /** Tells whether a handler has sent a command. */
    @FunctionalInterface
    public interface Sent {
        boolean isThere();
    }

    /** Returns the work of a handler for a stream, if that which is because of an event is still to be done. */
    private Optional<Queue> ahead(Place place, EventId cause) {
        return Optional.ofNullable(queues.get(place))
                .filter(queue -> queue.work.stream()
                        .anyMatch(work -> work.cause.onRecord().equals(cause)));
    }

    private void set(Timer timer) {
        cancel(timer);
        timers.put(timer.key(), timer);
        due.add(timer);
    }

    private void cancel(Timer timer) {
        Timer before = timers.remove(timer.key());
        if (before != null) {
            due.remove(before);
        }
    }

    /** Fires the timers that are due by a time. */
    public void timeIs(Instant now) {
        while (!due.isEmpty() && !due.element().due().isAfter(now)) {
            Timer timer = due.remove();
            timers.remove(timer.key());
            Optional.ofNullable(handlers.get(timer.handler))
                    .flatMap(Handler::timers)
                    .ifPresent(reaction -> add(
                            new Place(timer.handler, timer.stream),
                            timer.cause,
                            timer.ordinals,
                            timer.due,
                            effects -> reaction.react(timer.name, timer.stream, effects)));
            goOn();
        }
    }

    /** Ends what has not ended. */
    @Override
    public void close() {
        queues.values().forEach(queue -> queue.work.forEach(work -> work.routine.end()));
        queues.clear();
    }
}
