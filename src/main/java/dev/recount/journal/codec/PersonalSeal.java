package dev.recount.journal.codec;

import dev.recount.journal.EncodedCommand;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.KeyState;
import dev.recount.privacy.Keys;
import dev.recount.privacy.SubjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The encryption of the personal data in what is kept, each value by the key of the person whom it is of, bound to the
 * place where it is kept. Documents that hold none are left as they are.
 */
public final class PersonalSeal {

    private final Keys keys;

    PersonalSeal(Keys keys) {
        this.keys = keys;
    }

    /** Has keys fetched, or made, so that they are at hand. Does not block. */
    public CompletionStage<Void> prepare(Set<Subject> subjects) {
        return keys.prepare(subjects);
    }

    /** Returns what stands for a text that is personal data, and from which it cannot be found out; does not block. */
    String code(String text) {
        return keys.code(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Has the keys at hand by which documents were sealed, as far as there are some. Blocks meanwhile. */
    void fetchKeys(Collection<byte[]> sealed) {
        var subjects = new HashSet<Subject>();
        sealed.forEach(document -> subjects.addAll(subjects(document)));
        if (!subjects.isEmpty()) {
            keys.read(subjects);
        }
    }

    /** A damaged document is told to whoever reads it. */
    private static Set<Subject> subjects(byte[] sealed) {
        try {
            return PersonalJson.sealedSubjects(sealed);
        } catch (IllegalArgumentException damaged) {
            return Set.of();
        }
    }

    /**
     * Seals what is marked. Does not block.
     *
     * @throws KeysNotAtHandException if one of the keys is not in memory
     * @throws SubjectErasedException if it is personal data of somebody who is erased
     */
    byte[] seal(SealPlace place, byte[] marked) {
        return replaced(
                place.stream(),
                marked,
                (key, subject, path, value) -> Optional.of(present(key, subject).seal(value, place.context(path))));
    }

    /**
     * Makes sure that what is marked could be sealed. Blocks where keys are not in memory, and makes none.
     *
     * @throws SubjectErasedException if it is personal data of somebody who is erased
     */
    public void requireNotErased(StreamId stream, byte[] marked) {
        try {
            PersonalJson.seal(marked, Subject.of(stream), (subject, _, _) -> {
                if (keys.of(subject) instanceof KeyState.Erased) {
                    throw new SubjectErasedException(subject);
                }
                return Optional.empty();
            });
        } catch (IOException noJson) {
            throw new IllegalArgumentException("what is to be kept is not JSON", noJson);
        }
    }

    /** Seals what is marked, and leaves out what is erased by now. Blocks. */
    byte[] sealWhatIsLeft(SealPlace place, byte[] marked) {
        return waiting(() -> replaced(
                place.stream(),
                marked,
                (key, _, path, value) -> key.map(present -> present.seal(value, place.context(path)))));
    }

    private <T> T waiting(Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (KeysNotAtHandException missing) {
                keys.prepare(missing.subjects()).toCompletableFuture().join();
            }
        }
    }

    /** The replacement of a value by something that tells nothing of it. */
    @FunctionalInterface
    private interface Replacement {

        /**
         * Returns what stands for the value; nothing where it is left out.
         *
         * @param key the person's key, unless they are erased
         */
        Optional<byte[]> of(Optional<SubjectKey> key, Subject subject, String path, byte[] value);
    }

    /** All keys that are not in memory are asked for together. */
    private byte[] replaced(StreamId stream, byte[] marked, Replacement replacement) {
        var missing = new LinkedHashSet<Subject>();
        try {
            byte[] replaced =
                    PersonalJson.seal(marked, Subject.of(stream), (subject, path, value) -> switch (keys.known(subject)
                            .orElseGet(KeyState.Missing::new)) {
                        case KeyState.Present(var key) -> replacement.of(Optional.of(key), subject, path, value);
                        case KeyState.Erased _ -> replacement.of(Optional.empty(), subject, path, value);
                        case KeyState.Missing() -> {
                            missing.add(subject);
                            yield Optional.empty();
                        }
                    });
            if (missing.isEmpty()) {
                return replaced;
            }
        } catch (IOException noJson) {
            throw new IllegalArgumentException("what is to be kept is not JSON", noJson);
        }
        throw new KeysNotAtHandException(missing);
    }

    private static SubjectKey present(Optional<SubjectKey> key, Subject subject) {
        return key.orElseThrow(() -> new SubjectErasedException(subject));
    }

    /**
     * Opens what is sealed, and marks it. Blocks where keys are not in memory.
     *
     * @throws IOException if it was not sealed here, or its key is lost
     */
    byte[] open(SealPlace place, byte[] sealed) throws IOException {
        return PersonalJson.open(sealed, (subject, path, value) -> switch (keys.of(subject)) {
            case KeyState.Present(var key) -> Optional.of(opened(key, subject, place.context(path), value));
            case KeyState.Erased _ -> Optional.empty();
            case KeyState.Missing() -> throw new IOException("the key of " + subject + " is lost");
        });
    }

    private static byte[] opened(SubjectKey key, Subject subject, byte[] context, byte[] value) throws IOException {
        return key.open(value, context)
                .orElseThrow(
                        () -> new IOException("personal data of " + subject + " was not encrypted for this place"));
    }

    /** Opens what is sealed, and marks it; see {@link #open(SealPlace, byte[])}. */
    String open(SealPlace place, String sealed) throws IOException {
        return PersonalJson.isSealed(sealed)
                ? new String(open(place, sealed.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8)
                : sealed;
    }

    /**
     * Returns a digest that is equal for two commands that ask a stream for the same. Of one that holds personal data,
     * it cannot be worked out without the keys; what is erased counts as nothing. Does not block.
     *
     * @throws KeysNotAtHandException if one of the keys is not in memory
     */
    String digest(StreamId stream, EncodedCommand command) {
        byte[] keyed = replaced(stream, command.json(), (key, _, _, value) -> key.map(present -> present.mac(value)));
        return new EncodedCommand(command.name(), command.revision(), keyed).digest();
    }

    /** Returns the same as {@link #digest}. Blocks where keys are not in memory. */
    String digestOnceKnown(StreamId stream, EncodedCommand command) {
        return waiting(() -> digest(stream, command));
    }
}
