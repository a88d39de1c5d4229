package dev.recount.process.instance;

import dev.recount.json.JsonText;

/**
 * A command to another stream, as a process keeps it.
 *
 * @param stream the stream, as {@code stock/mug}
 * @param command the command's name
 * @param revision the revision of its form
 * @param data its fields
 */
public record StreamCommand(String stream, String command, int revision, JsonText data) {}
