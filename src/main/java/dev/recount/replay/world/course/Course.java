package dev.recount.replay.world.course;

import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.Recorded;
import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.StreamId;
import dev.recount.replay.CommandMemory;
import dev.recount.replay.Evolution;
import dev.recount.replay.Moves;
import dev.recount.replay.StreamState;
import dev.recount.replay.world.outcome.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One stream on its way under one set of rules, by events that need not be those on record.
 *
 * @param <S> the state
 * @param <C> the commands
 * @param <E> the events
 */
public final class Course<S, C, E> {

    private final StreamId stream;
    private final StreamCodec<S, C, E> codec;
    private final Evolution<S, E> evolution;
    private final Decider<S, C, E> decider;
    private StreamState<S> state;

    private Course(StreamId stream, StreamCodec<S, C, E> codec) {
        this.stream = stream;
        this.codec = codec;
        this.evolution = new Evolution<>(stream, codec, 0);
        this.decider = new Decider<>(stream, codec);
        this.state = evolution.beginning();
    }

    /** Returns a stream before its first event. */
    public static <S, C, E> Course<S, C, E> beginning(StreamId stream, StreamCodec<S, C, E> codec) {
        return new Course<>(stream, codec);
    }

    /** Returns a stream as it was kept. */
    static <S, C, E> Course<S, C, E> from(StreamId stream, StreamCodec<S, C, E> codec, SavedCourse saved) {
        var course = new Course<>(stream, codec);
        course.state = saved.state()
                .<StreamState<S>>map(json -> new StreamState.Live<>(
                        codec.states().read(json),
                        saved.version(),
                        saved.time(),
                        saved.hash(),
                        CommandMemory.EMPTY,
                        Moves.NONE))
                .orElseGet(() -> new StreamState.Damaged<>(saved.version(), saved.problem()));
        return course;
    }

    SavedCourse saved() {
        return switch (state) {
            case StreamState.Live<S> live ->
                new SavedCourse(live.version(), live.time(), live.hash(), Optional.of(json(live)), "");
            case StreamState.Damaged<S>(var version, var problem) ->
                new SavedCourse(version, Instant.EPOCH, "", Optional.empty(), problem);
        };
    }

    /** Returns the forms in which its commands and events are kept. */
    public StoredForms forms() {
        return new StoredForms(codec);
    }

    /** Returns how many events it has had. */
    public long version() {
        return state.version();
    }

    /** Tells whether it has ended at an event that cannot be read or folded. */
    public boolean isDamaged() {
        return state instanceof StreamState.Damaged<S>;
    }

    /** Lets something happen that stands in the journal; returns it as it happens here, if it can be read. */
    public Optional<RecordedEvent> happen(Recorded recorded) {
        Recorded here = linked(recorded);
        state = evolution.after(state, here);
        return here instanceof RecordedEvent event && !isDamaged() ? Optional.of(event) : Optional.empty();
    }

    /** The event before it may be another one here than the one whose hash it holds. */
    private Recorded linked(Recorded recorded) {
        if (recorded instanceof RecordedEvent event
                && state instanceof StreamState.Live<S> live
                && !event.header().previous().equals(live.hash())) {
            return new RecordedEvent(event.parts(), event.header().after(live.hash()), event.stored());
        }
        return recorded;
    }

    /**
     * Decides on a command that is on record; a stream that is damaged decides on nothing.
     *
     * @param revision the revision of the form in which it is on record
     * @param data its fields as JSON
     */
    public Ruling decide(String name, int revision, String data, Metadata metadata) {
        return state instanceof StreamState.Live<S> live
                ? decider.decide(live, name, revision, data, metadata)
                : new Ruling.Undecided(Gap.STREAM_UNREADABLE);
    }

    /**
     * Decides on a command of today's form that somebody sends.
     *
     * @param data its fields as JSON
     */
    public Ruling send(String name, String data, Metadata metadata) {
        return decide(decider.read(name, data), metadata);
    }

    /** Decides on a command. */
    public Ruling decide(Object command, Metadata metadata) {
        return state instanceof StreamState.Live<S> live
                ? decider.decide(live, command, metadata)
                : new Ruling.Undecided(Gap.STREAM_UNREADABLE);
    }

    /**
     * Lets events happen that were decided on here.
     *
     * @return the events as they are stored here; fewer where one cannot be written or folded, which ends the course
     */
    public List<RecordedEvent> happen(List<Object> events, Metadata metadata, CommandRecord command) {
        var happened = new ArrayList<RecordedEvent>(events.size());
        Instant time = state instanceof StreamState.Live<S> before ? Decider.time(before, metadata) : metadata.time();
        var here = new Metadata(
                time,
                metadata.recorded(),
                metadata.principal(),
                metadata.correlation(),
                metadata.causation(),
                metadata.own());
        for (Object event : events) {
            if (!(state instanceof StreamState.Live<S> live)) {
                break;
            }
            var header = new EventHeader(here, command, live.hash());
            happened.addAll(
                    written(live, event, happened.isEmpty() ? header : header.withoutDetail())
                            .flatMap(this::happen)
                            .stream()
                            .toList());
        }
        return happened;
    }

    private Optional<RecordedEvent> written(StreamState.Live<S> live, Object event, EventHeader header) {
        try {
            return Optional.of(codec.events()
                    .write(
                            EventId.of(stream, live.version() + 1),
                            codec.type().events().base().cast(event),
                            header));
        } catch (IllegalArgumentException unwritable) {
            state = new StreamState.Damaged<>(live.version(), String.valueOf(unwritable.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * The outcome of events that did not come to happen.
     *
     * @param events the events as they would be stored
     * @param state the state that they would lead to, as JSON; nothing if there is none
     */
    public record Trial(List<RecordedEvent> events, Optional<String> state) {}

    /** Tells what events would lead to, without letting them happen. */
    public Trial tried(List<Object> events, Metadata metadata, CommandRecord command) {
        StreamState<S> before = state;
        var trial = new Trial(happen(events, metadata, command), json());
        state = before;
        return trial;
    }

    /** Returns the state; nothing where the course has ended at an event. */
    public Optional<Object> state() {
        return state instanceof StreamState.Live<S> live ? Optional.of(live.state()) : Optional.empty();
    }

    /** Returns the state as JSON; nothing where the course has ended at an event. */
    public Optional<String> json() {
        return state instanceof StreamState.Live<S> live ? Optional.of(json(live)) : Optional.empty();
    }

    private String json(StreamState.Live<S> live) {
        return codec.states().write(live.state());
    }
}
