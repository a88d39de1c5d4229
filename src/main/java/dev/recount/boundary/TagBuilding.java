package dev.recount.boundary;

import dev.recount.cluster.Members;
import dev.recount.cluster.singleton.BackgroundRounds;
import dev.recount.journal.tag.table.TagDefinition;
import dev.recount.replay.counting.Counting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work, on one node of the cluster, by which events of before get their tags.
 *
 * <p>From the moment that all nodes know the rule, their streams write the tags of what they store. So what is left is
 * what was stored until then.
 */
public final class TagBuilding extends BackgroundRounds {

    private static final Logger LOG = LoggerFactory.getLogger(TagBuilding.class);

    private final Boundaries boundaries;
    private final Members members;
    private final InstantSource clock;
    private final Map<TaggedType, Build> builds = new ConcurrentHashMap<>();

    /**
     * The building of a type's tags.
     *
     * @param number tells it from those of before
     */
    private record Build(Counting<?> counting, long number) {}

    public TagBuilding(Boundaries boundaries, Members members, InstantSource clock) {
        super("tags", Duration.ofMillis(500), "Events of before could not be tagged; that is tried again");
        this.boundaries = boundaries;
        this.members = members;
        this.clock = clock;
    }

    /** Nodes that do not know a rule may have been there between two turns, and have tagged nothing. */
    @Override
    protected Turn begin() {
        builds.clear();
        return super.begin();
    }

    @Override
    protected void round(BooleanSupplier isToEnd) {
        List<TaggedType> defined = Boundaries.defined(boundaries.codecs());
        for (TagDefinition each : boundaries.table().definitions()) {
            var type = new TaggedType(each.streamType(), each.revision());
            if (isToEnd.getAsBoolean()) {
                return;
            } else if (!defined.contains(type)) {
                dropUnlessKnown(type);
            } else if (!members.allHave(type.role())) {
                builds.remove(type);
            } else if (!each.isBuilt()) {
                build(type, isToEnd);
            }
        }
    }

    /** Returns how many streams could not be tagged, so that commands wait for them, where this node does the work. */
    public long uncounted() {
        return builds.keySet().stream().mapToLong(boundaries::untagged).sum();
    }

    private void dropUnlessKnown(TaggedType gone) {
        if (members.noneHas(gone.role())) {
            boundaries.table().drop(gone.streamType());
            LOG.info("No domain tags the events of {} any more, and their tags are forgotten", gone.streamType());
        }
    }

    /** The tags of an earlier rule go first, as they may be personal data by now. */
    private Build begun(TaggedType type) {
        long number = boundaries.table().forget(type.streamType());
        return new Build(new Counting<>(new CountedTags(boundaries, type), clock), number);
    }

    private void build(TaggedType type, BooleanSupplier isToEnd) {
        Build build = builds.computeIfAbsent(type, this::begun);
        if (build.counting.goOn(isToEnd)) {
            builds.remove(type);
            if (boundaries.table().built(type.streamType(), type.revision(), build.number)) {
                LOG.info("All events of {} are tagged from now on", type.streamType());
            }
        }
    }
}
