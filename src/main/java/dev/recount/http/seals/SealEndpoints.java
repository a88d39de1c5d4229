package dev.recount.http.seals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.access.Right;
import dev.recount.archive.journal.SealedRows;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.endpoint.Call;
import dev.recount.http.endpoint.Endpoint;
import dev.recount.http.endpoint.Endpoints;
import dev.recount.http.endpoint.Gate;
import dev.recount.http.endpoint.Parameter;
import dev.recount.http.endpoint.Parameter.Form;
import dev.recount.http.request.QueryParameters;
import dev.recount.journal.codec.Codecs;
import dev.recount.seal.SealedTree;
import dev.recount.seal.SignedNote;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.StoredTree;
import dev.recount.seal.store.WitnessedCheckpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * The trees that seal the journals, as {@code tlog-tiles} of the C2SP project publishes them.
 *
 * @param codecs tell whether there is personal data
 * @param seals the seals; nothing where nothing is sealed
 * @param executor runs what waits for a database
 */
public record SealEndpoints(Codecs codecs, Optional<PublishedSeals> seals, Executor executor) implements Endpoints {

    /** A tile never changes, but the tree may be ended, and another one be in its place. */
    private static final RawHeader FOR_A_MINUTE = RawHeader.create("Cache-Control", "public, max-age=60");

    private static final ContentType.NonBinary ROWS = MediaTypes.applicationWithFixedCharset(
                    "x-ndjson", HttpCharsets.UTF_8)
            .toContentType();

