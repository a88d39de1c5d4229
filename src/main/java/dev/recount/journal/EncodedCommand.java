package dev.recount.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A command in the form in which it is recorded: its name and its fields as JSON, always written the same way. */
public final class EncodedCommand {

    private final String name;
    private final int revision;
    private final byte[] json;

    /** A command in a form; the one constructor, by which another node makes it again. */
    public EncodedCommand(String name, int revision, byte[] json) {
        this.name = name;
        this.revision = revision;
        this.json = json;
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
