package dev.recount.process.instance;

/** A command by which the server tells a process something; nobody else can. */
public sealed interface InstanceCommand {

    /**
     * An event of another stream has happened that concerns it.
     *
     * @param begins whether it begins a process that has not begun
     */
    record NoteEvent(Happening happening, boolean begins) implements InstanceCommand {}

    /**
     * A command that it sent was accepted.
     *
     * @param number the command's number in its stream
     * @param version the version of the other stream after it
     */
    record NoteAccepted(int number, long version) implements InstanceCommand {}

    /**
     * A command that it sent was rejected.
     *
     * @param number the command's number in its stream
     */
    record NoteRejected(int number, String reason, String message) implements InstanceCommand {}

    /**
     * A timer is due.
     *
     * @param number the timer's number in its stream
     */
    record NoteDue(int number) implements InstanceCommand {}

    /** The wish of somebody that the timer of this name be due now. */
    record FireTimer(String timer) implements InstanceCommand {}
}
