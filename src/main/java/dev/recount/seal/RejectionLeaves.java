package dev.recount.seal;

import dev.recount.decision.Rejections;
import dev.recount.decision.StoredRejection;
import dev.recount.log.position.LogPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The rejections of a journal as entries of a tree, in the order of their numbers. */
final class RejectionLeaves implements Leaves {

    /** They are read with all that is stored of them, which may be large, and of which the hash alone is kept. */
    private static final int CHUNK = 100;

    private final Rejections rejections;

    RejectionLeaves(Rejections rejections) {
        this.rejections = rejections;
    }

    @Override
    public List<Leaf> after(LogPlace place, int limit) {
        var leaves = new ArrayList<Leaf>();
        long last = place.ordering();
        int asked;
        int found;
        do {
            asked = Math.min(CHUNK, limit - leaves.size());
            List<StoredRejection> chunk = rejections.stored(last, asked);
            chunk.forEach(each -> leaves.add(SealedRejection.of(each).leaf()));
            found = chunk.size();
            last = chunk.isEmpty() ? last : chunk.getLast().number();
        } while (found == asked && leaves.size() < limit);
        return leaves;
    }

    @Override
    public boolean areKept() {
        return false;
    }

    /** Those that are older are deleted before it: where one is left, somebody has removed this one. */
    @Override
    public Predicate<String> away() {
        Optional<Instant> oldest = rejections.oldest();
        return text -> SealedRejection.parse(text)
                .filter(entry -> oldest.isEmpty() || !oldest.get().isBefore(entry.recorded()))
                .isPresent();
    }
}
