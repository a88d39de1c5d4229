package dev.recount.journal.codec;

import java.util.Optional;

/**
 * The encryption of personal data on either way.
 *
 * @param opening opens what is sealed; nothing where none can be
 * @param sealing seals what is written; nothing where that is kept nowhere
 * @param coding tells what stands for a value that a stream holds, also where nothing is written; nothing where there
 *     is no key for it
 */
record PersonalSeals(Optional<PersonalSeal> opening, Optional<PersonalSeal> sealing, Optional<PersonalSeal> coding) {

    static final PersonalSeals NONE = new PersonalSeals(Optional.empty(), Optional.empty(), Optional.empty());

    PersonalSeals(Optional<PersonalSeal> seal) {
        this(seal, seal, seal);
    }

    PersonalSeals withoutSealing() {
        return new PersonalSeals(opening, Optional.empty(), coding);
    }
}
