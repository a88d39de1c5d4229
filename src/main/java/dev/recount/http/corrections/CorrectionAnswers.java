package dev.recount.http.corrections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.correction.CorrectionException;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.correction.Correction;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.correction.RecordedCorrection;
import dev.recount.model.StreamId;
import dev.recount.stream.Outcome;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Turns corrections, and what became of those that were asked for, into responses. */
final class CorrectionAnswers {

    private CorrectionAnswers() {}

    static HttpResponse of(StreamId stream, Corrections corrections, EventReader reader) {
        ObjectNode body = Answers.JSON.createObjectNode().put("stream", stream.toString());
        ArrayNode all = body.putArray("corrections");
        for (RecordedCorrection each : corrections.all()) {
            ObjectNode json = all.addObject().put("version", each.version());
            Answers.add(json, each.metadata());
            json.put("status", status(each, corrections));
            corrections.approvalOf(each.version()).ifPresent(approval -> {
                ObjectNode approved = json.putObject("approved").put("version", approval.version());
                Answers.add(approved, approval.metadata());
            });
            json.putRawValue("correction", new RawValue(reader.data(stream, each.correction())));
        }
        return Answers.ok(body);
    }

    private static String status(RecordedCorrection correction, Corrections corrections) {
        if (corrections.isWithdrawn(correction.version())) {
            return "withdrawn";
        } else if (correction.correction() instanceof Correction.Proposed) {
            return corrections.approvalOf(correction.version()).isPresent() ? "approved" : "proposed";
        }
        return "holds";
    }

    static HttpResponse of(Outcome outcome, EventReader reader) {
        return outcome instanceof Outcome.Accepted accepted && isProposal(accepted)
                ? proposed(accepted)
                : Answers.of(outcome, reader);
    }

    private static boolean isProposal(Outcome.Accepted accepted) {
        return accepted.detail()
                .filter(detail ->
                        Correction.isProposal(detail.events().getFirst().manifest()))
                .isPresent();
    }

    private static HttpResponse proposed(Outcome.Accepted accepted) {
        ObjectNode body = Answers.JSON
                .createObjectNode()
                .put("stream", accepted.stream().toString())
                .put("version", accepted.version())
                .put("token", Answers.token(accepted))
                .put("repeat", accepted.repeat())
                .put("proposed", true);
        return Answers.ok(body).withStatus(StatusCodes.ACCEPTED);
    }

    static Problem problem(CorrectionException unfit) {
        return switch (unfit.kind()) {
            case UNFIT -> Problem.malformed(unfit.problem());
            case MIGRATING -> new Problem(409, "MIGRATING", unfit.problem());
            case DELETED -> new Problem(410, "ARCHIVE_DELETED", unfit.problem());
            case NO_STREAM -> Problem.notFound(unfit.problem());
            case OUTDATED -> new Problem(412, "VERSION_CONFLICT", unfit.problem());
            case OWN -> new Problem(403, "OWN_PROPOSAL", unfit.problem());
            case DECIDED -> new Problem(422, "PROPOSAL_DECIDED", unfit.problem());
            case BREAKS -> new Problem(422, "CORRECTION_BREAKS_STREAM", unfit.problem());
        };
    }
}
