package dev.recount.http.worlds;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.world.WorldException;
import dev.recount.world.Worlds;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The parts that all requests for worlds share. */
final class WorldCalls {

    private WorldCalls() {}

    /** Has a question answered when its turn comes. */
    static CompletionStage<HttpResponse> answered(Worlds worlds, Supplier<HttpResponse> question) {
        return worlds.inTurn(() -> {
            try {
                return question.get();
            } catch (WorldException refused) {
                return problem(refused).response();
            }
        });
    }

    private static Problem problem(WorldException refused) {
        String message = String.valueOf(refused.getMessage());
        return switch (refused.kind()) {
            case UNFIT -> Problem.malformed(message);
            case FULL -> new Problem(409, "TOO_MANY_WORLDS", message);
            case UNAVAILABLE -> new Problem(503, "UNAVAILABLE", message);
        };
    }

    /** Returns the number of the world that a path names. */
    static long number(Call call) {
        String text = call.path("world");
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new ProblemException(Problem.notFound("a world has a number"));
        }
        return Long.parseLong(text);
    }

    static ProblemException unknown(long world) {
        return new ProblemException(Problem.notFound("there is no world " + world + ", or none any more"));
    }
}
