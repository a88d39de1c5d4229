package dev.recount.decision;

import dev.recount.model.Metadata;
import java.util.Optional;

/**
 * A command that was decided on.
 *
 * @param id the command's id
 * @param name the command's name
 * @param revision the revision of its form, from 1
 * @param data its fields as JSON, unless commands were not recorded then
 * @param metadata when its events happened, or would have; when it was decided on; who asked for it and why
 * @param rules the fingerprint of the rules that decided on it, unless that was not kept yet
 */
public record DecidedCommand(
        String id, String name, int revision, Optional<String> data, Metadata metadata, Optional<String> rules) {}
