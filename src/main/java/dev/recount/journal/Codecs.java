package dev.recount.journal;

import dev.recount.model.DomainException;
import dev.recount.model.StreamType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The codecs of all stream types of a server, by stream type. */
public final class Codecs {

    private final Map<String, StreamCodec<?, ?, ?>> byType = new TreeMap<>();

    /**
     * Makes the codecs.
     *
     * @throws DomainException if two stream types have one name, or one of their types cannot be written as JSON
     */
    public Codecs(Collection<StreamType<?, ?, ?>> types) {
        for (StreamType<?, ?, ?> type : types) {
            StreamCodec<?, ?, ?> other = byType.putIfAbsent(type.name(), new StreamCodec<>(type));
            if (other != null) {
                throw new DomainException("the stream type " + type.name() + " is defined twice, with "
                        + other.type().aggregate().getClass().getName() + " and with "
                        + type.aggregate().getClass().getName());
            }
        }
    }

    /** Returns the codec of a stream type, if there is such a type. */
    public Optional<StreamCodec<?, ?, ?>> find(String streamType) {
        return Optional.ofNullable(byType.get(streamType));
    }

    /** Returns all codecs, in the order of their stream types' names. */
    public List<StreamCodec<?, ?, ?>> all() {
        return List.copyOf(byType.values());
    }

    /** Reads a stored event of whichever stream type it is. */
    public Recorded read(StoredEvent stored) {
        int dot = stored.manifest().indexOf('.');
        String streamType = dot < 0 ? "" : stored.manifest().substring(0, dot);
        return find(streamType)
                .map(codec -> codec.readEvent(stored))
                .orElseGet(() ->
                        new Recorded.Unreadable(stored, "no stream type of this server stores " + stored.manifest()));
    }
}
