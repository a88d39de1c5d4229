package dev.recount.http;

import dev.recount.cluster.Members;
import dev.recount.cluster.Singletons;
import dev.recount.decision.Decisions;
import dev.recount.handler.Handlers;
import dev.recount.history.History;
import dev.recount.http.bulk.BulkRoute;
import dev.recount.http.cluster.ClusterRoutes;
import dev.recount.http.decisions.DecisionRoutes;
import dev.recount.http.events.EventRoutes;
import dev.recount.http.handlers.HandlerRoutes;
import dev.recount.http.history.HistoryRoutes;
import dev.recount.http.views.ViewAdminRoutes;
import dev.recount.http.views.ViewRoutes;
import dev.recount.journal.codec.Codecs;
import dev.recount.log.Log;
import dev.recount.stream.pekko.Streams;
import dev.recount.view.Views;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.Rejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.SystemMaterializer;
import scala.concurrent.duration.FiniteDuration;

/** The whole HTTP interface: its routes, and the one place where what they do not handle becomes a problem document. */
public final class HttpApi extends AllDirectives {

    /** How long a client whose body is not read any further has to get the answer that says why. */
    private static final FiniteDuration ANSWER_BEFORE_CLOSE = FiniteDuration.create(1, TimeUnit.SECONDS);

    private final HttpSettings settings;
    private final ActorSystem system;
    private final Failures failures;
    private final Commands commands;
    private final EventRoutes events;
    private final List<Routes> parts;
    private final StreamingAnswers answers = new StreamingAnswers();

    /** What the routes call. */
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

    /**
     * What operators ask for.
     *
     * @param live tells whether the process lives; at once
     * @param ready tells whether it can serve
     * @param metrics tells what is measured, in Prometheus's text format
     */
    public record Operations(
            Supplier<Health> live,
            Supplier<CompletionStage<Health>> ready,
            Supplier<CompletionStage<String>> metrics) {}

    public HttpApi(ActorSystem system, HttpSettings settings, Services services) {
        this.settings = settings;
        this.system = system;
        this.failures = new Failures(settings);
        var headers = new RequestHeaders(settings.principalHeader(), services.clock());
        var paths = new StreamPaths(services.codecs());
        this.commands = new Commands(
                paths,
                services.streams(),
                headers,
                settings,
                SystemMaterializer.get(system).materializer());
        this.events = new EventRoutes(services.codecs(), services.log(), headers, settings.subscriptions(), answers);
        this.parts = List.of(
                new HealthRoutes(services.operations()),
                new MetricsRoutes(services.operations().metrics()),
                new BulkRoute(services.codecs(), services.streams(), headers, settings, answers, system),
                new StreamRoutes(paths, services.streams(), services.history(), headers),
                new HistoryRoutes(paths, services.history(), headers),
                new DecisionRoutes(paths, services.decisions(), headers),
                events,
                new ViewRoutes(services.views(), headers),
                new ViewAdminRoutes(services.views(), headers),
                new HandlerRoutes(services.handlers(), headers),
                new ClusterRoutes(services.members(), services.singletons(), headers));
    }

    /** Returns the number of subscriptions that are open. */
    public int subscriptions() {
        return events.subscriptions();
    }

    /** Returns how many events of the log come after what the slowest of the open subscriptions has read, by their numbers. */
    public long subscriptionLag() {
        return events.subscriptionLag();
    }

    /** Starts to listen; at the system's coordinated shutdown, what was asked is answered, and then all connections end. */
    public CompletionStage<ServerBinding> bind() {
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .withSettings(serverSettings())
                .bind(handler())
                .thenApply(this::stopWithSystem);
    }

    private ServerBinding stopWithSystem(ServerBinding binding) {
        new GracefulStop(binding, answers, settings.shutdownTimeout(), system).addToCoordinatedShutdown();
        return binding;
    }

    private ServerSettings serverSettings() {
        return ServerSettings.create(system)
                .withParsingErrorHandler(UnreadableRequests.class.getName())
                .withStreamCancellationDelay(ANSWER_BEFORE_CLOSE);
    }

    /** Most requests are commands: what they pass through is a match of their path, and no tree of routes. */
    private Function<HttpRequest, CompletionStage<HttpResponse>> handler() {
        Function<HttpRequest, CompletionStage<HttpResponse>> others = routes().handler(system);
        return request -> {
            Optional<CommandPath> command = CommandPath.of(request);
            return command.isPresent() ? answer(command.get(), request) : others.apply(request);
        };
    }

    private CompletionStage<HttpResponse> answer(CommandPath command, HttpRequest request) {
        try {
            return commands.execute(command, request)
                    .handle((response, failure) ->
                            lastWhenStopping(failure == null ? response : failures.response(failure)));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedStage(lastWhenStopping(failures.response(failure)));
        }
    }

    private Route routes() {
        Route all = concat(reject(), parts.stream().map(Routes::routes).toArray(Route[]::new));
        RejectionHandler rejections = problems();
        ExceptionHandler exceptions = failureHandler();
        return mapResponse(
                this::lastWhenStopping,
                () -> handleRejections(rejections, () -> handleExceptions(exceptions, () -> all)));
    }

    /** Lets each connection of a stopping server end with its next answer, rather than be broken off. */
    private HttpResponse lastWhenStopping(HttpResponse response) {
        return answers.areEnding() ? response.addHeader(Connection.create("close")) : response;
    }

    private static RejectionHandler problems() {
        return RejectionHandler.newBuilder()
                .handleAll(MethodRejection.class, rejections -> Directives.complete(notAllowed(rejections)))
                .handleNotFound(problem(Problem.notFound("there is nothing at this path")))
                .handle(Rejection.class, _ -> problem(Problem.malformed("the request cannot be read")))
                .build();
    }

    private static HttpResponse notAllowed(List<MethodRejection> rejections) {
        String allowed = rejections.stream()
                .map(rejection -> rejection.supported().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return new Problem(405, "METHOD_NOT_ALLOWED", "allowed here: " + allowed)
                .response()
                .addHeader(RawHeader.create("Allow", allowed));
    }

    private static Route problem(Problem problem) {
        return Directives.complete(problem.response());
    }

    private ExceptionHandler failureHandler() {
        return ExceptionHandler.newBuilder()
                .matchAny(failure -> complete(failures.response(failure)))
                .build();
    }
}
