package dev.recount.http;

import dev.recount.http.access.AccessEndpoint;
import dev.recount.http.access.CallerEndpoint;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.boundaries.BoundaryAdminEndpoint;
import dev.recount.http.bulk.BulkEndpoint;
import dev.recount.http.bulk.BulkLimits;
import dev.recount.http.claims.ClaimAdminEndpoint;
import dev.recount.http.claims.ClaimEndpoint;
import dev.recount.http.cluster.ClusterEndpoint;
import dev.recount.http.console.ConsoleEndpoints;
import dev.recount.http.corrections.CorrectionEndpoints;
import dev.recount.http.decisions.DecisionEndpoint;
import dev.recount.http.decisions.DecisionLogEndpoint;
import dev.recount.http.endpoint.EndpointTable;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.StateAlone;
import dev.recount.http.events.EventEndpoint;
import dev.recount.http.events.TimelineEndpoint;
import dev.recount.http.handlers.HandlerEndpoints;
import dev.recount.http.history.HistoryEndpoints;
import dev.recount.http.limit.RateLimits;
import dev.recount.http.migrations.MigrationEndpoints;
import dev.recount.http.openapi.OpenApiEndpoint;
import dev.recount.http.operations.ArchiveEndpoint;
import dev.recount.http.operations.BusyStreamsEndpoint;
import dev.recount.http.operations.DamagedStreamsEndpoint;
import dev.recount.http.operations.HealthEndpoints;
import dev.recount.http.operations.MeasurementsEndpoint;
import dev.recount.http.operations.MetricsEndpoint;
import dev.recount.http.processes.ProcessEndpoints;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.request.RequestBodies;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.http.seals.ReceiptEndpoints;
import dev.recount.http.seals.SealEndpoints;
import dev.recount.http.session.SessionEndpoint;
import dev.recount.http.streams.CommandEndpoint;
import dev.recount.http.streams.StreamEndpoints;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.http.transactions.TransactionEndpoint;
import dev.recount.http.views.ViewAdminEndpoints;
import dev.recount.http.views.ViewEndpoints;
import dev.recount.http.views.WhyEndpoint;
import dev.recount.http.worlds.WorldEndpoints;
import dev.recount.http.worlds.WorldStreamEndpoints;
import dev.recount.http.worlds.WorldViewEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.SystemMaterializer;

/** The tables of endpoints: of what everybody may ask, and of what operators are answered on a port of their own. */
final class EndpointTables {

    private final HttpSettings settings;
    private final HttpApi.Services services;
    private final RequestHeaders headers;
    private final StateAlone stateAlone;
    private final StreamingAnswers answers;
    private final EventEndpoint events;
    private final SessionEndpoint sessions;
    private final EndpointTable all;
    private final Optional<EndpointTable> management;

    EndpointTables(
            ActorSystem system,
            HttpSettings settings,
            HttpApi.Services services,
            RequestHeaders headers,
            RateLimits rateLimits,
            StreamingAnswers answers) {
        this.settings = settings;
        this.services = services;
        this.headers = headers;
        this.answers = answers;
        this.stateAlone = new StateAlone(services.codecs());
        this.events = new EventEndpoint(
                new StreamPaths(services.codecs()),
                services.log(),
                headers,
                services.callers(),
                settings.subscriptions(),
                answers);
        var limits = new BulkLimits(
                settings.maxCommandBytes(),
                rateLimits,
                services.callers(),
                settings.subscriptions().heartbeatInterval(),
                system);
        this.sessions = new SessionEndpoint(
                new SessionEndpoint.Services(services.codecs(), services.streams()), headers, limits, answers);
        var bodies = new RequestBodies(settings, SystemMaterializer.get(system).materializer());
        List<Endpoints> everywhere = everywhere();
        List<Endpoints> operators = new ArrayList<>(management(bodies));
        List<Endpoints> parts = new ArrayList<>(parts(limits, bodies));
        parts.add(new OpenApiEndpoint(services.codecs(), services.views(), this::all));
        parts.addAll(everywhere);
        if (settings.management().isEmpty()) {
            parts.addAll(operators);
            this.management = Optional.empty();
        } else {
            operators.add(new OpenApiEndpoint(services.codecs(), services.views(), this::ofOperators));
            operators.addAll(everywhere);
            this.management = Optional.of(table(operators));
        }
        this.all = table(parts);
    }

