package dev.recount.stream;

import dev.recount.journal.claim.Claimed;
import dev.recount.journal.codec.ClaimCodec;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values that one stream holds, as they follow from its state before an append and after it.
 *
 * @param <S> the state
 */
final class Claiming<S> {

    private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

    private final StreamId stream;
    private final ClaimCodec<S> claims;

    Claiming(StreamId stream, StreamCodec<S, ?, ?> codec) {
        this.stream = stream;
        this.claims = codec.claims();
    }

    /**
     * Returns what the stream holds otherwise afterwards; nothing where the rules fail on it, so that nothing may be
     * stored.
     *
     * @param before nothing where it is not known
     * @param after nothing where it holds nothing any more
     * @param from the streams that this one goes on from, by the texts under which they lie in the journal
     */
    Optional<Claimed> changes(Optional<S> before, Optional<S> after, List<String> from) {
        try {
            return Optional.of(new Claimed(claims.changes(before, after), from));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError defect) {
            LOG.error("The rules failed on what {} holds", stream, defect);
            return Optional.empty();
        }
    }

    /** Returns the refusal of what the rules fail on. */
    Outcome defect() {
        return new Outcome.Refused(
                stream, Refusal.DOMAIN_DEFECT, "the rules of " + stream.type() + " failed on what the stream holds");
    }
}
