package dev.recount.testing;

import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import dev.recount.testing.InMemoryReactions.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tests a handler: given what happened, when an event happens or time passes, then these commands, timers and states.
 *
 * <pre>{@code
 * HandlerFixture.of(PlaceOrder.handler(), new Shop())
 *     .given(CART, "c1", new Opened("anna"), new ItemAdded("mug", 2))
 *     .when(CART, "c1", new CheckedOut())
 *     .thenSent(ORDER, "c1", new Place("anna"))
 *     .thenNothingElse();
 * }</pre>
 *
 * <p>Commands are decided on by the domain's own rules; no other handler takes part. Calls of other systems are made as
 * ever: give the handler a stand-in for them. Needs no server and no test framework: what does not hold throws an
 * {@link AssertionError}.
 */
public final class HandlerFixture {

    private final InMemoryStreams streams;
    private final InMemoryReactions reactions;
    private int checked;

    private HandlerFixture(InMemoryStreams streams, InMemoryReactions reactions) {
        this.streams = streams;
        this.reactions = reactions;
    }

    /** Starts with no streams, at 2026-03-31T12:00:00Z. */
    public static HandlerFixture of(Handler handler, Domain domain) {
        InMemoryStreams streams = InMemoryStreams.of(domain);
        return new HandlerFixture(streams, new InMemoryReactions(handler, streams));
    }

    /**
     * Crashes once after each command that the handler sends, so that its reactions are done again from their
     * beginning.
     */
    public HandlerFixture crashingAfterEachCommand() {
        reactions.crashAfterEachCommand();
        return this;
    }

    /** Sets when that happens which happens from now on. */
    public HandlerFixture at(Instant time) {
        streams.at(time);
        return this;
    }

    /** Takes these events of a stream as what happened next, and was reacted to already. */
    @SafeVarargs
    public final <E> HandlerFixture given(StreamType<?, ?, E> type, String id, E... events) {
        streams.happened(type, id, List.of(events));
        reactions.skip();
        return this;
    }

    /** Lets these events of a stream happen, and the handler react to them and to what follows from its commands. */
    @SafeVarargs
    public final <E> HandlerFixture when(StreamType<?, ?, E> type, String id, E... events) {
        streams.happened(type, id, List.of(events));
        reactions.catchUp();
        return this;
    }

    /** Lets time pass, and those timers fire that are due by then. */
    public HandlerFixture whenPassed(Duration time) {
        streams.at(streams.now().plus(time));
        reactions.fireDue();
        return this;
    }

    /** Expects that the next command that the handler sent is this one. */
    public <C> HandlerFixture thenSent(StreamType<?, C, ?> type, String id, C command) {
        var stream = new StreamId(type.name(), id);
        var expected = new Sent(stream, streams.asRead(stream, command));
        List<Sent> sent = unchecked();
        if (sent.isEmpty() || !sent.getFirst().equals(expected)) {
            throw new AssertionError("expected " + expected + "\n but sent was " + sent);
        }
        checked++;
        return this;
    }

    /** Expects that the handler sent no command but those that were expected so far. */
    public HandlerFixture thenNothingElse() {
        if (!unchecked().isEmpty()) {
            throw new AssertionError("expected no further command\n but sent was " + unchecked());
        }
        return this;
    }

    private List<Sent> unchecked() {
        List<Sent> sent = reactions.sent();
        return sent.subList(checked, sent.size());
    }

    /** Expects that a timer of this name is set for a stream, and was set to be due after so long. */
    public HandlerFixture thenTimer(String name, StreamType<?, ?, ?> type, String id, Duration after) {
        Map<String, Duration> timers = reactions.timers();
        if (!after.equals(timers.get(name + " " + new StreamId(type.name(), id)))) {
            throw new AssertionError("expected the timer " + name + " after " + after + "\n but set are " + timers);
        }
        return this;
    }

    /** Expects that no timer is set. */
    public HandlerFixture thenNoTimer() {
        if (!reactions.timers().isEmpty()) {
            throw new AssertionError("expected no timer\n but set are " + reactions.timers());
        }
        return this;
    }

    /** Expects that the handler had a person forgotten. */
    public HandlerFixture thenErased(Subject subject) {
        if (!reactions.erased().containsKey(subject)) {
            throw new AssertionError("expected that " + subject + " is erased\n but erased are "
                    + reactions.erased().keySet());
        }
        return this;
    }

    /** Expects the state that a stream is in, after the handler's commands. */
    public <S> HandlerFixture thenState(StreamType<S, ?, ?> type, String id, S expected) {
        Optional<S> actual = streams.state(type, id);
        if (!actual.equals(Optional.of(streams.asStored(new StreamId(type.name(), id), expected)))) {
            throw new AssertionError("expected the state " + expected + "\n but it is " + actual);
        }
        return this;
    }
}
