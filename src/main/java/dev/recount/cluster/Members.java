package dev.recount.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/** The nodes of the cluster, as this one sees them. */
public final class Members {

    private final Cluster cluster;

    public Members(ActorSystem<?> system) {
        this.cluster = Cluster.get(system);
    }

    /**
     * A node of the cluster.
     *
     * @param name its host and port, as {@code host:port}
     * @param status where it is on its way from joining to being removed, such as {@code UP}
     * @param reachable whether it answers
     */
    public record Node(String name, String status, boolean reachable) {}

    /** Returns the name of this node. */
    public String self() {
        return name(cluster.selfMember().address());
    }

    /** Tells whether each node that may be at work has a role. */
    public boolean allHave(String role) {
        return members().allMatch(member -> member.hasRole(role));
    }

    /** Tells whether no node that may be at work has a role. */
    public boolean noneHas(String role) {
        return members().noneMatch(member -> member.hasRole(role));
    }

    private Stream<Member> members() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false);
    }

    /** Returns all nodes, in the order of their names. */
    public List<Node> all() {
        CurrentClusterState state = cluster.state();
        return StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(member -> node(member, state))
                .toList();
    }

    private static Node node(Member member, CurrentClusterState state) {
        return new Node(
                name(member.address()),
                member.status().toString().toUpperCase(Locale.ROOT),
                !state.getUnreachable().contains(member));
    }

    static String name(Address address) {
        return address.getHost().orElse("") + ":" + address.getPort().orElse(0);
    }
}
