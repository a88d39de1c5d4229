package dev.recount.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command in the form in which it is recorded: its name and its fields as JSON, always written the same way. */
public final class EncodedCommand {

    private final String name;
    private final int revision;
    private final byte[] json;

    /** The command itself where this node has read it already; no part of what goes to others. */
    private transient @Nullable Object read;

    /** A command in a form; the one constructor, by which another node makes it again. */
    public EncodedCommand(String name, int revision, byte[] json) {
        this.name = name;
        this.revision = revision;
        this.json = json;
    }

    /**
     * Returns the same command, which need not be read again within this process.
     *
     * @param command what its fields were read as, in the words of today
     */
    public EncodedCommand readAs(Object command) {
        var same = new EncodedCommand(name, revision, json);
        same.read = command;
        return same;
    }

    /** Returns the command itself, if it was read as one of a kind within this process. */
    public <C> Optional<C> read(Class<C> kind) {
        return kind.isInstance(read) ? Optional.of(kind.cast(read)) : Optional.empty();
    }

    /** Returns a command as a client sent it, who says nothing of its revision. */
    public static EncodedCommand sent(String name, byte[] json) {
        return new EncodedCommand(name, 1, json);
    }

    /** Returns the command's name, the simple name of its record. */
    public String name() {
        return name;
    }

    /** Returns the revision of its form, from 1. */
    public int revision() {
        return revision;
    }

    /** Returns the bytes themselves, UTF-8 JSON; not a copy, and not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Returns the fields as JSON text. */
    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Returns the SHA-256 of name and fields, equal for two commands that ask for the same. */
    public String digest() {
        MessageDigest digest = HashChain.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        return HashChain.encode(digest.digest(json));
    }
}
