package dev.recount.seal.outside;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standing of somebody outside: whether he takes what he is sent, and, if not, when that is tried again. Changes
 * are told in the log, each once. Only one thread uses it.
 */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final String name;
    private final Duration firstPause;
    private final Troubles troubles;
    private Optional<Trouble> told = Optional.empty();
    private Duration pause = Duration.ZERO;
    private long failedNanos;

    /**
     * Begins with a good one.
     *
     * @param name what the log calls him by
     * @param firstPause the pause after the first failure, which grows with each more
     */
    Standing(String name, Duration firstPause, Troubles troubles) {
        this.name = name;
        this.firstPause = firstPause;
        this.troubles = troubles;
    }

    /** Tells whether he is not to be left alone for a while. */
    boolean isDue() {
        return pause.isZero() || System.nanoTime() - failedNanos >= pause.toNanos();
    }

    void failed(Trouble trouble, String problem) {
        troubles.count(trouble);
        failedNanos = System.nanoTime();
        pause = longer();
        if (!told.equals(Optional.of(trouble))) {
            told = Optional.of(trouble);
            tell(trouble, problem);
        }
    }

    private Duration longer() {
        Duration longer = pause.isZero() ? firstPause : pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private void tell(Trouble trouble, String problem) {
        switch (trouble) {
            case CONTRADICTED -> LOG.error("{} contradicts the journal: {}", name, problem);
            case INVALID -> LOG.error("{} does not sign by its key: {}", name, problem);
            case AWAY -> LOG.warn("{} does not answer, and is asked again: {}", name, problem);
            case REFUSED -> LOG.warn("{} refuses checkpoints, and is asked again: {}", name, problem);
        }
    }

    void succeeded() {
        pause = Duration.ZERO;
        if (told.isPresent()) {
            told = Optional.empty();
            LOG.warn("{} takes checkpoints again", name);
        }
    }
}
