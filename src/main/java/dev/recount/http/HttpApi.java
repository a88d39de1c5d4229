package dev.recount.http;

import dev.recount.archive.settled.Archive;
import dev.recount.boundary.Boundaries;
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
import dev.recount.http.caller.Callers;
import dev.recount.http.connection.ConnectionLimits;
import dev.recount.http.connection.Listener;
import dev.recount.http.endpoint.CallRecorder;
import dev.recount.http.endpoint.Dispatcher;
import dev.recount.http.endpoint.EndpointTable;
import dev.recount.http.limit.RateLimits;
import dev.recount.http.operations.Operations;
import dev.recount.http.origin.CrossOrigin;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.seals.PublishedSeals;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.http.tls.ServerTls;
import dev.recount.journal.codec.Codecs;
import dev.recount.log.Log;
import dev.recount.migration.Migrations;
import dev.recount.preview.Previews;
import dev.recount.process.work.ProcessParts;
import dev.recount.stream.pekko.Streams;
import dev.recount.timeline.Timeline;
import dev.recount.transaction.Transactions;
import dev.recount.view.Views;
import dev.recount.world.Worlds;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import scala.concurrent.duration.FiniteDuration;

/** The whole HTTP interface: its table of endpoints, listening. */
public final class HttpApi {

    /** The time that a client whose body is not read any further has to get the answer that says why. */
    private static final FiniteDuration ANSWER_BEFORE_CLOSE = FiniteDuration.create(1, TimeUnit.SECONDS);

    private final HttpSettings settings;
    private final ActorSystem system;
    private final RequestHeaders headers;
    private final Callers callers;
    private final RateLimits rateLimits;
    private final CallRecorder recorder;
    private final EndpointTables tables;
    private final StreamingAnswers answers = new StreamingAnswers();
    private final List<Listener.Bound> ports = new CopyOnWriteArrayList<>();

    /** The parts of the server that the endpoints call. */
    public record Services(
            Codecs codecs,
            Streams streams,
            Previews previews,
            Transactions transactions,
            Claims claims,
            Boundaries boundaries,
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
            Timeline timeline,
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
        this.recorder = new RecordedCalls(
                services.audit(), headers, new PersonalAnswers(services.codecs(), services.views()), services.clock());
        this.tables = new EndpointTables(system, settings, services, headers, rateLimits, answers);
    }

    /** Returns the table of everything that is answered. */
    EndpointTable table() {
        return tables.all();
    }

    /** Returns the number of subscriptions that are open. */
    public int subscriptions() {
        return tables.events().subscriptions();
    }

    /**
     * Returns how many events of the log come after what the slowest of the open subscriptions has read, by their
     * numbers.
     */
    public long subscriptionLag() {
        return tables.events().subscriptionLag();
    }

    /** Returns the number of sessions that are open. */
    public int sessions() {
        return tables.sessions().open();
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
        return bind(settings.host(), settings.port(), settings.limits(), tls, tables.all());
    }

    /**
     * Starts to listen to operators, where they have a port of their own.
     *
     * @param tls what encrypts the connections, if something does
     * @return their port, if they have one
     */
    public CompletionStage<Optional<Listener.Bound>> bindManagement(Optional<ServerTls> tls) {
        if (settings.management().isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        var own = settings.management().get();
        return bind(
                        own.host(),
                        own.port(),
                        own.limits(settings.limits()),
                        tls,
                        tables.management().orElseThrow())
                .thenApply(Optional::of);
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
        boolean isLast = answers.areEnding() && !response.status().equals(StatusCodes.SWITCHING_PROTOCOLS);
        return isLast ? response.addHeader(Connection.create("close")) : response;
    }
}
