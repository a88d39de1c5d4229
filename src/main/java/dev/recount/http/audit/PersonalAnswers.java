package dev.recount.http.audit;

import dev.recount.access.Right;
import dev.recount.administration.AdministrationCommand.NotePersonalRead;
import dev.recount.http.endpoint.Call;
import dev.recount.http.request.QueryParameters;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.view.Views;
import dev.recount.view.query.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The answers that can show personal data: those about streams, views or parts of the log that hold some, where it is
 * not masked to their caller.
 */
public record PersonalAnswers(Codecs codecs, Views views) {

    private static final String TYPE = "type";
    private static final String VIEW = "view";
    /** A value that one stream at a time holds, which is personal data itself, and so on no record. */
    private static final String VALUE = "value";

    private static final String SUBJECTS = "/subjects/";

    /** What of a query says which part of the log is read. */
    private static final List<String> CHOICES = List.of(TYPE, "stream", "subject");

    /**
     * Returns what is read by whoever only tries an act, if its answer can show personal data: that on a stream tells
     * its state, and unless it is asked for that alone, what would become of views and other streams.
     */
    Optional<NotePersonalRead> tried(Call call, boolean ofStateAlone) {
        var target = new TreeMap<>(call.variables());
        if (!(ofStateAlone ? call.seesPersonal() : call.seesAllPersonal())) {
            return Optional.empty();
        }
        return target.containsKey(TYPE)
                ? told(call, target, ofStateAlone ? personal(call.path(TYPE)) : anyPersonal())
                : Optional.empty();
    }

    /** Returns what is read by a request, if its answer can show personal data. */
    Optional<NotePersonalRead> read(Call call) {
        var target = new TreeMap<>(call.variables());
        if (isMasked(call)) {
            return Optional.empty();
        } else if (target.containsKey(VIEW)) {
            return told(call, target, views.shape(call.path(VIEW)).filter(Shape::holdsPersonal));
        } else if (isOfSubject(call)) {
            return told(call, target, anyPersonal());
        } else if (target.containsKey(TYPE)) {
            return told(call, target, personal(call.path(TYPE)));
        } else if (target.remove(VALUE) != null) {
            return told(call, target, Optional.of(call.path("name")).filter(codecs::holdPersonalClaims));
        }
        QueryParameters query = QueryParameters.ofAnyName(call.request());
        CHOICES.forEach(name -> query.text(name).ifPresent(value -> target.put(name, value)));
        return told(
                call,
                target,
                codecs.all().stream()
                        .filter(codec ->
                                codec.holdsPersonal() && isChosen(codec.type().name(), query))
                        .findFirst());
    }

    /** What of the log is not of the caller's streams is masked; an export of a person never is. */
    private static boolean isMasked(Call call) {
        Map<String, String> path = call.variables();
        boolean isOfLog = !path.containsKey(TYPE) && !path.containsKey(VIEW) && !path.containsKey("world");
        return !isOfSubject(call) && !(isOfLog ? call.permissions().permitSome(Right.PERSONAL) : call.seesPersonal());
    }

    /** The type of a subject need not be that of a stream. */
    private static boolean isOfSubject(Call call) {
        return call.endpoint().path().toString().startsWith(SUBJECTS);
    }

    private Optional<StreamCodec<?, ?, ?>> anyPersonal() {
        return codecs.all().stream().filter(StreamCodec::holdsPersonal).findFirst();
    }

    private static Optional<NotePersonalRead> told(Call call, Map<String, String> target, Optional<?> personal) {
        return personal.map(_ -> new NotePersonalRead(call.endpoint().toString(), target));
    }

    private Optional<StreamCodec<?, ?, ?>> personal(String type) {
        return codecs.find(type).filter(StreamCodec::holdsPersonal);
    }

    private static boolean isChosen(String type, QueryParameters query) {
        List<String> types = query.list(TYPE);
        return (types.isEmpty() || types.contains(type))
                && query.text("stream")
                        .filter(stream -> !stream.startsWith(type + '/'))
                        .isEmpty();
    }
}
