package dev.recount.handler;

import dev.recount.cluster.singleton.Singletons;
import dev.recount.journal.spread.PerJournal;
import dev.recount.model.DomainException;
import dev.recount.model.handler.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The event handlers of a running server. */
public final class Handlers {

    private final Map<String, HandlerControls> byName = new TreeMap<>();
    private final List<RunningHandler> ofThisNode = new ArrayList<>();

    private Handlers() {}

    /**
     * Makes sure that handlers can be told apart.
     *
     * @throws DomainException if two have one name
     */
    public static List<Handler> distinct(List<Handler> handlers) {
        Map<String, Handler> known = new TreeMap<>();
        for (Handler handler : handlers) {
            if (known.put(handler.name(), handler) != null) {
                throw new DomainException("the handler " + handler.name() + " is defined twice");
            }
        }
        return List.copyOf(known.values());
    }

    /**
     * Lets the cluster do the work of handlers; those that begin now see every event that is stored from the moment on
     * when this returns.
     *
     * @throws dev.recount.database.sql.DatabaseException if the database is away
     */
    public static Handlers start(
            List<Handler> handlers, Singletons singletons, HandlerServices services, HandlerSettings settings) {
        return follow(
                handlers.stream()
                        .map(handler -> Follower.of(handler, services, settings))
                        .toList(),
                singletons,
                services,
                settings);
    }

    /**
     * Lets the cluster do the work of followers of the log, as {@link #start} does that of handlers.
     *
     * @throws dev.recount.database.sql.DatabaseException if the database is away
     */
    public static Handlers follow(
            List<Follower> followers, Singletons singletons, HandlerServices services, HandlerSettings settings) {
        var started = new Handlers();
        for (Follower follower : followers) {
            List<HandlerPartition> partitions = IntStream.range(
                            0, services.log().size())
                    .mapToObj(journal -> new HandlerPartition(follower, journal))
                    .toList();
            for (HandlerPartition partition : partitions) {
                var running = new RunningHandler(partition, services, settings);
                running.begin();
                singletons.add(List.of(running));
                started.ofThisNode.add(running);
            }
            started.byName.put(
                    follower.name(),
                    new HandlerControls(
                            follower.name(),
                            new PerJournal<>(partitions),
                            singletons,
                            services.store(),
                            settings.reactionTimeout().plus(settings.stopTimeout())));
        }
        return started;
    }

    /** Sees to what has become due on this node because its clock was moved. */
    public void lookAtClock() {
        ofThisNode.forEach(RunningHandler::lookAtClock);
    }

    /** Tells whether those that work on this node have nothing to do now. */
    public boolean areIdle() {
        return ofThisNode.stream().allMatch(RunningHandler::isIdle);
    }

    /** Returns all handlers, in the order of their names. */
    public List<HandlerControls> all() {
        return List.copyOf(byName.values());
    }

    /** Returns the handler of this name, if there is one. */
    public Optional<HandlerControls> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
