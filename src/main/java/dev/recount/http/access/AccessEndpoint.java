package dev.recount.http.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.access.rule.RoleRights;
import dev.recount.access.rule.Rule;
import dev.recount.access.rule.StreamPattern;
import dev.recount.access.settings.AccessSettings;
import dev.recount.http.answer.Answers;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code GET /admin/access}: the rules of who may do what, as the settings have them, and what they come to for each
 * role.
 */
public record AccessEndpoint(AccessSettings settings) implements Endpoints {

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get(
                "/admin/access",
                Right.OPERATE,
                "The rules of who may do what, and the rights that each role has by them.",
                this::answer));
    }

    private CompletionStage<HttpResponse> answer(Call call) {
        call.requireNoQuery();
        ObjectNode body = Answers.JSON.createObjectNode().put("known", settings.isOn());
        ArrayNode credentials = body.putArray("credentials");
        settings.accepted().forEach(kind -> credentials.add(kind.name()));
        ArrayNode rights = body.putArray("rights");
        RightsJson.all().forEach(right -> rights.add(right.word()));
        ArrayNode roles = body.putArray("roles");
        var given = new RoleRights(settings.rules());
        for (String role : roles()) {
            ObjectNode told = roles.addObject().put("role", role);
            Set<String> members = settings.credentials().members().getOrDefault(role, Set.of());
            write(told, "members", members);
            RightsJson.write(told, right -> given.of(role, right));
        }
        ArrayNode rules = body.putArray("rules");
        settings.rules().forEach(rule -> write(rules.addObject(), rule));
        return CompletableFuture.completedStage(Answers.ok(body));
    }

    private Set<String> roles() {
        var roles = new TreeSet<>(settings.credentials().members().keySet());
        settings.rules().forEach(rule -> roles.addAll(rule.roles()));
        return roles;
    }

    private static void write(ObjectNode told, Rule rule) {
        write(told, "roles", rule.roles());
        write(told, "claims", rule.claims());
        write(told, "rights", rule.rights().stream().map(Right::word).toList());
        write(
                told,
                "streams",
                rule.streams().stream().map(StreamPattern::toString).toList());
        write(told, "commands", rule.commands());
        write(told, "views", rule.views());
        write(told, "rows", rule.rows());
    }

    private static void write(ObjectNode told, String name, Collection<String> texts) {
        ArrayNode array = told.putArray(name);
        texts.stream().sorted().forEach(array::add);
    }

    private static void write(ObjectNode told, String name, Map<String, String> texts) {
        ObjectNode object = told.putObject(name);
        new TreeMap<>(texts).forEach(object::put);
    }
}
