package dev.recount.http.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cluster.Members;
import dev.recount.cluster.Singletons;
import dev.recount.http.Answers;
import dev.recount.http.QueryParameters;
import dev.recount.http.RequestHeaders;
import dev.recount.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** Tells which nodes there are, as one of them sees it, and which of them does what. */
public final class ClusterRoutes extends AllDirectives implements Routes {

    private final Members members;
    private final Singletons singletons;
    private final RequestHeaders headers;

    public ClusterRoutes(Members members, Singletons singletons, RequestHeaders headers) {
        this.members = members;
        this.singletons = singletons;
        this.headers = headers;
    }

    @Override
    public Route routes() {
        return path(
                PathMatchers.segment("admin").slash("cluster"),
                () -> get(() -> extractRequest(request -> completeWithFuture(told(request)))));
    }

    private CompletionStage<HttpResponse> told(HttpRequest request) {
        headers.principal(request);
        QueryParameters.requireNone(request);
        return singletons.whereabouts().thenApply(nodes -> Answers.ok(document(members.all(), nodes)));
    }

    private ObjectNode document(List<Members.Node> nodes, Map<String, String> whereabouts) {
        ObjectNode document = Answers.JSON.createObjectNode().put("self", members.self());
        ArrayNode list = document.putArray("nodes");
        nodes.forEach(node -> list.addObject()
                .put("node", node.name())
                .put("status", node.status())
                .put("reachable", node.reachable()));
        ObjectNode singletonNodes = document.putObject("singletons");
        whereabouts.forEach(singletonNodes::put);
        return document;
    }
}
