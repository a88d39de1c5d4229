package dev.recount.http.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/** Answers for streams that go on elsewhere: the way to the one in which they do, or the list of all of them. */
public final class MovedAnswers {

    private MovedAnswers() {}

    /** Returns the problem of a request for a stream that goes on elsewhere. */
    public static Problem problem(StreamId stream, List<StreamId> to) {
        String detail = to.isEmpty()
                ? stream + " has ended, and goes on nowhere"
                : stream + " goes on in " + to.stream().map(StreamId::toString).collect(Collectors.joining(", "));
        return new Problem(to.size() == 1 ? 308 : 410, "MOVED", detail);
    }

    /**
     * Answers a request that can be sent to the new stream as it is.
     *
     * @param rest the part of the path after the stream's id, such as {@code /Deposit}
     */
    static HttpResponse of(StreamId stream, List<StreamId> to, String rest) {
        HttpResponse response = problem(stream, to).response(movedTo(to));
        return to.size() == 1
                ? response.addHeader(RawHeader.create("Location", "/streams/" + to.getFirst() + rest))
                : response;
    }

    /** Answers a request that means something else at the new stream, so that it must not be sent there unseen. */
    static HttpResponse gone(StreamId stream, List<StreamId> to) {
        return new Problem(410, "MOVED", problem(stream, to).detail()).response(movedTo(to));
    }

    /** Returns the streams that a stream goes on in, as answers name them. */
    public static ObjectNode movedTo(List<StreamId> to) {
        ObjectNode more = Answers.JSON.createObjectNode();
        ArrayNode streams = more.putArray("movedto");
        to.forEach(each -> streams.add(each.toString()));
        return more;
    }
}
