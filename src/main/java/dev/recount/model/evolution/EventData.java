package dev.recount.model.evolution;

/** An event as data: its form, and its fields in that form. */
public record EventData(EventForm form, Fields fields) {}