    /** Returns the table of everything that is answered on the port of all. */
    EndpointTable all() {
        return all;
    }

    /** Returns the table of what operators are answered, where they have a port of their own. */
    Optional<EndpointTable> management() {
        return management;
    }

    private EndpointTable ofOperators() {
        return management.orElseThrow();
    }

    /** Returns the endpoint of events, which knows what subscriptions are open. */
    EventEndpoint events() {
        return events;
    }

    /** Returns the endpoint of sessions, which knows how many are open. */
    SessionEndpoint sessions() {
        return sessions;
    }

    /** The endpoints by which programs find out what to do with a port, and people look at it. */
    private List<Endpoints> everywhere() {
        var caller = new CallerEndpoint(services.callers(), services.views());
        return settings.console() ? List.of(caller, new ConsoleEndpoints()) : List.of(caller);
    }

    private EndpointTable table(List<Endpoints> parts) {
        return new EndpointTable(parts.stream()
                .flatMap(part -> part.endpoints().stream())
                .map(stateAlone::refusedBy)
                .toList());
    }

    private List<Endpoints> parts(BulkLimits limits, RequestBodies bodies) {
        var paths = new StreamPaths(services.codecs());
        var rows = new ViewEndpoints(services.views(), services.worlds(), services.log(), headers);
        return List.of(
                new BulkEndpoint(
                        new BulkEndpoint.Services(services.codecs(), services.streams(), services.previews()),
                        headers,
                        limits,
                        answers),
                sessions,
                new CommandEndpoint(paths, services.streams(), services.previews(), headers, bodies),
                new TransactionEndpoint(
                        new TransactionEndpoint.Services(
                                services.codecs(), services.streams(), services.transactions(), services.previews()),
                        headers,
                        bodies),
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
                new TimelineEndpoint(
                        services.timeline(), services.log(), services.history().executor()),
                rows,
                new WhyEndpoint(
                        services.views(),
                        services.timeline(),
                        services.history(),
                        services.codecs().reader(),
                        rows));
    }

    /** The endpoints of operators, which may have a port of their own. */
    private List<Endpoints> management(RequestBodies bodies) {
        return List.of(
                new HealthEndpoints(services.operations()),
                new MetricsEndpoint(services.operations().metrics()),
                new MeasurementsEndpoint(services.operations()),
                new ViewAdminEndpoints(services.views()),
                new HandlerEndpoints(services.handlers()),
                new MigrationEndpoints(services.migrations()),
                processes(),
                new WorldEndpoints(services.worlds(), bodies),
                new WorldStreamEndpoints(services.worlds()),
                new WorldViewEndpoints(services.worlds()),
                new BusyStreamsEndpoint(services.operations()),
                new DamagedStreamsEndpoint(services.codecs().reader().damaged()),
                new ClaimAdminEndpoint(services.claims(), services.history().executor()),
                new BoundaryAdminEndpoint(
                        services.boundaries(), services.history().executor()),
                new ArchiveEndpoint(services.archive(), services.history().executor()),
                new ClusterEndpoint(services.members(), services.singletons()),
                new AccessEndpoint(services.callers().settings()));
    }

    private ProcessEndpoints processes() {
        return new ProcessEndpoints(new ProcessEndpoints.Services(
                services.processes(),
                new StreamPaths(services.codecs()),
                services.streams(),
                services.history(),
                services.views(),
                services.handlers(),
                headers));
    }
}
