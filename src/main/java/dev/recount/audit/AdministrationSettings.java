package dev.recount.audit;

/**
 * The settings of the record of administration.
 *
 * @param requireReason whether administrators have to say why
 * @param personalReads whether it is recorded who reads personal data
 */
public record AdministrationSettings(boolean requireReason, boolean personalReads) {}
