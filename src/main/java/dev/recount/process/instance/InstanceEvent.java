package dev.recount.process.instance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event that a process notes besides those of its own. Commands and timers have numbers, from 1, by which each is
 * known for good.
 */
public sealed interface InstanceEvent {

    /** An event came before the one that begins the process, and waits for it. */
    record EventKept(Happening happening) implements InstanceEvent {}

    /**
     * It has begun, because of an event.
     *
     * @param event the event, as {@code order/17@3}
     * @param type its name
     */
    record ProcessBegan(String event, String type) implements InstanceEvent {}

    /**
     * An event led to what follows.
     *
     * @param event the event, as {@code payment/17@3}
     * @param type its name
     */
    record EventNoticed(String event, String type) implements InstanceEvent {}

    /**
     * A command is to be sent.
     *
     * @param name by which its answer is known
     * @param undo what undoes it, if it can be undone
     */
    record CommandAsked(int number, String name, StreamCommand command, Optional<StreamCommand> undo)
            implements InstanceEvent {}

    /** A command was accepted, after which its stream had this version. */
    record CommandAccepted(int number, String name, long version) implements InstanceEvent {}

    /** A command was rejected. */
    record CommandRejected(int number, String name, String reason, String message) implements InstanceEvent {}

    /** A timer is to be set. */
    record TimerSet(int number, String timer, Instant due, Optional<String> payload) implements InstanceEvent {}

    /** A timer is to be forgotten. */
    record TimerCancelled(int number, String timer) implements InstanceEvent {}

    /**
     * A timer was due.
     *
     * @param early whether somebody wanted it to be due before its time
     */
    record TimerFired(int number, String timer, boolean early) implements InstanceEvent {}

    /** The undoing of what was done has begun. */
    record UndoBegan() implements InstanceEvent {}

    /**
     * A command is to be undone.
     *
     * @param number the number of the command that undoes it
     * @param undone the number of the command that is undone
     * @param name the name of the command that is undone
     */
    record UndoAsked(int number, int undone, String name, StreamCommand command) implements InstanceEvent {}

    /** A command was undone, after which its stream had this version. */
    record UndoAccepted(int number, String name, long version) implements InstanceEvent {}

    /** The undoing of a command was rejected. */
    record UndoRejected(int number, String name, String reason, String message) implements InstanceEvent {}

    /**
     * All that could be undone is.
     *
     * @param notUndone the names of the commands whose undoing was rejected
     */
    record UndoEnded(List<String> notUndone) implements InstanceEvent {
        public UndoEnded {
            notUndone = List.copyOf(notUndone);
        }
    }

    /** It has ended. */
    record ProcessEnded() implements InstanceEvent {}
}
