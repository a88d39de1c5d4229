package dev.recount.log;

import dev.recount.journal.correction.Known;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.time.Instant;

/** A point of recording time as of which the past is told: what had been corrected by then, and nothing later. */
public sealed interface Knowledge {

    /** The text that stands for the record without any correction. */
    String RECORDED = "recorded";

    /** Returns what it comes to for a stream. Blocks. */
    Known of(StreamId stream, LogReader log);

    /** Returns it as people write it; what is known today is empty. */
    String text();

    /** All that is known today. */
    enum Today implements Knowledge {
        INSTANCE;

        @Override
        public Known of(StreamId stream, LogReader log) {
            return Known.Today.INSTANCE;
        }

        @Override
        public String text() {
            return "";
        }
    }

    /** The record, without any correction. */
    enum Recorded implements Knowledge {
        INSTANCE;

        @Override
        public Known of(StreamId stream, LogReader log) {
            return Known.Recorded.INSTANCE;
        }

        @Override
        public String text() {
            return RECORDED;
        }
    }

    /** The knowledge of all that had been recorded by a time. */
    record Time(Instant time) implements Knowledge {

        @Override
        public Known of(StreamId stream, LogReader log) {
            return new Known.Until(time);
        }

        @Override
        public String text() {
            return time.toString();
        }
    }

    /** The knowledge of a reader of the log who had come to a position. */
    record At(Position position) implements Knowledge {

        @Override
        public Known of(StreamId stream, LogReader log) {
            return new Known.AtVersion(log.versionAt(stream, position));
        }

        @Override
        public String text() {
            return position.toString();
        }
    }
}
