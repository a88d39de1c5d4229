package dev.recount.log;

import dev.recount.journal.correction.Known;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.time.Instant;

/** A point of recording time as of which the past is told: what had been corrected by then, and nothing later. */
public sealed interface Knowledge {

    /** Returns what it comes to for a stream. Blocks. */
    Known of(StreamId stream, LogReader log);

    /** All that is known today. */
    enum Today implements Knowledge {
        INSTANCE;

        @Override
        public Known of(StreamId stream, LogReader log) {
            return Known.Today.INSTANCE;
        }
    }

    /** The record, without any correction. */
    enum Recorded implements Knowledge {
        INSTANCE;

        @Override
        public Known of(StreamId stream, LogReader log) {
            return Known.Recorded.INSTANCE;
        }
    }

    /** What had been recorded by a time. */
    record Time(Instant time) implements Knowledge {

        @Override
        public Known of(StreamId stream, LogReader log) {
            return new Known.Until(time);
        }
    }

    /** What a reader of the log knew who had come to a position. */
    record At(Position position) implements Knowledge {

        @Override
        public Known of(StreamId stream, LogReader log) {
            return new Known.AtVersion(log.versionAt(stream, position));
        }
    }
}
