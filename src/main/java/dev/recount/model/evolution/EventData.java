package dev.recount.model.evolution;

/** An event, or a command, as data: its form, and its fields in that form. */
public record EventData(EventForm form, Fields fields) {}
