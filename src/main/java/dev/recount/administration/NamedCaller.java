package dev.recount.administration;

/**
 * A caller of the file of callers, without what the caller shows.
 *
 * @param kind {@code user}, or {@code api-key} for its holder
 * @param name the name of the caller
 */
public record NamedCaller(String kind, String name) {}
