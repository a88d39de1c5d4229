package dev.recount.replay.world;

import dev.recount.journal.correction.Correction;
import dev.recount.log.Knowledge;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question for a world, but for the rules.
 *
 * @param mode the way in which it follows from what is on record
 * @param streams the streams whose commands are decided again; all others stay as they are on record
 * @param from the time from which on commands are decided again; before it, all is as on record
 * @param to the last time of which anything is in the world
 * @param known as of when it is known how events are to be read that were corrected; without it, as of its end
 * @param edits what is left out, or put in the place of something
 * @param corrections what is corrected in the world beside what has been
 * @param runs the handlers whose commands are made anew instead of taken as recorded
 * @param views the views that are built
 */
public record WorldQuestion(
        Mode mode,
        Selection streams,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Knowledge> known,
        Edits edits,
        Map<StreamId, List<Correction>> corrections,
        List<String> runs,
        List<String> views) {

    public WorldQuestion {
        corrections = Map.copyOf(corrections);
        runs = List.copyOf(runs);
        views = List.copyOf(views);
    }

    /**
     * A choice of streams.
     *
     * @param type the one stream type, if not all
     * @param id the one stream of it, if not all
     */
    public record Selection(Optional<String> type, Optional<String> id) {

        /** All streams. */
        public static final Selection ALL = new Selection(Optional.empty(), Optional.empty());

        /**
         * Reads a choice, such as {@code account} or {@code account/2378}.
         *
         * @throws IllegalArgumentException if it is none; says why
         */
        public static Selection parse(String text) {
            if (!text.contains("/")) {
                StreamId.requireType(text);
                return new Selection(Optional.of(text), Optional.empty());
            }
            StreamId stream = StreamId.parse(text);
            return new Selection(Optional.of(stream.type()), Optional.of(stream.id()));
        }

        /** Tells whether a stream is chosen. */
        public boolean covers(StreamId stream) {
            return type.map(stream.type()::equals).orElse(true)
                    && id.map(stream.id()::equals).orElse(true);
        }

        @Override
        public String toString() {
            return type.map(chosen -> chosen + id.map(one -> "/" + one).orElse(""))
                    .orElse("all streams");
        }
    }

    /** Tells whether something happened too late to be in the world. */
    boolean isBeyond(Metadata metadata) {
        return to.filter(end -> metadata.time().isAfter(end)).isPresent();
    }

    /** Tells whether a command of a stream is decided again. */
    boolean decides(StreamId stream, Metadata metadata) {
        return streams.covers(stream)
                && from.filter(begin -> metadata.time().isBefore(begin)).isEmpty();
    }
}
