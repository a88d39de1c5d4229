package dev.recount.journal;

import dev.recount.model.StreamId;
import java.util.Optional;

/** The event before another one in its stream, as far as who read that one knows it. */
public sealed interface Before {

    /** Returns what is before an event that is the first of its stream. */
    static Before first(StreamId stream) {
        return new Known(HashChain.beginning(stream));
    }

    /** Returns what is before an event that comes after this one. */
    static Before of(StoredEvent event) {
        return new Known(HashChain.encode(event.writtenHash()));
    }

    /** Tells what is wrong with an event that says that the one before it has this hash. */
    Optional<String> problem(String previous);

    /** It was not looked at. */
    enum Unknown implements Before {
        INSTANCE;

        @Override
        public Optional<String> problem(String previous) {
            return Optional.empty();
        }
    }

    /** It is not there. */
    enum Missing implements Before {
        INSTANCE;

        @Override
        public Optional<String> problem(String previous) {
            return Optional.of("the event before it is missing");
        }
    }

    /** It has this hash. */
    record Known(String hash) implements Before {

        @Override
        public Optional<String> problem(String previous) {
            return hash.equals(previous)
                    ? Optional.empty()
                    : Optional.of("it does not hold the hash of the event before it");
        }
    }
}
