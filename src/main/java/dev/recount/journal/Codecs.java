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

    /** Returns all stream types, in the order of their names. */
    public List<StreamType<?, ?, ?>> types() {
        return byType.values().stream()
                .<StreamType<?, ?, ?>>map(StreamCodec::type)
                .toList();
    }

    /** Reads a stored event of whichever stream type it is. */
    public Recorded read(StoredEvent stored) {
        return codecOf(stored.manifest())
                .map(codec -> codec.readEvent(stored))
                .orElseGet(() ->
                        new Recorded.Unreadable(stored, "no stream type of this server stores " + stored.manifest()));
    }

    private Optional<StreamCodec<?, ?, ?>> codecOf(String manifest) {
        int dot = manifest.indexOf('.');
        return dot < 0 ? Optional.empty() : find(manifest.substring(0, dot));
    }

    /** Tells whether events stored under a name can be read, be they of today or of an earlier form. */
    public boolean canRead(String storedName) {
        return codecOf(storedName).filter(codec -> codec.canRead(storedName)).isPresent();
    }

    /** Tells whether a stored event is of an earlier form, of which today's have to be made. */
    public boolean isOld(StoredEvent stored) {
        return codecOf(stored.manifest()).filter(codec -> codec.isOld(stored)).isPresent();
    }

    /**
     * Takes a stored event apart as today's events, of which there may be several, or none. One of a name that nobody knows any
     * more is taken apart as it is stored.
     *
     * @throws dev.recount.json.MalformedException if it is no stored event, or cannot be made into today's
     */
    public List<EventDocument> documents(StoredEvent stored) {
        return codecOf(stored.manifest())
                .filter(codec -> codec.isOld(stored))
                .map(codec -> codec.upcast(stored))
                .orElseGet(() -> List.of(EventDocument.of(stored)));
    }
}
