package dev.recount.server.settings;

import dev.recount.archive.s3.S3Settings;
import dev.recount.audit.AdministrationSettings;
import dev.recount.history.scrub.ScrubSettings;
import dev.recount.seal.SealSettings;
import dev.recount.seal.outside.OutsideSettings;

/**
 * The settings by which it is seen that what was stored is still there as it was, and who has looked after it.
 *
 * @param scrub those of the search for damage
 * @param seals those of seals
 * @param outside those of what remembers checkpoints outside of the databases
 * @param administration those of the record of what administrators do
 * @param s3 those of the store of objects that sealed events are exported to
 */
public record IntegritySettings(
        ScrubSettings scrub,
        SealSettings seals,
        OutsideSettings outside,
        AdministrationSettings administration,
        S3Settings s3) {

    IntegritySettings with(ScrubSettings changed) {
        return new IntegritySettings(changed, seals, outside, administration, s3);
    }

    /** Returns the same settings, sealing in another way. */
    public IntegritySettings with(SealSettings changed) {
        return new IntegritySettings(scrub, changed, outside, administration, s3);
    }

    IntegritySettings with(OutsideSettings changed) {
        return new IntegritySettings(scrub, seals, changed, administration, s3);
    }

    IntegritySettings with(AdministrationSettings changed) {
        return new IntegritySettings(scrub, seals, outside, changed, s3);
    }
}
