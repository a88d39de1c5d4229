package dev.recount.audit;

import dev.recount.model.Principal;

/**
 * The sender of a request that comes on record.
 *
 * @param principal who it is
 * @param correlation the conversation that the request belongs to
 */
public record Sender(Principal principal, String correlation) {}
