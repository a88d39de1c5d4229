package dev.recount.torture.evidence;

/**
 * A step of a fault: its beginning, or that it was undone.
 *
 * @param number that of the fault, the same in both steps
 * @param command what the script was told, such as {@code kill 2}
 * @param exitCode that of the script; 0 if it was done
 */
public record Fault(int number, Step step, String command, long startNanos, long endNanos, int exitCode) {

    /** The steps of a fault. */
    public enum Step {
        BEGUN,
        UNDONE
    }
}
