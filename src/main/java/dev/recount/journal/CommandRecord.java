package dev.recount.journal;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The command that caused an event, as it is kept with the event.
 *
 * @param id the command's id
 * @param detail what was asked; only with the first of the command's events
 */
public record CommandRecord(String id, Optional<Detail> detail) {

    /**
     * The command itself: its name, and as much of its data as is recorded.
     *
     * @param name the command's name
     * @param revision the revision of its form, from 1; it is only kept where it is another
     * @param digest the digest of what the client sent, to tell a repeat from another command of the same id
     * @param data the command that was decided on, enriched, as JSON; nothing where commands are not recorded
     * @param rules the fingerprint of the rules that decided on it; nothing where it was not kept yet
     */
    public record Detail(String name, int revision, String digest, Optional<String> data, Optional<String> rules) {

        /** Returns a command with all of its data, as decided on by no rules yet. */
        public static Detail of(EncodedCommand command) {
            return new Detail(
                    command.name(),
                    command.revision(),
                    command.digest(),
                    Optional.of(command.text()),
                    Optional.empty());
        }

        /** Returns the same with what is made of its data. */
        public Detail withData(UnaryOperator<String> change) {
            return new Detail(name, revision, digest, data.map(change), rules);
        }

        /** Returns the same without its data. */
        public Detail withoutData() {
            return new Detail(name, revision, digest, Optional.empty(), rules);
        }
    }
}
