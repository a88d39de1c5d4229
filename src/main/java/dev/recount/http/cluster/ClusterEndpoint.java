package dev.recount.http.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.cluster.Members;
import dev.recount.cluster.singleton.Singletons;
import dev.recount.http.answer.Answers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells which nodes there are, as one of them sees it, and which of them does what. */
public final class ClusterEndpoint implements Endpoints {

    private final Members members;
    private final Singletons singletons;

    public ClusterEndpoint(Members members, Singletons singletons) {
        this.members = members;
        this.singletons = singletons;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/admin/cluster",
                Right.OPERATE,
                "The nodes, as one of them sees them, and what each of them does.",
                this::answer));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        return singletons.whereabouts().thenApply(work -> Answers.ok(document(members.all(), work)));
    }

    private ObjectNode document(List<Members.Node> nodes, Singletons.Spread work) {
        ObjectNode document = Answers.JSON.createObjectNode().put("self", members.self());
        ArrayNode list = document.putArray("nodes");
        nodes.forEach(node -> list.addObject()
                .put("node", node.name())
                .put("status", node.status())
                .put("reachable", node.reachable()));
        ObjectNode singletonNodes = document.putObject("singletons");
        work.nodes().forEach(singletonNodes::put);
        if (!work.unknown().isEmpty()) {
            work.unknown().forEach(document.putArray("unknown")::add);
        }
        return document;
    }
}
