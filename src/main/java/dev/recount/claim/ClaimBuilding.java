package dev.recount.claim;

import dev.recount.claim.Claims.Defined;
import dev.recount.cluster.Members;
import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.journal.claim.table.ClaimDefinition;
import dev.recount.journal.claim.table.ClaimTable;
import dev.recount.replay.counting.Counting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work, on one node of the cluster, by which names come into force that were added to streams of before.
 *
 * <p>From the moment that all nodes know a name, their streams write what they take and give back. So what is left is
 * what streams held until then: it is counted from their events and added. From then on no stream takes what another
 * one holds, and the name is in force once no two streams hold the same.
 */
public final class ClaimBuilding extends BackgroundRounds {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimBuilding.class);

    private final Claims claims;
    private final ClaimTable table;
    private final Members members;
    private final InstantSource clock;
    private final Map<Defined, Counting<?>> countings = new HashMap<>();

    /** The number of duplicates of each name that was told last. */
    private final Map<Defined, Long> told = new HashMap<>();

    private volatile long duplicates;

    public ClaimBuilding(Claims claims, Members members, InstantSource clock) {
        super("claims", Duration.ofMillis(500), "What streams hold could not be counted; that is tried again");
        this.claims = claims;
        this.table = claims.table();
        this.members = members;
        this.clock = clock;
    }

    /** Nodes that do not know a name may have been there between two turns, and have written nothing of it. */
    @Override
    protected Turn begin() {
        countings.clear();
        return super.begin();
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
            } else if (!members.allHave(one.role())) {
                countings.remove(one);
            } else if (!each.isInForce()) {
                bringIntoForce(one, each.isBuilt(), isToEnd);
            }
        }
    }

    /** Returns how many streams could not be counted, so that names wait for them, where this node does the work. */
    public long uncounted() {
        return claims.uncounted();
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
            Counting<?> counting =
                    countings.computeIfAbsent(one, _ -> new Counting<>(new CountedClaims(claims, one), clock));
            if (!counting.goOn(isToEnd)) {
                return;
            }
            table.built(one.name(), one.streamType());
            countings.remove(one);
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
                    "{} streams hold a value of {} that another stream holds: they keep it until they give it back, see"
                            + " /admin/claims",
                    duplicates,
                    one.name());
        }
    }
}
