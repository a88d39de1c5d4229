package dev.recount.stream.pekko;

import dev.recount.model.StreamId;
import dev.recount.stream.ClaimLook;
import dev.recount.stream.Outcome;
import dev.recount.stream.pekko.journal.JointWrites;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A stream that holds still for a transaction, with what would happen in it. */
public final class HeldStream {

    private final HoldReply.Held told;
    private final Consumer<StreamMessage> stream;

    /**
     * Notes that a stream holds still.
     *
     * @param stream takes a message to it, wherever it lives by then
     */
    HeldStream(HoldReply.Held told, Consumer<StreamMessage> stream) {
        this.told = told;
        this.stream = stream;
    }

    /** Returns the stream. */
    public StreamId stream() {
        return told.stream();
    }

    /** Tells whether something would happen in it. */
    public boolean writes() {
        return !told.events().isEmpty();
    }

    /** Tells whether what would happen in it was decided on events that what would happen in another one adds to. */
    public boolean isDecidedOn(HeldStream other) {
        Set<String> raised = other.told.tagged().stream()
                .flatMap(tagged -> tagged.all().stream())
                .collect(Collectors.toSet());
        return told.tagged().stream()
                .flatMap(tagged -> tagged.condition().stream())
                .anyMatch(condition -> condition.isBrokenBy(raised));
    }

    /** Returns the answer to its command, once what would happen is stored. */
    public Outcome.Accepted answer() {
        return told.answer();
    }

    /** Returns the answer to its command where another stream holds what this one would, of that name. */
    public Outcome taken(String name) {
        return ClaimLook.refusal(told.stream(), told.basis(), name);
    }

    /**
     * Lets it go on, as nothing was stored, and nothing will be.
     *
     * @param anew whether from what is stored, as somebody else's events may be there
     */
    public void release(boolean anew) {
        told.release(anew);
    }

    /**
     * Lets it go on from what is stored by now, as all was stored, or may have been; also where its time was up, and it
     * has gone on from what was before.
     */
    public void stored() {
        var release = new StreamMessage.Release(
                told.transaction(), writes(), told.version() + told.events().size());
        told.actor().tell(release); // who is to leave is reached no other way
        if (writes()) {
            stream.accept(release);
        }
    }

    JointWrites.Part part() {
        return new JointWrites.Part(told.stream(), told.version(), told.events(), told.tagged(), told.claimed());
    }
}
