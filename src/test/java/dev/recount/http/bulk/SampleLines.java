package dev.recount.http.bulk;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.journal.EncodedCommand;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;

/** Lines of a bulk request, and what becomes of them. */
final class SampleLines {

    private static final JsonMapper JSON = new JsonMapper();

    private SampleLines() {}

    static BulkLine line(int number, String stream) {
        return line(number, stream, 0);
    }

    /** Returns a line whose command takes so many bytes. */
    static BulkLine line(int number, String stream, int bytes) {
        var command = new EncodedCommand("Deposit", 1, new byte[bytes]);
        var origin = CommandRequest.Origin.of(Caller.ANONYMOUS, "c" + number, "c" + number);
        return new BulkLine.Command(
                number,
                new CommandRequest(
                        new StreamId("account", stream), command, origin, CommandRequest.Conditions.NONE, true));
    }

    /** Returns lines from 1 on, to these streams. */
    static List<BulkLine> lines(String... streams) {
        return IntStream.range(0, streams.length)
                .mapToObj(i -> line(i + 1, streams[i]))
                .toList();
    }

    static BulkResult accepted(BulkLine line) {
        StreamId stream = ((BulkLine.Command) line).request().stream();
        return new BulkResult.Accepted(
                line.number(), new Outcome.Accepted(stream, line.number(), line.number(), false, Optional.empty()));
    }

    /** Returns the numbers of the lines whose results these are. */
    static List<Integer> numbers(ByteString results) throws IOException {
        var numbers = new ArrayList<Integer>();
        for (String result : results.utf8String().lines().toList()) {
            numbers.add(JSON.readTree(result).path("line").asInt());
        }
        return numbers;
    }
}
