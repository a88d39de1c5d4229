package dev.recount.erasure;

import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.Erasure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The erasures that somebody has begun and not ended: because the process was killed, something did not answer, or the
 * log was put back to an earlier day. One node of the cluster ends them.
 */
public final class UnfinishedErasures extends BackgroundRounds {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedErasures.class);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int PAGE = 100;
    private static final String FAILING = "Erasures could not be ended; that is tried again";

    private final Erasures erasures;

    public UnfinishedErasures(Erasures erasures) {
        super("erasures", PAUSE, FAILING);
        this.erasures = erasures;
    }

    @Override
    protected void round(BooleanSupplier isToEnd) {
        Optional<Subject> after = Optional.empty();
        List<Erasure> page = erasures.unfinished(after, PAGE);
        while (!page.isEmpty() && !isToEnd.getAsBoolean()) {
            end(page);
            after = Optional.of(page.getLast().subject());
            page = erasures.unfinished(after, PAGE);
        }
    }

    private void end(List<Erasure> page) {
        try {
            erasures.end(page);
        } catch (ErasureException late) {
            LOG.warn(FAILING, late);
        }
    }
}
