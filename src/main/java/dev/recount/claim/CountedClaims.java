package dev.recount.claim;

import dev.recount.claim.Claims.Defined;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.model.StreamId;
import dev.recount.replay.counting.Counted;
import java.util.List;
import java.util.Optional;

/** The values of a name that the streams of a type hold, as they are counted. */
record CountedClaims(Claims claims, Defined one) implements Counted<ClaimTable.Counted> {

    @Override
    public String what() {
        return "what it holds of " + one.name();
    }

    @Override
    public List<StreamId> streams(Optional<String> after, int most) {
        return claims.streams(one.streamType(), after, most);
    }

    @Override
    public Optional<ClaimTable.Counted> count(StreamId stream) {
        return claims.count(stream, one.name());
    }

    @Override
    public List<StreamId> write(List<ClaimTable.Counted> results) {
        return claims.table().replace(results);
    }

    @Override
    public void noteLeft(List<StreamId> left) {
        claims.noteUncounted(one, left);
    }
}
