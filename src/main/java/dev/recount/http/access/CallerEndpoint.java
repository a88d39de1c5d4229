package dev.recount.http.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.access.rule.Permissions;
import dev.recount.http.answer.Answers;
import dev.recount.http.caller.Callers;
import dev.recount.http.caller.Recognized;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.model.caller.Caller;
import dev.recount.view.Views;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code GET /caller}: who the caller is, what the caller may do, and by what callers can be known. It needs no right,
 * so that a client can find out how to log in.
 */
public record CallerEndpoint(Callers callers, Views views) implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/caller",
                Right.NONE,
                "The caller: the name, the roles and the rights, and the credentials that the server takes.",
                this::answer));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        return callers.find(call.request()).thenApply(found -> Answers.ok(of(found)));
    }

    private ObjectNode of(Optional<Recognized> found) {
        Optional<Caller> known = found.map(Recognized::caller).filter(caller -> !caller.equals(Caller.ANONYMOUS));
        Permissions permissions = found.map(Recognized::permissions).orElse(Permissions.NONE);
        ObjectNode body = Answers.JSON.createObjectNode();
        body.put("principal", known.map(caller -> caller.principal().name()).orElse(null));
        body.put("known", known.isPresent());
        ArrayNode roles = body.putArray("roles");
        known.stream().flatMap(caller -> caller.roles().stream()).sorted().forEach(roles::add);
        List<String> names = views.names();
        RightsJson.write(body, right -> permissions.extent(right, names));
        ArrayNode credentials = body.putArray("credentials");
        callers.settings().accepted().forEach(kind -> credentials.add(kind.name()));
        return body;
    }
}
