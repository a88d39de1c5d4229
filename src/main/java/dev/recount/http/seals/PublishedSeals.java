package dev.recount.http.seals;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.log.LogReader;
import dev.recount.seal.EventReceipts;
import dev.recount.seal.RejectionReceipts;
import dev.recount.seal.SealedTrees;
import java.util.Optional;

/**
 * The seals that a server has to show.
 *
 * @param trees the trees
 * @param log the log in which the events are
 * @param events what gives the receipts of events
 * @param rejections what gives the receipts of rejections
 */
public record PublishedSeals(SealedTrees trees, LogReader log, EventReceipts events, RejectionReceipts rejections) {

    /** Returns those that there are, or fails as a request does that asks for some where there are none. */
    static PublishedSeals of(Optional<PublishedSeals> seals) {
        return seals.orElseThrow(
                () -> new ProblemException(Problem.notFound("this server seals nothing: recount.seal.interval is 0")));
    }
}
