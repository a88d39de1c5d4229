package dev.recount.decision;

import java.time.Duration;

/**
 * The settings for the record of decisions.
 *
 * @param recordCommands whether the fields of commands are recorded, with the events of those that were accepted and
 *     with rejections
 * @param recordRejections whether rejections are recorded
 * @param keepRejections how long they are kept
 */
public record DecisionSettings(boolean recordCommands, boolean recordRejections, Duration keepRejections) {}
