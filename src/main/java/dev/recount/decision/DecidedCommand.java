package dev.recount.decision;

import java.time.Instant;
import java.util.Optional;

/**
 * A command that was decided on: who asked for what, when and why.
 *
 * @param data its fields as JSON, unless commands were not recorded then
 * @param time when its events happened, or would have
 * @param recorded when it was decided on, by the server's clock
 * @param correlation the conversation that it belongs to
 * @param causation the event or command that led to it, if another did
 */
public record DecidedCommand(
        String id,
        String name,
        Optional<String> data,
        Instant time,
        Instant recorded,
        String principal,
        String correlation,
        Optional<String> causation) {}
