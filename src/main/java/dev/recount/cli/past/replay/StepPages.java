package dev.recount.cli.past.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recount.cli.option.ServerClient;
import java.util.ArrayList;
import java.util.List;

/** The steps of the past, a page of decisions at a time. */
final class StepPages {

    private final ServerClient server;
    private final boolean isOneStream;
    private final long from;
    private final long to;

    /**
     * The steps of a stream, between two versions and at them, or those of a conversation.
     *
     * @param isOneStream whether they are of one stream, so that an event of which no decision tells shows
     */
    StepPages(ServerClient server, boolean isOneStream, long from, long to) {
        this.server = server;
        this.isOneStream = isOneStream;
        this.from = from;
        this.to = to;
    }

    /**
     * A page.
     *
     * @param path where the server has it
     * @param before the version that the stream is at before it, where it is of one stream
     * @param after that which it is at after it
     * @param next where the server has the next one
     * @param isLast whether there was nothing after it
     */
    record Page(String path, List<Step> steps, long before, long after, String next, boolean isLast) {}

    Page first(String path) throws InterruptedException {
        return page(path, 0);
    }

    Page after(Page page) throws InterruptedException {
        return page(page.next, page.after);
    }

    /** Reads a page again, which may have got more meanwhile if it was the last one. */
    Page again(Page page) throws InterruptedException {
        return page(page.path, page.before);
    }

    private Page page(String path, long before) throws InterruptedException {
        JsonNode answer = server.get(path);
        var steps = new ArrayList<Step>();
        long version = before;
        for (JsonNode decision : answer.path("decisions")) {
            String stream = decision.path("stream").asText(answer.path("stream").asText());
            if (decision.path("outcome").asText().equals("rejected")) {
                steps.add(new Step.Rejected(stream, decision));
            } else {
                long first = decision.path("firstVersion")
                        .asLong(decision.path("version").asLong());
                for (long lost = version + 1; isOneStream && lost < first; lost++) {
                    steps.add(new Step.Happened(stream, lost, MissingNode.getInstance(), 1, 1));
                }
                version = decision.path("version").asLong();
                for (long each = first; each <= version; each++) {
                    steps.add(new Step.Happened(stream, each, decision, each - first + 1, version - first + 1));
                }
            }
        }
        boolean isLast = answer.path("head").asBoolean() || (isOneStream && version > to);
        return new Page(
                path,
                inRange(steps, before),
                before,
                version,
                answer.path("next").asText(),
                isLast);
    }

    private List<Step> inRange(List<Step> steps, long before) {
        var inRange = new ArrayList<Step>();
        long version = before;
        for (Step step : steps) {
            version = isOneStream ? Math.max(version, step.version()) : from;
            if (version >= from && version <= to) {
                inRange.add(step);
            }
        }
        return inRange;
    }
}
