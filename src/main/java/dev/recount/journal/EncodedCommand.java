package dev.recount.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A command in the form in which it is recorded: its name and its fields as JSON, always written the same way. */
public final class EncodedCommand {

    private final String name;
    private final byte[] json;

    public EncodedCommand(String name, byte[] json) {
        this.name = name;
        this.json = json;
    }

    /** Returns the command's name, the simple name of its record. */
    public String name() {
        return name;
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
