package dev.recount.stream;

import java.util.List;

/**
 * Corrections on their way to their stream, with the state that they lead to: what it takes to work that out is done
 * before, while the stream goes on.
 *
 * @param request their command: where it comes from and under which conditions they are to be recorded; its name is
 *     {@link dev.recount.journal.correction.Correction#COMMAND}
 * @param corrections the data of each as it will be stored
 * @param version the version at which the stream has to be for the state to be the right one
 * @param corrected the stream as it is at that version once they have been recorded, as a snapshot
 */
public record CorrectionRequest(CommandRequest request, List<String> corrections, long version, String corrected) {}
