package dev.recount.http.limit;

/**
 * The settings of the limits of how much may be asked.
 *
 * @param ofAddress the pace that each address is held to
 * @param ofCaller the pace that each caller is held to who is known
 * @param mostKept of how many addresses, and of how many callers, it is known at once how much they have asked
 */
public record RateSettings(Rate ofAddress, Rate ofCaller, int mostKept) {

    /** Returns the same settings with another pace of each address. */
    public RateSettings ofAddress(Rate changed) {
        return new RateSettings(changed, ofCaller, mostKept);
    }

    /** Returns the same settings with another pace of each caller. */
    public RateSettings ofCaller(Rate changed) {
        return new RateSettings(ofAddress, changed, mostKept);
    }
}
