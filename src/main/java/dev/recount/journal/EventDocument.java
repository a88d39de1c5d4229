package dev.recount.journal;

/**
 * An event taken apart without the domain's classes, its data as JSON text.
 *
 * @param name its name today, and the revision of its form
 * @param data the event's data as JSON
 * @param header what stands beside the data
 */
public record EventDocument(EventName name, String data, EventHeader header) {}
