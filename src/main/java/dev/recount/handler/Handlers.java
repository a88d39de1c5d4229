package dev.recount.handler;

import dev.recount.model.DomainException;
import dev.recount.model.handler.Handler;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The event handlers of a running server. */
public final class Handlers {

    private final Map<String, RunningHandler> byName = new TreeMap<>();

    private Handlers(Collection<Handler> handlers, Surroundings surroundings, HandlerSettings settings) {
        handlers.forEach(handler -> byName.put(handler.name(), new RunningHandler(handler, surroundings, settings)));
    }

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
     * Starts handlers; those that begin now see every event that is stored from the moment on when this returns.
     *
     * @throws dev.recount.journal.jdbc.JournalException if the database is away
     */
    public static Handlers start(List<Handler> handlers, Surroundings surroundings, HandlerSettings settings) {
        var started = new Handlers(handlers, surroundings, settings);
        started.byName.values().forEach(RunningHandler::start);
        return started;
    }

    /** Returns all handlers, in the order of their names. */
    public List<RunningHandler> all() {
        return List.copyOf(byName.values());
    }

    /** Returns the handler of this name, if there is one. */
    public Optional<RunningHandler> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Lets the reactions that run finish, within the time that is given to them, and saves how far each handler has come. */
    public void stop() {
        List<Thread> stopping = all().stream()
                .map(handler -> Thread.ofVirtual().start(handler::stop))
                .toList();
        for (Thread each : stopping) {
            try {
                each.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
