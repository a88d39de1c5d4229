package dev.recount.archive.s3;

/**
 * The lock that each object gets as it is stored, so that nobody can remove it or shorten that for some time.
 *
 * @param days for how many days
 */
public record ObjectLock(Mode mode, int days) {

    /** The strength of a lock. */
    public enum Mode {

        /** Those who have a permission of its own for that can take it away. */
        GOVERNANCE,

        /** Nobody can take it away. */
        COMPLIANCE
    }
}
