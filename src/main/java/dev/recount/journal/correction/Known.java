package dev.recount.journal.correction;

import java.time.Instant;

/** The corrections that are laid over, by when they became known. */
public sealed interface Known {

    /** Tells whether a correction is one of them. */
    boolean includes(RecordedCorrection correction);

    /** Every correction that has been recorded. */
    enum Today implements Known {
        INSTANCE;

        @Override
        public boolean includes(RecordedCorrection correction) {
            return true;
        }
    }

    /** None: events as they were recorded. */
    enum Recorded implements Known {
        INSTANCE;

        @Override
        public boolean includes(RecordedCorrection correction) {
            return false;
        }
    }

    /** The corrections that had been recorded by a time. */
    record Until(Instant recorded) implements Known {

        @Override
        public boolean includes(RecordedCorrection correction) {
            return !correction.metadata().recorded().isAfter(recorded);
        }
    }

    /** The corrections of a stream that had come to a version. */
    record AtVersion(long version) implements Known {

        @Override
        public boolean includes(RecordedCorrection correction) {
            return correction.version() <= version;
        }
    }
}
