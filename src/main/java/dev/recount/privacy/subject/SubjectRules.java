package dev.recount.privacy.subject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import dev.recount.privacy.subject.SubjectCommand.Erase;
import dev.recount.privacy.subject.SubjectEvent.SubjectErased;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The rules of a subject's stream: a person is erased once, and for good. */
public final class SubjectRules implements Aggregate<SubjectState, SubjectCommand, SubjectEvent> {

    /** The name of the stream type. */
    public static final String NAME = "recount-subject";

    /** The stream type of erased subjects. */
    public static final StreamType<SubjectState, SubjectCommand, SubjectEvent> TYPE =
            StreamType.of(NAME, new SubjectRules());

    private static final int LONGEST_ID = 128;

    /** Returns the stream of a person; two persons never share one. */
    public static StreamId stream(Subject subject) {
        String id = subject.type() + '_' + subject.id(); // no type has this character
        return new StreamId(NAME, id.length() <= LONGEST_ID ? id : "sha256-" + hash(id));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException unsupported) {
            throw new IllegalStateException("this Java has no SHA-256", unsupported);
        }
    }

    @Override
    public SubjectState initial() {
        return new SubjectState.Kept();
    }

    @Override
    public Decision<SubjectEvent> decide(SubjectState state, SubjectCommand command, Context context) {
        return switch (command) {
            case Erase(var subject, var at, var ground, var reference) ->
                switch (state) {
                    case SubjectState.Kept() -> Decision.accept(new SubjectErased(subject, at, ground, reference));
                    case SubjectState.Erased _ -> Decision.accept();
                };
        };
    }

    @Override
    public SubjectState evolve(SubjectState state, SubjectEvent event) {
        return switch (event) {
            case SubjectErased(var _, var at, var _, var _) -> new SubjectState.Erased(at);
        };
    }
}
