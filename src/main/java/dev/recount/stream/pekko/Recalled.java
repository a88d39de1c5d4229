package dev.recount.stream.pekko;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.recount.replay.StreamState;
import dev.recount.stream.CommandHandling;
import dev.recount.stream.Outcome;

/** The answer to a question for an earlier command. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface Recalled {

    /** The stream has carried it out. */
    record Known(Outcome.Accepted outcome) implements Recalled {}

    /** The stream could not be asked. */
    record NotAsked(Outcome.Refused refused) implements Recalled {}

    /** The stream knows nothing of it. */
    record Unknown() implements Recalled {}

    /** Asks a stream's state for a command. */
    static <S> Recalled of(CommandHandling<S, ?, ?> commands, StreamState<S> state, String commandId) {
        return switch (state) {
            case StreamState.Damaged<S> damaged -> new NotAsked(commands.refusal(damaged));
            case StreamState.Live<S> live ->
                commands.recall(live, commandId).<Recalled>map(Known::new).orElseGet(Unknown::new);
        };
    }
}
