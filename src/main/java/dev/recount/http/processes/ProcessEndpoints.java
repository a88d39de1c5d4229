package dev.recount.http.processes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.handler.Handlers;
import dev.recount.history.History;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.QueryParameters;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.model.StreamId;
import dev.recount.process.work.ProcessParts;
import dev.recount.stream.pekko.Streams;
import dev.recount.view.Views;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Tells of processes, and lets operators have a timer be due. */
public final class ProcessEndpoints implements Endpoints {

    private final Services services;

    /** The parts of the server that these endpoints call. */
    public record Services(
            List<ProcessParts> processes,
            StreamPaths paths,
            Streams streams,
            History history,
            Views views,
            Handlers handlers,
            RequestHeaders headers) {}

    public ProcessEndpoints(Services services) {
        this.services = services;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/processes",
                        Right.OPERATE,
                        "The kinds of processes.",
                        call -> CompletableFuture.completedStage(kinds(call))),
                Endpoint.get(
                                "/processes/{type}",
                                Right.OPERATE,
                                "The processes of a kind that run, wait, are stuck or have ended, in pages.",
                                this::instances)
                        .reading(
                                Parameter.query(
                                        "state", Form.TEXT, "running, waiting, stuck or ended; without it, all."),
                                Parameter.query(
                                        "after",
                                        Form.TEXT,
                                        "The place after which the page begins, as a page gave it."),
                                Parameter.LIMIT),
                Endpoint.get(
                        "/processes/{type}/{id}/diagram",
                        Right.READ,
                        "How a process went, as a sequence diagram of Mermaid.",
                        this::diagram),
                Endpoint.post(
                                "/processes/{type}/{id}/timers/{timer}/fire",
                                Right.OPERATE,
                                "Has a timer of a process be due now; takes the right to read the process as well.",
                                this::fire)
                        .reading(Parameter.header(
                                "Idempotency-Key", "The id of the request; a repeat of it changes nothing."))
                        .onRecord());
    }

    private ProcessParts process(Call call) {
        String name = call.path("type");
        return services.processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("there is no kind of process " + CommandBody.shortened(name))));
    }

    private HttpResponse kinds(Call call) {
        call.requireNoQuery();
        ObjectNode body = Answers.JSON.createObjectNode();
        ArrayNode all = body.putArray("processes");
        for (ProcessParts process : services.processes()) {
            ObjectNode kind = all.addObject().put("process", process.name());
            kind.putArray("handlers")
                    .add(process.inputs().name())
                    .add(process.steps().name());
            kind.putArray("views")
                    .add(process.instances().name())
                    .add(process.timers().name());
        }
        return Answers.ok(body);
    }

    private CompletionStage<HttpResponse> instances(Call call) {
        ProcessParts process = process(call);
        QueryParameters query = call.query();
        String state = query.text("state").orElse("");
        var list = new ProcessList(process, services.views(), services.handlers());
        return switch (state) {
            case "", "running", "waiting", "ended" -> list.inState(state, query, call);
            case "stuck" -> list.stuck(query, call);
            default ->
                throw new ProblemException(Problem.malformed("state: must be one of running, waiting, stuck, ended"));
        };
    }

    private CompletionStage<HttpResponse> diagram(Call call) {
        ProcessParts process = process(call);
        call.requireNoQuery();
        StreamId stream = services.paths().stream(process.name(), call.path("id"));
        return new DiagramReader(services.history(), services.paths().codecs().reader())
                .read(stream)
                .thenApply(text -> text.map(diagram -> HttpResponse.create()
                                .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, diagram)))
                        .orElseGet(() -> Answers.noSuchStream(stream).response()));
    }

    /**
     * The caller who has a process act has to be able to see what it would act on. Who wanted it is in the record of
     * administration.
     */
    private CompletionStage<HttpResponse> fire(Call call) {
        ProcessParts process = process(call);
        call.requireNoQuery();
        StreamId stream = services.paths().stream(process.name(), call.path("id"));
        if (!call.permissions().permit(Right.READ, stream)) {
            throw new ProblemException(Gate.forbidden(call.caller(), Right.READ, stream.toString()));
        }
        return services.streams()
                .execute(process.fire(
                        stream,
                        call.path("timer"),
                        call.commandId(),
                        services.headers().correlation(call.request())))
                .thenApply(
                        outcome -> Answers.of(outcome, services.paths().codecs().reader()));
    }
}