    private static final RawHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/seal",
                        Right.NONE,
                        "The trees that seal the events and the rejections of journals: their names, their sizes, the keys that sign them, and who has witnessed them.",
                        call -> answer(call, this::trees)),
                Endpoint.get(
                                "/seal/{tree}/checkpoint",
                                Right.NONE,
                                "The last checkpoint of a tree, or the last witnessed one, as a signed note (c2sp.org/tlog-checkpoint).",
                                this::checkpoint)
                        .reading(Parameter.query(
                                "witnessed",
                                Form.TEXT,
                                "Whether it is the last one that enough witnesses have signed as well.")),
                Endpoint.get(
                        "/seal/{tree}/tile/{tile...}",
                        Right.NONE,
                        "A tile of hashes (c2sp.org/tlog-tiles).",
                        call -> answer(call, () -> hashes(call))),
                Endpoint.get(
                        "/seal/{tree}/tile/entries/{tile...}",
                        Right.READ,
                        "A bundle of entries, without payloads (c2sp.org/tlog-tiles).",
                        call -> answer(call, () -> entries(call))),
                Endpoint.get(
                                "/seal/{tree}/rows",
                                Right.SUBSCRIBE,
                                "The sealed rows of a journal, in pages of one row a line, from an index of the tree on; of a server that holds personal data, to those alone who may see all of it.",
                                this::rows)
                        .reading(
                                Parameter.query("from", Form.NUMBER, "The index of the first row. Without it, 0."),
                                Parameter.LIMIT));
    }

    private CompletionStage<HttpResponse> answer(Call call, Supplier<HttpResponse> answer) {
        call.requireNoQuery();
        return later(answer);
    }

    private CompletionStage<HttpResponse> later(Supplier<HttpResponse> answer) {
        return new SealAnswers(executor).later(answer);
    }

    private PublishedSeals published() {
        return PublishedSeals.of(seals);
    }

    private HttpResponse trees() {
        ObjectNode body = Answers.JSON.createObjectNode();
        ArrayNode trees = body.putArray("trees");
        seals.ifPresent(given -> given.trees().all().forEach(tree -> trees.add(told(tree))));
        return Answers.ok(body);
    }

    private static ObjectNode told(SealedTree tree) {
        ObjectNode told = Answers.JSON.createObjectNode();
        told.put("tree", tree.table().name());
        told.put("journal", tree.table().journal() + 1);
        told.put("entries", tree.table().tree());
        tree.table().read().ifPresent(stored -> {
            told.put("origin", stored.origin());
            told.put("size", stored.size());
            told.put("signed", stored.signed().toString());
            ArrayNode keys = told.putArray("verifierKeys");
            tree.verifierKeys(stored.origin()).forEach(keys::add);
        });
        tree.table().witnessed().read().ifPresent(last -> addWitnessed(last, told));
        ArrayNode ended = told.putArray("ended");
        tree.table().ended().forEach(each -> addEnded(each, ended));
        return told;
    }

    private static void addWitnessed(WitnessedCheckpoint last, ObjectNode told) {
        ObjectNode witnessed = told.putObject("witnessed");
        witnessed.put("size", last.size());
        witnessed.put("stored", last.stored().toString());
        ArrayNode by = witnessed.putArray("by");
        SignedNote.signers(last.checkpoint()).stream()
                .filter(name -> !name.equals(last.origin()))
                .forEach(by::add);
    }

    private static void addEnded(SealTable.EndedTree each, ArrayNode ended) {
        ObjectNode told = ended.addObject();
        told.put("origin", each.origin());
        told.put("ended", each.ended().toString());
        told.put("reason", each.reason());
        told.put("checkpoint", each.checkpoint());
        if (!each.witnessed().isEmpty()) {
            told.put("witnessed", each.witnessed());
        }
    }

    private SealedTree tree(Call call) {
        String name = call.path("tree");
        return published().trees().all().stream()
                .filter(tree -> tree.table().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("there is no such tree: GET /seal names those that there are")));
    }

    private CompletionStage<HttpResponse> checkpoint(Call call) {
        boolean isWitnessed = call.query().flag("witnessed");
        return later(() -> {
            SealTable table = tree(call).table();
            return SealAnswers.text(isWitnessed ? witnessed(table) : last(table))
                    .addHeader(NO_STORE);
        });
    }

    private static String last(SealTable table) {
        return table.read()
                .map(StoredTree::checkpoint)
                .orElseThrow(() -> new ProblemException(Problem.notFound("nothing is sealed yet")));
    }

    private static String witnessed(SealTable table) {
        return table.witnessed()
                .read()
                .map(WitnessedCheckpoint::checkpoint)
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "no checkpoint of this tree has been signed by enough witnesses (recount.seal.witnesses)")));
    }

    private CompletionStage<HttpResponse> rows(Call call) {
        QueryParameters query = call.query();
        long from = query.number("from", 0, Long.MAX_VALUE, 0);
        int limit = query.limit();
        if (codecs.holdPersonal() && !call.seesAllPersonal()) { // rows are told as they are stored, and not masked
            throw new ProblemException(Gate.forbidden(call.caller(), Right.PERSONAL, "all"));
        }
        return later(() -> HttpResponse.create()
                .withEntity(HttpEntities.create(ROWS, lines(ofEvents(call), from, limit)))
                .addHeader(NO_STORE));
    }

    private SealTable ofEvents(Call call) {
        SealTable table = tree(call).table();
        if (!table.tree().equals(SealTable.EVENTS)) {
            throw new ProblemException(
                    Problem.notFound("there are no rows of rejections: each is told with its receipt"));
        }
        return table;
    }

    private String lines(SealTable table, long from, int limit) {
        return new SealedRows(table, published().log())
                .from(from, limit).stream().map(row -> row.line() + '\n').collect(Collectors.joining());
    }

    private HttpResponse hashes(Call call) {
        TilePath path = TilePath.ofHashes(call.rest());
        return tile(tree(call)
                .table()
                .read(path.id(), path.width())
                .first(path.width())
                .hashes());
    }

    private HttpResponse entries(Call call) {
        TilePath path = TilePath.ofEntries(call.rest());
        return tile(bundle(tree(call).entries(path.id().number(), path.width())));
    }

    private static HttpResponse tile(byte[] bytes) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_OCTET_STREAM, bytes))
                .addHeader(FOR_A_MINUTE);
    }

    private static byte[] bundle(List<String> entries) {
        List<byte[]> texts = entries.stream()
                .map(entry -> entry.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bundle = ByteBuffer.allocate(
                texts.stream().mapToInt(text -> Short.BYTES + text.length).sum());
        texts.forEach(text -> bundle.putShort((short) text.length).put(text));
        return bundle.array();
    }
}
