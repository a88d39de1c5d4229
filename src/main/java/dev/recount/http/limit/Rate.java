package dev.recount.http.limit;

/**
 * The pace that one is held to.
 *
 * @param perSecond how much may come in a second in the long run; 0 for any number
 * @param burst how much may come at once after a rest
 */
public record Rate(int perSecond, int burst) {

    /** Tells whether anything is held back. */
    boolean isLimited() {
        return perSecond > 0;
    }
}
