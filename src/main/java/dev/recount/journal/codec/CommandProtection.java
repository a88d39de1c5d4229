package dev.recount.journal.codec;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.correction.Correction;
import dev.recount.json.MalformedException;
import dev.recount.model.StreamId;
import dev.recount.model.evolution.EventForm;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The commands of a stream type as they would have been kept, had what is personal today been so then: values that
 * stand in the clear are sealed, and digests of commands that hold some can be worked out by nobody without the keys.
 * Blocks where keys are not in memory.
 */
public final class CommandProtection {

    private final StreamCodec<?, ?, ?> codec;
    private final PersonalSeal seal;
    private final ClearForms forms;

    /**
     * Prepares to protect.
     *
     * @throws IllegalArgumentException if the streams hold nothing personal
     */
    public CommandProtection(StreamCodec<?, ?, ?> codec) {
        this.codec = codec;
        this.seal = seal(codec);
        this.forms = codec.commands().clearForms();
    }

    static PersonalSeal seal(StreamCodec<?, ?, ?> codec) {
        return codec.seal()
                .orElseThrow(() ->
                        new IllegalArgumentException(codec.type().name() + " holds no personal data, or seals none"));
    }

    /**
     * Tells of what nothing of today reads of a command on record.
     *
     * @param marked the command, with its personal data marked
     * @param opened the same command as it was, with what is sealed in it opened
     */
    void tellUnread(CommandRecord.Detail marked, CommandRecord.Detail opened, UnreadData unread) throws IOException {
        String name = "the command " + nameOf(marked.name(), marked.revision());
        if (marked.data().isEmpty() || marked.name().equals(Correction.COMMAND)) {
            return;
        } else if (isKnown(marked)) {
            var stored = new ClearForms.Stored(
                    new EventForm(marked.name(), marked.revision()),
                    marked.data().get());
            tellLeftOut(name, stored, opened.data().orElseThrow(), unread);
        } else {
            unread.unknown(name);
        }
    }

    private void tellLeftOut(String name, ClearForms.Stored marked, String opened, UnreadData unread)
            throws IOException {
        forms.tellLeftOut(marked, opened, field -> unread.leftOut(name, field));
    }

    private boolean isKnown(CommandRecord.Detail command) {
        return command.name().equals(Correction.COMMAND)
                || codec.commands().canRead(command.name(), command.revision());
    }

    private String nameOf(String command, int revision) {
        return codec.type().name() + "." + command + "/" + revision;
    }

    /**
     * Returns a command with its personal data marked; the same if it has none in the clear, or nothing of today reads
     * it.
     *
     * @param opened the same command, with what is sealed in it opened
     */
    CommandRecord.Detail marked(StreamId stream, CommandRecord.Detail stored, CommandRecord.Detail opened)
            throws IOException {
        if (stored.data().isEmpty() || !isKnown(stored)) {
            return stored;
        }
        var clear = new ClearForms.Stored(
                new EventForm(stored.name(), stored.revision()), stored.data().get());
        ClearForms.Stored marked =
                forms.marked(Subject.of(stream), clear, opened.data().orElseThrow());
        return marked.equals(clear)
                ? stored
                : new CommandRecord.Detail(
                        marked.form().event(),
                        marked.form().revision(),
                        stored.digest(),
                        Optional.of(marked.data()),
                        stored.rules());
    }

    /**
     * Returns a command with a digest that nobody can try out: made anew where the command that was sent is on record;
     * where it is not, there is none.
     *
     * @param marked the same command, with its personal data marked
     */
    CommandRecord.Detail withDigestOfToday(StreamId stream, CommandRecord.Detail before, CommandRecord.Detail marked) {
        boolean isOfPersonal = before.data().isPresent()
                ? !marked.equals(before)
                : before.name().equals(Correction.COMMAND) || codec.commands().mayHoldPersonal(before.name());
        if (!isOfPersonal) {
            return before;
        }
        boolean isOnRecord = encoded(before)
                .filter(sent -> sent.digest().equals(before.digest()))
                .isPresent();
        return new CommandRecord.Detail(
                marked.name(),
                marked.revision(),
                isOnRecord ? seal.digestOnceKnown(stream, encoded(marked).orElseThrow()) : "",
                marked.data(),
                marked.rules());
    }

    private static Optional<EncodedCommand> encoded(CommandRecord.Detail command) {
        return command.data()
                .map(data ->
                        new EncodedCommand(command.name(), command.revision(), data.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The fields of a rejected command as they are kept.
     *
     * @param revision the revision of their form
     */
    public record RejectedCommand(String name, int revision, String data) {}

    /**
     * Returns a rejected command with its personal data marked; the same if it has none in the clear.
     *
     * @param unread is told of what nothing of today reads
     * @throws IllegalStateException if it cannot be read; says why
     */
    public RejectedCommand marked(StreamId stream, String commandId, RejectedCommand command, UnreadData unread) {
        String name = "the rejected command " + nameOf(command.name, command.revision);
        if (!codec.commands().canRead(command.name, command.revision)) {
            unread.unknown(name);
            return command;
        }
        try {
            var clear = new ClearForms.Stored(new EventForm(command.name, command.revision), command.data);
            String opened = seal.open(SealPlace.rejected(stream, commandId), command.data);
            ClearForms.Stored marked = forms.marked(Subject.of(stream), clear, opened);
            tellLeftOut(name, marked, opened, unread);
            return new RejectedCommand(marked.form().event(), marked.form().revision(), marked.data());
        } catch (IOException | MalformedException unreadable) {
            throw new IllegalStateException(
                    "the rejected command " + commandId + " of " + stream + " cannot be read: "
                            + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** Returns a rejected command as it is to be kept, of one that is marked. */
    public RejectedCommand sealed(StreamId stream, String commandId, RejectedCommand marked) {
        byte[] data = seal.sealWhatIsLeft(
                SealPlace.rejected(stream, commandId), marked.data.getBytes(StandardCharsets.UTF_8));
        return new RejectedCommand(marked.name, marked.revision, new String(data, StandardCharsets.UTF_8));
    }
}
