package dev.recount.server;

import dev.recount.model.DomainException;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.migration.Migration;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The registrations of all domains that are served together: names that tell domains, stream types, views and handlers
 * apart, and stream types for all that views and handlers follow.
 */
final class Registrations {

    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, StreamType<?, ?, ?>> served = new HashMap<>();

    /** The types that migrations lead to, by those that they lead from. */
    private final Map<String, String> next = new HashMap<>();

    private Registrations() {}

    /**
     * Makes sure that these domains can be served together.
     *
     * @throws DomainException if not; the message names what does not fit, and its domain
     */
    static void check(List<Domain> domains) {
        var registrations = new Registrations();
        domains.forEach(domain -> registrations.own("domain", domain.name(), domain));
        domains.forEach(domain -> told(
                domain,
                "revision of the rules",
                () -> domain.revision().stream().toList()));
        domains.forEach(registrations::addTypes);
        domains.forEach(registrations::addFollowers);
        domains.forEach(registrations::addMigrations);
    }

    private void addTypes(Domain domain) {
        for (StreamType<?, ?, ?> type : told(domain, "stream types", domain::streamTypes)) {
            if (StreamType.isOwn(type.name())) {
                throw new DomainException("the stream type " + type.name() + " of " + described(domain)
                        + ": names that begin with recount- are kept for the server's own");
            }
            own("stream type", type.name(), domain);
            served.put(type.name(), type);
        }
    }

    private void addFollowers(Domain domain) {
        for (View<?> view : told(domain, "views", domain::views)) {
            own("view", view.name(), domain);
            follow(
                    domain,
                    view.toString(),
                    true, // of which types it follows the states, it has made sure itself
                    view.streamTypes(),
                    name -> view.source(name).orElseThrow().type());
        }
        for (Handler handler : told(domain, "handlers", domain::handlers)) {
            own("handler", handler.name(), domain);
            follow(
                    domain,
                    handler.toString(),
                    false,
                    handler.streamTypes(),
                    name -> handler.subscription(name).orElseThrow().type());
        }
    }

    private void addMigrations(Domain domain) {
        for (Migration<?, ?> migration : told(domain, "migrations", domain::migrations)) {
            own("migration", migration.name(), domain);
            own("migration of the stream type", migration.from().name(), domain);
            follow(domain, migration.toString(), false, List.of(migration.from().name()), _ -> migration.from());
            follow(domain, migration.toString(), false, List.of(migration.to().name()), _ -> migration.to());
            requireNoChain(domain, migration);
        }
    }

    /** The one that leads on could end a stream of which the one that leads to it has not copied all. */
    private void requireNoChain(Domain domain, Migration<?, ?> migration) {
        String from = migration.from().name();
        String to = migration.to().name();
        for (Map.Entry<String, String> other : next.entrySet()) {
            if (other.getKey().equals(to) || other.getValue().equals(from)) {
                throw new DomainException("the " + migration + " of " + described(domain) + " and the one from "
                        + other.getKey() + " to " + other.getValue()
                        + " follow each other: leave the first one out once it is done, and then let the other begin");
            }
        }
        next.put(from, to);
    }

    /** A failure of the domain's own code is told with its place, as nothing else would lead there. */
    private static <T> List<T> told(Domain domain, String what, Supplier<List<T>> registered) {
        try {
            return registered.get();
        } catch (DomainException explained) {
            throw explained;
        } catch (RuntimeException | LinkageError failure) {
            throw new DomainException(
                    "the " + what + " of the domain " + described(domain) + " cannot be told: "
                            + Domains.cause(failure),
                    failure);
        }
    }

    private void own(String kind, String name, Domain domain) {
        String other = owners.put(kind + " " + name, described(domain));
        if (other != null) {
            throw new DomainException(
                    kind.equals("domain")
                            ? "two domains are named " + name + ": " + other + " and " + described(domain)
                            : "the " + kind + " " + name + " is defined twice, by " + other + " and by "
                                    + described(domain));
        }
    }

    private void follow(
            Domain domain,
            String follower,
            boolean followsStates,
            Collection<String> types,
            Function<String, StreamType<?, ?, ?>> followed) {
        if (types.isEmpty()) {
            throw new DomainException("the " + follower + " of " + described(domain) + " follows no stream type");
        }
        for (String type : types) {
            StreamType<?, ?, ?> known = served.get(type);
            if (known == null) {
                throw new DomainException("the " + follower + " of " + described(domain) + " follows the stream type "
                        + type + ", which no domain serves; served are "
                        + served.keySet().stream().sorted().collect(Collectors.joining(", ")));
            }
            boolean isAlone = known.keepsStateAlone();
            if (isAlone != followed.apply(type).keepsStateAlone() || (isAlone && !followsStates)) {
                throw new DomainException("the " + follower + " of " + described(domain) + " follows the stream type "
                        + type
                        + (isAlone
                                ? ", whose streams keep their latest state alone: they have no events to follow"
                                : " by its states, but its events are stored"));
            }
            if (!known.events().byName().equals(followed.apply(type).events().byName())) {
                throw new DomainException("the " + follower + " of " + described(domain) + " follows the stream type "
                        + type + " of "
                        + followed.apply(type).aggregate().getClass().getName() + ", but that of "
                        + known.aggregate().getClass().getName() + " is served, which has other events");
            }
        }
    }

    private static String described(Domain domain) {
        return domain.name() + " (" + domain.getClass().getName() + ")";
    }
}
