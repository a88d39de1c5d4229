package dev.recount.model.domain;

import dev.recount.model.DomainException;
import dev.recount.model.handler.Handler;
import dev.recount.model.migration.Migration;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addition of a team to the server: its stream types, with the views and handlers that follow their events.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so an implementation is public, has a public constructor without
 * parameters and is listed in {@code META-INF/services/dev.recount.model.domain.Domain}.
 */
public interface Domain {

    /** Returns the name by which people speak of this domain, such as {@code bank}. */
    String name();

    /**
     * Returns the stream types of this domain; no other domain of the server may have one of the same name.
     *
     * @throws DomainException if a definition is mistaken
     */
    List<StreamType<?, ?, ?>> streamTypes();

    /**
     * Returns the read models of this domain.
     *
     * @throws DomainException if a definition is mistaken
     */
    default List<View<?>> views() {
        return List.of();
    }

    /**
     * Returns the event handlers of this domain.
     *
     * @throws DomainException if a definition is mistaken
     */
    default List<Handler> handlers() {
        return List.of();
    }

    /**
     * Returns the processes of this domain; each kind is kept as a stream type of its own, beside the others.
     *
     * @throws DomainException if a definition is mistaken
     */
    default List<ProcessType<?, ?>> processes() {
        return List.of();
    }

    /**
     * Returns the migrations of this domain's streams into streams of another type; each begins when an operator says
     * so.
     *
     * @throws DomainException if a definition is mistaken
     */
    default List<Migration<?, ?>> migrations() {
        return List.of();
    }

    /**
     * Returns the names of what the senders of commands may note beside them, such as {@code channel} or
     * {@code campaign}: a lower-case letter, then lower-case letters and digits, 16 in all; at most 16 names. It is
     * kept in the clear with the events, so that nothing of a person belongs there.
     *
     * @throws DomainException if a definition is mistaken
     */
    default List<String> metadata() {
        return List.of();
    }

    /**
     * Returns this domain with the settings that the server's configuration has for it, such as the address of a mail
     * server. Called once, before all else, and only if there are such settings.
     *
     * @param settings the settings by name, as in {@code recount.domain.bank}
     * @throws DomainException if a setting is not known or cannot be used; the message names it
     */
    default Domain configured(Map<String, String> settings) {
        throw new DomainException("recount.domain." + name() + ": this domain has no settings");
    }

    /**
     * Returns this domain under other rules, each by a name of its own, so that people can ask what would have been
     * decided, or would be, under those. Nothing of them is ever served.
     *
     * @throws DomainException if a definition is mistaken
     */
    default Map<String, Domain> alternatives() {
        return Map.of();
    }

    /**
     * Returns the revision of this domain's rules, such as the version of the build that they come from: 1 to 40
     * printable characters of ASCII. It is kept with each decision, to tell later by which rules that was made. Without
     * it, that is a fingerprint of the jar, or of the folder of classes, that this class comes from.
     */
    default Optional<String> revision() {
        return Optional.empty();
    }

    /** Returns the importer that reads records kept elsewhere as commands of this domain, if there is one. */
    default Optional<Importer> importer() {
        return Optional.empty();
    }

    /** Returns the source of made-up commands with which this domain can be tried out, if there is one. */
    default Optional<Traffic> traffic() {
        return Optional.empty();
    }
}
