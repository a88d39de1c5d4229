package dev.recount.journal.codec;

import java.util.Optional;

/**
 * The encryption of personal data on either way.
 *
 * @param opening opens what is sealed; nothing where none can be
 * @param sealing seals what is written; nothing where that is kept nowhere
 */
record PersonalSeals(Optional<PersonalSeal> opening, Optional<PersonalSeal> sealing) {

    static final PersonalSeals NONE = new PersonalSeals(Optional.empty(), Optional.empty());

    PersonalSeals withoutSealing() {
        return new PersonalSeals(opening, Optional.empty());
    }
}
