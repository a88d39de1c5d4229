package dev.recount.http;

import dev.recount.archive.settled.Archive;
import dev.recount.claim.Claims;
import dev.recount.cluster.Members;
import dev.recount.cluster.singleton.Singletons;
import dev.recount.correction.Corrector;
import dev.recount.decision.Decisions;
import dev.recount.decision.log.DecisionPages;
import dev.recount.handler.Handlers;
import dev.recount.history.History;
import dev.recount.http.answer.SecurityHeaders;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.audit.PersonalAnswers;
import dev.recount.http.audit.RecordedCalls;
import dev.recount.http.bulk.BulkEndpoint;
import dev.recount.http.bulk.BulkLimits;
import dev.recount.http.caller.Callers;
import dev.recount.http.claims.ClaimAdminEndpoint;
import dev.recount.http.claims.ClaimEndpoint;
import dev.recount.http.cluster.ClusterEndpoint;
import dev.recount.http.connection.ConnectionLimits;
import dev.recount.http.connection.Listener;
import dev.recount.http.corrections.CorrectionEndpoints;
import dev.recount.http.decisions.DecisionEndpoint;
import dev.recount.http.decisions.DecisionLogEndpoint;
import dev.recount.http.endpoint.CallRecorder;
import dev.recount.http.endpoint.Dispatcher;
import dev.recount.http.endpoint.EndpointTable;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.events.EventEndpoint;
import dev.recount.http.handlers.HandlerEndpoints;
import dev.recount.http.history.HistoryEndpoints;
import dev.recount.http.limit.RateLimits;
import dev.recount.http.migrations.MigrationEndpoints;
import dev.recount.http.openapi.OpenApiEndpoint;
import dev.recount.http.operations.ArchiveEndpoint;
import dev.recount.http.operations.BusyStreamsEndpoint;
import dev.recount.http.operations.DamagedStreamsEndpoint;
import dev.recount.http.operations.HealthEndpoints;
import dev.recount.http.operations.MetricsEndpoint;
import dev.recount.http.operations.Operations;
import dev.recount.http.origin.CrossOrigin;
import dev.recount.http.processes.ProcessEndpoints;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.request.RequestBodies;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.http.seals.PublishedSeals;
import dev.recount.http.seals.ReceiptEndpoints;
import dev.recount.http.seals.SealEndpoints;
import dev.recount.http.streams.CommandEndpoint;
import dev.recount.http.streams.StreamEndpoints;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.http.tls.ServerTls;
import dev.recount.http.views.ViewAdminEndpoints;
import dev.recount.http.views.ViewEndpoints;
import dev.recount.http.worlds.WorldEndpoints;
import dev.recount.http.worlds.WorldStreamEndpoints;
import dev.recount.http.worlds.WorldViewEndpoints;
import dev.recount.journal.codec.Codecs;
import dev.recount.log.Log;
import dev.recount.migration.Migrations;
import dev.recount.preview.Previews;
import dev.recount.process.work.ProcessParts;
import dev.recount.stream.pekko.Streams;
import dev.recount.view.Views;
import dev.recount.world.Worlds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
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
    private final RequestHeaders headers;
    private final Callers callers;
    private final RateLimits rateLimits;
    private final EndpointTable table;
    private final List<Endpoints> management;
    private final CallRecorder recorder;
    private final StreamingAnswers answers = new StreamingAnswers();
    private final List<Listener.Bound> ports = new CopyOnWriteArrayList<>();

    /** The parts of the server that the endpoints call. */
    public record Services(
            Codecs codecs,
            Streams streams,
            Previews previews,
            Claims claims,
            History history,
            Corrector corrector,
            Decisions decisions,
            DecisionPages allDecisions,
            Views views,
            Handlers handlers,
            Migrations migrations,
            List<ProcessParts> processes,
            Worlds worlds,
            Optional<SubjectEndpoints.Part> subjects,
            Optional<PublishedSeals> seals,
            Log log,
            Members members,
            Singletons singletons,
            Operations operations,
            Archive archive,
            Callers callers,
            RecordedCalls.Part audit,
            Clock clock) {}

    public HttpApi(ActorSystem system, HttpSettings settings, Services services) {
        this.settings = settings;
        this.system = system;
        this.headers = new RequestHeaders(services.clock());
        this.callers = services.callers();
        this.rateLimits = new RateLimits(settings.admission().rates());
        this.events = new EventEndpoint(
                new StreamPaths(services.codecs()),
                services.log(),
                headers,
                callers,
                settings.subscriptions(),
                answers);
        this.recorder = new RecordedCalls(
                services.audit(), headers, new PersonalAnswers(services.codecs(), services.views()), services.clock());
        var bodies = new RequestBodies(settings, SystemMaterializer.get(system).materializer());
        this.management = management(services, headers, bodies);
        List<Endpoints> parts = new ArrayList<>(parts(services, headers, bodies));
        if (settings.management().isEmpty()) {
            parts.addAll(management);
        }
        this.table = table(parts);
    }

    private static EndpointTable table(List<Endpoints> parts) {
        return new EndpointTable(
                parts.stream().flatMap(part -> part.endpoints().stream()).toList());
    }

    private List<Endpoints> parts(Services services, RequestHeaders headers, RequestBodies bodies) {
        var paths = new StreamPaths(services.codecs());
        var limits = new BulkLimits(
                settings.maxCommandBytes(),
                rateLimits,
                services.callers(),
                settings.subscriptions().heartbeatInterval(),
                system);
        return List.of(
                new BulkEndpoint(
                        new BulkEndpoint.Services(services.codecs(), services.streams(), services.previews()),
                        headers,
                        limits,
                        answers),
                new CommandEndpoint(paths, services.streams(), services.previews(), headers, bodies),
                new StreamEndpoints(paths, services.streams(), services.history()),
                new ClaimEndpoint(services.claims(), services.history().executor()),
                new HistoryEndpoints(paths, services.history()),
                new CorrectionEndpoints(
                        paths, services.corrector(), services.history(), services.worlds(), headers, bodies),
                new SubjectEndpoints(services.subjects(), bodies, services.clock()),
                new SealEndpoints(
                        services.codecs(), services.seals(), services.history().executor()),
                new ReceiptEndpoints(paths, services.seals(), services.history().executor()),
                new DecisionEndpoint(paths, services.decisions()),
                new DecisionLogEndpoint(paths, services.allDecisions(), services.log()),
                events,
                new ViewEndpoints(services.views(), services.worlds(), services.log(), headers),
                new OpenApiEndpoint(services.codecs(), services.views(), this::table));
    }

    /** The endpoints of operators, which may have a port of their own. */
    private static List<Endpoints> management(Services services, RequestHeaders headers, RequestBodies bodies) {
        return List.of(
                new HealthEndpoints(services.operations()),
                new MetricsEndpoint(services.operations().metrics()),
                new ViewAdminEndpoints(services.views()),
                new HandlerEndpoints(services.handlers()),
                new MigrationEndpoints(services.migrations()),
                processes(services, headers),
                new WorldEndpoints(services.worlds(), bodies),
                new WorldStreamEndpoints(services.worlds()),
                new WorldViewEndpoints(services.worlds()),
                new BusyStreamsEndpoint(services.operations()),
                new DamagedStreamsEndpoint(services.codecs().reader().damaged()),
                new ClaimAdminEndpoint(services.claims(), services.history().executor()),
                new ArchiveEndpoint(services.archive(), services.history().executor()),
                new ClusterEndpoint(services.members(), services.singletons()));
    }

    private static ProcessEndpoints processes(Services services, RequestHeaders headers) {
        return new ProcessEndpoints(new ProcessEndpoints.Services(
                services.processes(),
                new StreamPaths(services.codecs()),
                services.streams(),
                services.history(),
                services.views(),
                services.handlers(),
                headers));
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

    /** Returns how many connections of clients are open. */
    public int connections() {
        return ports.stream().mapToInt(Listener.Bound::connections).sum();
    }

    /** Returns the limits of how much may be asked. */
    public RateLimits rateLimits() {
        return rateLimits;
    }

    /**
     * Starts to listen.
     *
     * @param tls what encrypts the connections, if something does
     * @return the port of all that is not for operators alone
     */
    public CompletionStage<Listener.Bound> bind(Optional<ServerTls> tls) {
        return bind(settings.host(), settings.port(), settings.limits(), tls, table);
    }

    /**
     * Starts to listen to operators, where they have a port of their own.
     *
     * @param tls what encrypts the connections, if something does
     * @return their port, if they have one
     */
    public CompletionStage<Optional<Listener.Bound>> bindManagement(Optional<ServerTls> tls) {
        return settings.management()
                .map(own -> bind(own.host(), own.port(), own.limits(settings.limits()), tls, table(management))
                        .thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    }

    private CompletionStage<Listener.Bound> bind(
            String host, int port, ConnectionLimits limits, Optional<ServerTls> tls, EndpointTable endpoints) {
        var dispatcher = new Dispatcher(endpoints, headers, callers, recorder, settings, rateLimits);
        var pages = new CrossOrigin(endpoints, settings.admission().origins(), dispatcher);
        var secured = SecurityHeaders.of(tls.isPresent());
        return new Listener(
                        system,
                        serverSettings(tls.isPresent()),
                        limits,
                        tls,
                        request -> pages.answer(request).thenApply(secured::on).thenApply(this::lastWhenStopping))
                .bind(host, port)
                .thenApply(bound -> {
                    ports.add(bound);
                    return bound;
                });
    }

    /** Sees to it that at the system's coordinated shutdown, what was asked is answered before all connections end. */
    public void stopWithSystem() {
        new GracefulStop(List.copyOf(ports), answers, settings.shutdownTimeout(), system).addToCoordinatedShutdown();
    }

    private ServerSettings serverSettings(boolean isEncrypted) {
        return ServerSettings.create(system)
                .withParsingErrorHandler(UnreadableRequests.className(isEncrypted))
                .withStreamCancellationDelay(ANSWER_BEFORE_CLOSE)
                .withRawRequestUriHeader(true);
    }

    /** Lets each connection of a stopping server end with its next answer, rather than be broken off. */
    private HttpResponse lastWhenStopping(HttpResponse response) {
        return answers.areEnding() ? response.addHeader(Connection.create("close")) : response;
    }
}
