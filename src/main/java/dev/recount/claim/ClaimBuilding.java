package dev.recount.claim;

import dev.recount.claim.Claims.Defined;
import dev.recount.cluster.Members;
import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.claim.table.ClaimDefinition;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.journal.claim.table.ClaimTable.Counted;
import dev.recount.model.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work, on one node of the cluster, by which names come into force that were added to streams of before.
 *
 * <p>From the moment that all nodes know a name, their streams write what they take and give back. So what is left is
 * what streams held until then: it is counted from their events and added. A name is in force once no two streams hold
 * the same.
 */
public final class ClaimBuilding extends BackgroundRounds {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimBuilding.class);

    /** Few enough that writers, who wait for each transaction, hardly notice. */
    private static final int STREAMS = 64;

    private final Claims claims;
    private final ClaimTable table;
    private final Members members;

    /** The number of duplicates of each name that was told last. */
    private final Map<Defined, Long> told = new HashMap<>();

    private volatile long duplicates;

    public ClaimBuilding(Claims claims, Members members) {
        super("claims", Duration.ofMillis(500), "What streams hold could not be counted; that is tried again");
        this.claims = claims;
        this.table = claims.table();
        this.members = members;
    }

    @Override
    protected void round(BooleanSupplier isToEnd) {
        duplicates = table.duplicates();
        List<Defined> defined = Claims.defined(claims.codecs());
        for (ClaimDefinition each : table.definitions()) {
            var one = new Defined(each.name(), each.streamType());
            if (isToEnd.getAsBoolean()) {
                return;
            } else if (!defined.contains(one)) {
                dropUnlessKnown(one);
            } else if (!each.isInForce() && members.allHave(one.role())) {
                bringIntoForce(one, each.isBuilt(), isToEnd);
            }
        }
    }

    /** Returns how many streams hold what another one holds before them, where this node does the work. */
    public long duplicates() {
        return duplicates;
    }

    private void dropUnlessKnown(Defined gone) {
        if (members.noneHas(gone.role())) {
            table.drop(gone.name(), gone.streamType());
            LOG.info(
                    "No domain has streams of type {} hold values of {} any more, and what they held is forgotten",
                    gone.streamType(),
                    gone.name());
        }
    }

    private void bringIntoForce(Defined one, boolean isBuilt, BooleanSupplier isToEnd) {
        if (!isBuilt) {
            if (!build(one, isToEnd)) {
                return;
            }
            table.built(one.name(), one.streamType());
        }
        if (table.bringIntoForce(one.name(), one.streamType())) {
            LOG.info("No two streams of type {} hold the same value of {} from now on", one.streamType(), one.name());
        } else {
            tellDuplicates(one);
        }
    }

    private void tellDuplicates(Defined one) {
        Long duplicates = table.duplicates(one.name());
        if (!duplicates.equals(told.put(one, duplicates))) {
            LOG.warn(
                    "{} streams hold a value of {} that another stream holds: commands are rejected for it once there are"
                            + " none, see /admin/claims",
                    duplicates,
                    one.name());
        }
    }

    /** Adds what all streams of a type hold; tells whether it has come to the last one. */
    private boolean build(Defined one, BooleanSupplier isToEnd) {
        Optional<String> last = Optional.empty();
        List<StreamId> page = claims.streams(one.streamType(), last, STREAMS);
        while (!page.isEmpty()) {
            if (isToEnd.getAsBoolean()) {
                return false;
            }
            add(page);
            last = Optional.of(page.getLast().id());
            page = claims.streams(one.streamType(), last, STREAMS);
        }
        return true;
    }

    private void add(List<StreamId> page) {
        List<StreamId> left = page;
        while (!left.isEmpty()) {
            var counted = new ArrayList<Counted>();
            for (StreamId stream : left) {
                counted.add(count(stream));
            }
            left = table.replace(counted);
        }
    }

    /** Of a stream that cannot be read, nobody knows what it holds, and it may be mended. */
    private Counted count(StreamId stream) {
        return claims.count(stream)
                .orElseThrow(
                        () -> new DatabaseException(stream + " is damaged, so that it cannot be told what it holds"));
    }
}
