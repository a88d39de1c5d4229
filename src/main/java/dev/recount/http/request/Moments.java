package dev.recount.http.request;

import dev.recount.history.Moment;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.log.Knowledge;
import dev.recount.log.position.Position;
import java.util.Optional;

/** The points of the past that a query names, each by a version or by a time. */
public final class Moments {

    private Moments() {}

    /**
     * Reads as of when the past is to be told that is asked for.
     *
     * @param name the parameter, which may be left out: all is told then that is known today
     * @throws ProblemException if it is malformed
     */
    public static Knowledge known(QueryParameters query, String name) {
        Optional<String> text = query.text(name);
        if (text.isEmpty()) {
            return Knowledge.Today.INSTANCE;
        } else if (text.get().equals(Knowledge.RECORDED)) {
            return Knowledge.Recorded.INSTANCE;
        } else if (text.get().contains("-")) {
            return new Knowledge.Time(query.time(name));
        }
        try {
            return new Knowledge.At(Position.parse(text.get()));
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.malformed(
                    name + ": must be recorded, a day, an instant in UTC, or a position as an answer gave it"));
        }
    }

    /**
     * Reads a point of the past.
     *
     * @param version the parameter that names it by a version
     * @param time the parameter that names it by a time
     * @param least the least version that makes sense
     * @throws ProblemException if both are there, or one is malformed
     */
    public static Optional<Moment> read(QueryParameters query, String version, String time, long least) {
        if (query.has(version) && query.has(time)) {
            throw new ProblemException(
                    Problem.malformed(time + ": either " + version + " or " + time + " can be asked for, not both"));
        } else if (query.has(version)) {
            return Optional.of(new Moment.Version(query.number(version, least, Long.MAX_VALUE, least)));
        }
        return query.has(time) ? Optional.of(new Moment.Time(query.time(time))) : Optional.empty();
    }
}
