package dev.recount.correction;

/**
 * The settings of corrections.
 *
 * @param secondPerson whether each waits as proposed until somebody else approves it
 */
public record CorrectionSettings(boolean secondPerson) {}
