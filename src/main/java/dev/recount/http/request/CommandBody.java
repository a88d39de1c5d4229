package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.journal.EncodedCommand;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.json.MalformedException;

/** Reads the fields of a command, and writes them again in the one form in which they are compared and recorded. */
public final class CommandBody {

    private static final byte[] NO_FIELDS = {'{', '}'};

    private CommandBody() {}

    /**
     * Reads a command.
     *
     * @param path the field that holds the command's fields, or nothing where they stand alone
     * @throws ProblemException if there is no such command, or its fields are not as they should be
     */
    public static <C> EncodedCommand read(StreamCodec<?, C, ?> codec, String name, byte[] json, String path) {
        requireKnown(codec, name);
        try {
            C command = codec.commands().readSent(name, json.length == 0 ? NO_FIELDS : json);
            return codec.commands().write(command).readAs(command);
        } catch (MalformedException malformed) {
            throw new ProblemException(Problem.malformed(malformed.within(path).sentence()));
        }
    }

    /**
     * Makes sure that there is a command of a name, and returns the name.
     *
     * @throws ProblemException if there is none
     */
    public static String requireKnown(StreamCodec<?, ?, ?> codec, String name) {
        if (!codec.commands().accepts(name)) {
            throw new ProblemException(
                    Problem.notFound(codec.type().name() + " has no command " + shortened(name) + "; it has "
                            + String.join(", ", codec.type().commands().byName().keySet())));
        }
        return name;
    }

    /** Returns the text, or its beginning where it is long. */
    public static String shortened(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
