package dev.recount.json.marked;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A document with some of its parts replaced. */
final class Edited {

    private final byte[] document;
    private final TreeMap<Integer, Edit> edits = new TreeMap<>();

    private record Edit(int to, String text) {}

    Edited(byte[] document) {
        this.document = document;
    }

    void put(int from, int to, String text) {
        edits.put(from, new Edit(to, text));
    }

    byte[] bytes() {
        if (edits.isEmpty()) {
            return document;
        }
        var bytes = new ByteArrayOutputStream(document.length + 64);
        int done = 0;
        for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
            bytes.write(document, done, edit.getKey() - done);
            bytes.writeBytes(edit.getValue().text.getBytes(StandardCharsets.UTF_8));
            done = edit.getValue().to;
        }
        bytes.write(document, done, document.length - done);
        return bytes.toByteArray();
    }
}
