package dev.recount.stream;

import dev.recount.journal.EncodedCommand;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A command on its way to its stream.
 *
 * @param brief whether the answer may leave out the events and the state
 */
public record CommandRequest(
        StreamId stream, EncodedCommand command, Origin origin, Conditions conditions, boolean brief) {

    /**
     * The origin of a command.
     *
     * @param commandId makes a repeat of this command known as such within its stream
     * @param principal who sent it
     * @param correlation the conversation that it belongs to
     * @param causation the event or command that led to it, if another did
     * @param own what else its sender noted, by names that the domain lists
     * @param sender the caller who sent it from outside, as rules see one; nothing where the server itself does, or
     *     where a node of before, which has held it against them, has passed it on
     */
    public record Origin(
            String commandId,
            Principal principal,
            String correlation,
            Optional<String> causation,
            Map<String, String> own,
            Optional<Caller> sender) {

        public Origin {
            // a node of before says nothing of it
            own = own == null ? Map.of() : Map.copyOf(own);
            if (sender.filter(caller -> !caller.principal().equals(principal)).isPresent()) {
                throw new IllegalArgumentException("sender: is another one than " + principal.name());
            }
        }

        /** Returns the origin of a command that a caller sends from outside, of which nothing else is noted. */
        public static Origin of(Caller sender, String commandId, String correlation) {
            return new Origin(
                    commandId, sender.principal(), correlation, Optional.empty(), Map.of(), Optional.of(sender));
        }

        /**
         * Returns the origin of a command that the server itself sends, in whoever's name: it is held against no rules
         * of the settings. Not for what comes from outside.
         */
        public static Origin ofServer(
                String commandId, Principal principal, String correlation, Optional<String> causation) {
            return new Origin(commandId, principal, correlation, causation, Map.of(), Optional.empty());
        }

        /** Returns the same with what else its sender noted. */
        public Origin with(Map<String, String> noted) {
            return new Origin(commandId, principal, correlation, causation, noted, sender);
        }

        /** Returns what would be kept of it with a decision of now. */
        public Metadata metadata(Instant now) {
            return metadata(now, now);
        }

        /** Returns what is kept of it with the decision on the command, which is of these times. */
        Metadata metadata(Instant time, Instant recorded) {
            return new Metadata(time, recorded, principal, correlation, causation, own);
        }
    }

    /**
     * Under which conditions it is to be decided on.
     *
     * @param expectedVersion the version that the stream must have, if any will not do
     * @param time when its events happened, if not now
     * @param orLater whether they happen with the stream's last event where that is later, rather than be refused
     */
    public record Conditions(OptionalLong expectedVersion, Optional<Instant> time, boolean orLater) {

        /** Any version, now. */
        public static final Conditions NONE = new Conditions(OptionalLong.empty(), Optional.empty(), false);

        /** Returns any version, at a time, or with the stream's last event if that is later. */
        public static Conditions notBefore(Instant time) {
            return new Conditions(OptionalLong.empty(), Optional.of(time), true);
        }
    }
}
