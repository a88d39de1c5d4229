package dev.recount.model;

import java.util.List;
import java.util.Optional;

/**
 * What a team adds to the server: its stream types and how they are kept.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so an implementation is public, has a public constructor without
 * parameters and is listed in {@code META-INF/services/dev.recount.model.Domain}.
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

    /** Returns how records kept elsewhere are read as commands of this domain, if they are. */
    default Optional<Importer> importer() {
        return Optional.empty();
    }
}
