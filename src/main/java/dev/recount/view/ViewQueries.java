package dev.recount.view;

import dev.recount.cluster.singleton.Singletons;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.log.position.Position;
import dev.recount.view.Views.Outcome;
import dev.recount.view.Views.Token;
import dev.recount.view.generation.Generation;
import dev.recount.view.query.Question;
import dev.recount.view.query.QuestionReader;
import dev.recount.view.query.UnfitQuestionException;
import dev.recount.view.search.QueryThreads;
import dev.recount.view.search.TableQueries;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The way of a query: to the generation that answers it, once that has seen what the query names. */
final class ViewQueries implements AutoCloseable {

    private static final int MOST_SWITCHES = 3;

    private static final Duration JOURNEY = Duration.ofSeconds(2);

    private final ViewParts parts;
    private final Singletons singletons;
    private final TableQueries tables;
    private final QueryThreads threads;

    ViewQueries(ViewParts parts, Singletons singletons, Database database) {
        this.parts = parts;
        this.singletons = singletons;
        ViewSettings settings = parts.settings();
        this.tables = new TableQueries(database, "queries", settings.connections(), settings.queryTimeout());
        this.threads = new QueryThreads(settings.connections(), settings.maxWaiting(), settings.queryTimeout());
    }

    /** Returns what reads the tables. */
    TableQueries tables() {
        return tables;
    }

    /** Returns the number of queries that wait for their turn. */
    int waiting() {
        return threads.waiting();
    }

    /** Answers what has been asked. */
    @Override
    public void close() {
        threads.close();
    }

    CompletionStage<Outcome> ask(RunningView<?> view, Optional<Token> after, Question question) {
        if (after.isEmpty()) {
            return inTurn(view, () -> answer(view, question, MOST_SWITCHES));
        }
        Token token = after.get();
        return view.log()
                .ask(token.stream(), (log, stream) -> log.positionOf(stream, token.version()))
                .thenCompose(position -> position.map(at -> answerAfter(view, at, question, MOST_SWITCHES))
                        .orElseGet(() -> CompletableFuture.completedStage(new Outcome.NoSuchEvent())));
    }

    private CompletionStage<Outcome> answerAfter(RunningView<?> view, Position position, Question question, int tries) {
        Duration timeout = parts.settings().waitTimeout().plus(JOURNEY);
        return singletons
                .<ViewReply>ask(view.name(), replyTo -> new ViewMessage.Await(position, replyTo), timeout)
                .thenCompose(reply -> switch (reply) {
                    case ViewReply.Seen(var generation) ->
                        inTurn(view, () -> answerOf(view, generation, position, question))
                                .thenCompose(answer -> answer.isEmpty() && tries > 0
                                        ? answerAfter(view, position, question, tries - 1)
                                        : CompletableFuture.completedStage(answer.orElse(new Outcome.Behind())));
                    case ViewReply.Unseen.BEHIND -> CompletableFuture.completedStage(new Outcome.Behind());
                    case ViewReply.Unseen.NOT_BUILT -> CompletableFuture.completedStage(new Outcome.NotBuilt());
                    case ViewReply.Failed(var problem) -> throw new ViewException(problem);
                    case ViewReply.Standing _ ->
                        throw new IllegalStateException("the view was not asked how it stands");
                });
    }

    /** Has a query answered when its turn comes; what the database does not answer is the view's failure. */
    private <T> CompletionStage<T> inTurn(RunningView<?> view, Supplier<T> query) {
        return threads.ask(() -> {
            try {
                return query.get();
            } catch (DatabaseException failure) {
                throw new ViewException("the view " + view.viewName() + " cannot be read now", failure);
            }
        });
    }

    /**
     * Answers from the generation that has seen a position, which may not be the live one any more; if it is dropped,
     * nobody does.
     */
    private Optional<Outcome> answerOf(RunningView<?> view, int number, Position seen, Question question) {
        Optional<Generation> answering = parts.generations().find(view.viewName(), number);
        try {
            return answering.map(generation -> answer(view, generation, seen, question));
        } catch (DatabaseException failure) {
            if (parts.generations().find(view.viewName(), number).isEmpty()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** A generation may be dropped under a query, after another has taken its place: that one is asked instead. */
    private Outcome answer(RunningView<?> view, Question question, int tries) {
        Optional<Generation> answering = parts.generations().live(view.viewName());
        try {
            return answering
                    .map(generation -> answer(view, generation, Position.START, question))
                    .orElseGet(Outcome.NotBuilt::new);
        } catch (DatabaseException failure) {
            Optional<Integer> live = parts.generations().live(view.viewName()).map(Generation::number);
            if (!live.equals(answering.map(Generation::number)) && tries > 0) {
                return answer(view, question, tries - 1);
            }
            throw failure;
        }
    }

    private Outcome answer(RunningView<?> view, Generation generation, Position atLeast, Question question) {
        Position seen = view.reached(generation).join(atLeast);
        try {
            var reader =
                    new QuestionReader(view.viewName(), generation.definition().shape());
            return new Outcome.Answered(
                    tables.answer(TableQueries.Tables.of(generation), seen, reader.query(question)));
        } catch (UnfitQuestionException unfit) {
            return new Outcome.Unfit(unfit.sentence());
        }
    }
}
