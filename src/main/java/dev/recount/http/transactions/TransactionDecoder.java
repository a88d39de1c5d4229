package dev.recount.http.transactions;

import dev.recount.access.Right;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.request.CommandBody;
import dev.recount.http.request.ObjectFields;
import dev.recount.http.request.OwnMetadata;
import dev.recount.http.request.RequestHeaders;
import dev.recount.http.request.StreamPaths;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.stream.CommandRequest;
import dev.recount.stream.CommandRequest.Conditions;
import dev.recount.stream.CommandRequest.Origin;
import dev.recount.transaction.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes transactions of requests; what is wrong with one is a problem that names the field. */
record TransactionDecoder(Codecs codecs, RequestHeaders headers) {

    Transaction decode(Call call, TransactionBody body, boolean isPreview) {
        List<StreamId> streams =
                body.commands().stream().map(TransactionDecoder::stream).toList();
        List<Transaction.Named> named = IntStream.range(0, streams.size())
                .mapToObj(i -> new Transaction.Named(
                        streams.get(i), body.commands().get(i).required("command")))
                .toList();
        IntStream.range(0, named.size()).forEach(i -> requireWritable(call, named.get(i), place(i)));
        Origin origin = headers.origin(call.request(), call.sender(), call.commandId());
        var caused = new Origin(
                origin.commandId(),
                origin.principal(),
                origin.correlation(),
                Optional.of(Transaction.mark(call.commandId(), named)),
                origin.own(),
                origin.sender());
        Optional<Instant> time =
                RequestHeaders.value(call.request(), "Recount-Time").map(text -> headers.time("Recount-Time", text));
        List<CommandRequest> commands = IntStream.range(0, named.size())
                .mapToObj(i -> command(call, named.get(i), body.commands().get(i), i, caused, time, isPreview))
                .toList();
        return new Transaction(
                commands,
                body.conditions().stream().map(each -> condition(call, each)).toList(),
                true);
    }

    private static StreamId stream(ObjectFields fields) {
        try {
            return StreamId.parse(fields.required("stream"));
        } catch (IllegalArgumentException unusable) {
            throw fields.malformed("stream", String.valueOf(unusable.getMessage()));
        }
    }

    private void requireWritable(Call call, Transaction.Named named, String place) {
        if (!call.permissions().permitCommand(named.stream(), named.command())) {
            throw new ProblemException(
                    Gate.forbidden(call.caller(), Right.WRITE, named.stream() + " with " + named.command()));
        }
        StreamCodec<?, ?, ?> codec = at(
                place + "stream",
                () -> StreamPaths.commanded(codecs, named.stream().type()));
        at(place + "command", () -> CommandBody.requireKnown(codec, named.command()));
    }

    private static String place(int index) {
        return TransactionBody.COMMANDS + "[" + index + "].";
    }

    /** Looks at a field; what is wrong with it is a problem that names the field. */
    private static <T> T at(String field, Supplier<T> look) {
        try {
            return look.get();
        } catch (ProblemException unfit) {
            Problem problem = unfit.problem();
            throw new ProblemException(new Problem(problem.status(), problem.code(), field + ": " + problem.detail()));
        }
    }

    private CommandRequest command(
            Call call,
            Transaction.Named named,
            ObjectFields fields,
            int index,
            Origin origin,
            Optional<Instant> time,
            boolean isPreview) {
        StreamId stream = named.stream();
        StreamCodec<?, ?, ?> codec = StreamPaths.commanded(codecs, stream.type());
        String place = place(index);
        EncodedCommand command = CommandBody.read(codec, named.command(), fields.object("data"), place + "data");
        return new CommandRequest(
                stream,
                command,
                origin.with(fields.optional("meta")
                        .map(json -> OwnMetadata.of(place + "meta", json, codec))
                        .orElseGet(Map::of)),
                new Conditions(fields.version("expectedVersion"), time, false),
                !isPreview && !call.permissions().permitReading(stream));
    }

    private Transaction.Condition condition(Call call, ObjectFields fields) {
        StreamId stream = stream(fields);
        if (!call.permissions().permit(Right.READ, stream)) {
            throw new ProblemException(Gate.forbidden(call.caller(), Right.READ, stream.toString()));
        }
        StreamPaths.ofDomain(codecs, stream.type());
        fields.required("version");
        return new Transaction.Condition(stream, fields.version("version").orElseThrow());
    }
}
