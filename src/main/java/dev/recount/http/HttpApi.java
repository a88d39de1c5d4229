package dev.recount.http;

import dev.recount.cluster.Members;
import dev.recount.cluster.singleton.Singletons;
import dev.recount.decision.Decisions;
import dev.recount.handler.Handlers;
import dev.recount.history.History;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.bulk.BulkEndpoint;
import dev.recount.http.cluster.ClusterEndpoint;
import dev.recount.http.decisions.DecisionEndpoint;
import dev.recount.http.endpoint.Dispatcher;
import dev.recount.http.endpoint.EndpointTable;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.events.EventEndpoint;
import dev.recount.http.handlers.HandlerEndpoints;
import dev.recount.http.history.HistoryEndpoints;
import dev.recount.http.openapi.OpenApiEndpoint;
import dev.recount.http.operations.DamagedStreamsEndpoint;
import dev.recount.http.operations.HealthEndpoints;
import dev.recount.http.operations.MetricsEndpoint;
import dev.recount.http.operations.Operations;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.http.streams.CommandEndpoint;
import dev.recount.http.streams.StreamEndpoints;
import dev.recount.http.views.ViewAdminEndpoints;
import dev.recount.http.views.ViewEndpoints;
import dev.recount.journal.codec.Codecs;
import dev.recount.log.Log;
import dev.recount.stream.pekko.Streams;
import dev.recount.view.Views;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.SystemMaterializer;
import scala.concurrent.duration.FiniteDuration;

/** The whole HTTP interface: its table of endpoints, listening. */
public final class HttpApi {

    /** The time that a client whose body is not read any further has to get the answer that says why. */
    private static final FiniteDuration ANSWER_BEFORE_CLOSE = FiniteDuration.create(1, TimeUnit.SECONDS);

    private final HttpSettings settings;
    private final ActorSystem system;
    private final EventEndpoint events;
    private final EndpointTable table;
    private final Dispatcher dispatcher;
    private final StreamingAnswers answers = new StreamingAnswers();

    /** The parts of the server that the endpoints call. */
    public record Services(
            Codecs codecs,
            Streams streams,
            History history,
            Decisions decisions,
            Views views,
            Handlers handlers,
            Log log,
            Members members,
            Singletons singletons,
            Operations operations,
            Clock clock) {}

    public HttpApi(ActorSystem system, HttpSettings settings, Services services) {
        this.settings = settings;
        this.system = system;
        var headers = new RequestHeaders(settings.principalHeader(), services.clock());
        this.events = new EventEndpoint(services.codecs(), services.log(), headers, settings.subscriptions(), answers);
        this.table = new EndpointTable(parts(services, headers).stream()
                .flatMap(part -> part.endpoints().stream())
                .toList());
        this.dispatcher = new Dispatcher(table, headers, settings);
    }

    private List<Endpoints> parts(Services services, RequestHeaders headers) {
        var paths = new StreamPaths(services.codecs());
        return List.of(
                new HealthEndpoints(services.operations()),
                new MetricsEndpoint(services.operations().metrics()),
                new BulkEndpoint(services.codecs(), services.streams(), headers, settings, answers, system),
                new CommandEndpoint(
                        paths,
                        services.streams(),
                        headers,
                        settings,
                        SystemMaterializer.get(system).materializer()),
                new StreamEndpoints(paths, services.streams(), services.history()),
                new HistoryEndpoints(paths, services.history()),
                new DecisionEndpoint(paths, services.decisions()),
                events,
                new ViewEndpoints(services.views(), headers),
                new ViewAdminEndpoints(services.views()),
                new HandlerEndpoints(services.handlers()),
                new DamagedStreamsEndpoint(services.codecs().reader().damaged()),
                new ClusterEndpoint(services.members(), services.singletons()),
                new OpenApiEndpoint(services.codecs(), services.views(), this::table));
    }

    /** Returns the table of everything that is answered. */
    EndpointTable table() {
        return table;
    }

    /** Returns the number of subscriptions that are open. */
    public int subscriptions() {
        return events.subscriptions();
    }

    /**
     * Returns how many events of the log come after what the slowest of the open subscriptions has read, by their
     * numbers.
     */
    public long subscriptionLag() {
        return events.subscriptionLag();
    }

    /**
     * Starts to listen; at the system's coordinated shutdown, what was asked is answered, and then all connections end.
     */
    public CompletionStage<ServerBinding> bind() {
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .withSettings(serverSettings())
                .bind(this::answer)
                .thenApply(this::stopWithSystem);
    }

    private ServerBinding stopWithSystem(ServerBinding binding) {
        new GracefulStop(binding, answers, settings.shutdownTimeout(), system).addToCoordinatedShutdown();
        return binding;
    }

    private ServerSettings serverSettings() {
        return ServerSettings.create(system)
                .withParsingErrorHandler(UnreadableRequests.class.getName())
                .withStreamCancellationDelay(ANSWER_BEFORE_CLOSE)
                .withRawRequestUriHeader(true);
    }

    private CompletionStage<HttpResponse> answer(HttpRequest request) {
        return dispatcher.answer(request).thenApply(this::lastWhenStopping);
    }

    /** Lets each connection of a stopping server end with its next answer, rather than be broken off. */
    private HttpResponse lastWhenStopping(HttpResponse response) {
        return answers.areEnding() ? response.addHeader(Connection.create("close")) : response;
    }
}
