package dev.recount.protection;

import java.util.List;
import java.util.Map;

/**
 * The numbers of what was found in the clear, and protected unless it was only looked for.
 *
 * @param events how many events had personal data in the clear
 * @param streams how many streams these are in
 * @param rejections how many rejected commands had
 * @param unknown events and commands that nothing of today reads, so that nobody can tell what is personal in them, by
 *     name, each with how many there are
 * @param leftOut fields of earlier forms that upcasters leave out, or make others of, and that stay in the clear, each
 *     with how many there are
 * @param problems why streams were left as they are
 */
public record ProtectionReport(
        long events,
        long streams,
        long rejections,
        Map<String, Long> unknown,
        Map<String, Long> leftOut,
        List<String> problems) {

    public ProtectionReport {
        unknown = Map.copyOf(unknown);
        leftOut = Map.copyOf(leftOut);
        problems = List.copyOf(problems);
    }
}
