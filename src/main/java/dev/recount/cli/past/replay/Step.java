package dev.recount.cli.past.replay;

import com.fasterxml.jackson.databind.JsonNode;

/** A point to stop at in the past: an event, or a command that changed nothing. */
sealed interface Step {

    /** Returns the stream, such as {@code account/2378}. */
    String stream();

    /** Returns the decision as the server told it. */
    JsonNode decision();

    /**
     * Returns the version that the stream is at after it, 0 if that is not known.
     */
    long version();

    /**
     * An event.
     *
     * @param number which of the events of its command it is, from 1
     * @param events how many there are
     */
    record Happened(String stream, long version, JsonNode decision, long number, long events) implements Step {

        /** Tells whether the server knows nothing of it but that it is there. */
        boolean isUnreadable() {
            return decision.has("problem");
        }

        @Override
        public String toString() {
            return stream + "@" + version;
        }
    }

    /** A command that was rejected. */
    record Rejected(String stream, JsonNode decision) implements Step {

        @Override
        public long version() {
            return decision.path("version").asLong();
        }

        @Override
        public String toString() {
            return stream;
        }
    }
}
