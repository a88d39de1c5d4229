package dev.recount.model.handler;

import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The effects that a reaction may have: commands, timers, and looks at other streams. */
public interface Effects {

    /**
     * Returns a key that is the same whenever this handler reacts to this event or timer, and different for all others;
     * for outside systems that can tell a repeat by it.
     */
    String idempotencyKey();

    /**
     * Sends a command to a stream, and waits until it is decided on. The command's id follows from the event, so that a
     * repeat changes nothing; a reaction that is tried again has to send the same commands to a stream in the same
     * order.
     *
     * <p>An exception means that the outcome of the command cannot be known now; let it pass, so that the reaction is
     * tried again.
     *
     * @throws IllegalArgumentException if the stream's id cannot be used
     * @throws CommandRefusedException if the stream does not take it, and will not when it is sent again
     */
    <C> CommandAnswer send(StreamType<?, C, ?> type, String id, C command);

    /**
     * Sends commands to several streams, of which all are carried out, or none, and waits until they are decided on:
     * at most one for each stream, and no more than the server's settings permit, all in one journal. Their ids follow
     * from the event as that of {@link #send} does.
     *
     * <p>An exception means that the outcome cannot be known now; let it pass, so that the reaction is tried again.
     *
     * @throws IllegalArgumentException if such commands cannot be carried out together, or a stream's id cannot be used
     * @throws CommandRefusedException if one of the streams does not take its command, and will not when it is sent
     *     again; none was carried out
     */
    TogetherAnswer sendTogether(List<Addressed<?>> commands);

    /** Returns the state of a stream, which may be that of later events already; empty if it has no event. */
    <S> Optional<S> state(StreamType<S, ?, ?> type, String id);

    /**
     * Has a person forgotten for good, and waits until nobody can read anything of the person's any more. Once more, it
     * changes nothing.
     *
     * <p>An exception means that it cannot be ended now; let it pass, so that the reaction is tried again.
     *
     * @param ground why, such as the article of a law, in at most 2,000 characters; the event that is reacted to is the
     *     reference
     */
    void erase(Subject subject, String ground);

    /**
     * Lets the handler be called once the time has passed, even if the server stops in between. A timer of the same
     * name for the same stream is replaced. Takes effect when the reaction has succeeded.
     *
     * @param after how long from now; of an event that was brought in afterwards, from when it happened
     */
    void setTimer(String name, Duration after);

    /**
     * Lets the handler be called at a time, or as soon as it can be where that has passed, even if the server stops in
     * between. A timer of the same name for the same stream is replaced. Takes effect when the reaction has succeeded.
     * One that is set because of an event that was brought in afterwards does not come in between such events of the
     * same stream that happened before it was due.
     *
     * @throws IllegalArgumentException if the time is not in the years 1 to 9999
     */
    void setTimer(String name, Instant due);

    /**
     * Forgets the timer of this name for the stream of the event at hand, if it is set, when the reaction has
     * succeeded.
     */
    void cancelTimer(String name);
}
