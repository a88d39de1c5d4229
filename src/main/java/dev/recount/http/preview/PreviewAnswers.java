package dev.recount.http.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.rule.Permissions;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.MovedAnswers;
import dev.recount.http.answer.Problem;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.StreamId;
import dev.recount.preview.Preview;
import dev.recount.preview.Way;
import dev.recount.stream.Outcome;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * The answers to previews: those that commands would have, marked as what they are.
 *
 * @param permissions the permissions of who asks for them
 * @param way how the commands were previewed
 */
public record PreviewAnswers(Codecs codecs, Permissions permissions, Way way) {

    /**
     * Answers the preview of one command.
     *
     * @param rest the part of its path after the stream's id, and its query: who goes on in another stream only asks
     *     there, too
     */
    public HttpResponse of(StreamId stream, Preview preview, String rest) {
        return switch (preview) {
            case Preview.Told(Outcome.Accepted accepted) -> Answers.ok(accepted(accepted));
            case Preview.Told(Outcome.Moved moved) -> Answers.of(moved, codecs.reader(), rest);
            case Preview.Told(var outcome) -> problem(preview).response(marks(stream, outcome));
            case Preview.NotThere _, Preview.TooMany _ -> problem(preview).response(dry());
        };
    }

    /** Returns the answer to the preview of a line of a bulk request. */
    public ObjectNode line(long number, StreamId stream, Preview preview) {
        ObjectNode line = Answers.JSON.createObjectNode().put("line", number);
        if (preview instanceof Preview.Told(Outcome.Accepted accepted)) {
            return line.put("status", 200).setAll(accepted(accepted));
        }
        Problem problem = problem(preview);
        line.put("status", problem.status()).put("code", problem.code()).put("detail", problem.detail());
        return switch (preview) {
            case Preview.Told(Outcome.Moved(var _, var to)) ->
                line.<ObjectNode>setAll(dry()).setAll(MovedAnswers.movedTo(to));
            case Preview.Told(var outcome) -> line.setAll(marks(stream, outcome));
            case Preview.NotThere _, Preview.TooMany _ -> line.setAll(dry());
        };
    }

    /** Returns the problem that a preview tells of, which is not that of an accepted command. */
    public static Problem problem(Preview preview) {
        return switch (preview) {
            case Preview.Told(var outcome) -> Answers.problem(outcome);
            case Preview.NotThere(var stream) -> Answers.noSuchStream(stream);
            case Preview.TooMany(var most) ->
                new Problem(413, "TOO_MANY_STREAMS", "a dry run follows at most " + most + " streams");
        };
    }

    private ObjectNode accepted(Outcome.Accepted accepted) {
        Optional<String> token = accepted.repeat() ? Optional.of(Answers.token(accepted)) : Optional.empty();
        return Answers.body(Answers.told(accepted, permissions), token, codecs.reader())
                .setAll(marks(accepted.stream(), accepted));
    }

    private static ObjectNode dry() {
        return Answers.JSON.createObjectNode().put("dryRun", true);
    }

    /** A decision that was made without what is outside says so; what needed none to be told says nothing of it. */
    private ObjectNode marks(StreamId stream, Outcome outcome) {
        ObjectNode marks = dry();
        boolean isDecided =
                outcome instanceof Outcome.Accepted accepted ? !accepted.repeat() : outcome instanceof Outcome.Rejected;
        if (isDecided
                && codecs.find(stream.type()).orElseThrow().type().enrichment().isPresent()) {
            marks.put("enriched", way.enriching());
        }
        return marks;
    }
}
