package dev.recount.model.process;

import dev.recount.model.handler.DueTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** A step that a process takes besides deciding on events of its own. */
public sealed interface Step {

    /**
     * A command is sent.
     *
     * @param name by which its answer is known
     */
    record SendCommand(String name, Send<?> send) implements Step {
        public SendCommand {
            Names.require("command", name);
        }
    }

    /** A timer is set, in the place of one of the same name. */
    record SetTimer(String name, When when, Optional<String> payload) implements Step {

        private static final int MAX_PAYLOAD_BYTES = 65_536;

        public SetTimer {
            Names.require("timer", name);
            payload.ifPresent(text -> {
                if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
                    throw new IllegalArgumentException(
                            "timer " + name + ": a payload has at most " + MAX_PAYLOAD_BYTES + " bytes");
                }
            });
        }
    }

    /** The timer of this name is forgotten, if it is set. */
    record CancelTimer(String name) implements Step {
        public CancelTimer {
            Names.require("timer", name);
        }
    }

    /** The undoing of what was done, in reverse order. */
    record Compensate() implements Step {}

    /** The process ends. */
    record End() implements Step {}

    /** The time at which a timer is due. */
    sealed interface When {

        /** So long after the step is decided on. */
        record After(Duration duration) implements When {
            private static final Duration LONGEST = Duration.ofDays(36_500);

            public After {
                if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                    throw new IllegalArgumentException("after: must be from 0 to 100 years");
                }
            }
        }

        /** At this time, in the years 1 to 9999. */
        record At(Instant time) implements When {
            public At {
                DueTime.require(time);
            }
        }
    }

    /** The names that commands and timers of a process may have. */
    final class Names {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

        private Names() {}

        private static void require(String kind, String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(kind + ": a name has 1 to 100 letters, digits, '-', '_' and '.',"
                        + " and begins with a letter or digit: " + name);
            }
        }
    }
}
