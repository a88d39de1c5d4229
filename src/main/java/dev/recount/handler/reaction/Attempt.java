package dev.recount.handler.reaction;

import dev.recount.handler.store.TimerChange;
import dev.recount.handler.store.Work;
import dev.recount.journal.CommandRecord.Detail;
import dev.recount.journal.EncodedCommand;
import dev.recount.model.EventId;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Addressed;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.CommandRefusedException;
import dev.recount.model.handler.DueTime;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.TogetherAnswer;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import dev.recount.privacy.Erasure;
import dev.recount.stream.CommandRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One attempt at a reaction: the effects that it may have until it is over. */
final class Attempt implements Effects {

    private static final Pattern TIMER_NAME = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,126}[\\x21-\\x7e])?");
    private static final Duration LONGEST_TIMER = Duration.ofDays(36_500);

    private final Reactions reactions;
    private final Cause cause;
    private final Work work;
    private final boolean inDoubt;
    private final SentCommands sent;
    private final List<TimerChange> timers = new ArrayList<>();
    private volatile boolean over;

    /**
     * The cause of a reaction.
     *
     * @param part which of the events it is that are stored as one, from 1
     * @param happened when it was, if it was brought in afterwards
     */
    record Cause(Work work, int part, String correlation, Optional<Instant> happened) {

        /** Tells it from all other work for its stream; of what is one event, the work's own key. */
        String key() {
            return part == 1 ? work.key() : work.key() + "." + part;
        }

        String eventId() {
            return new EventId(work.stream(), work.version(), part).toString();
        }
    }

    /**
     * Prepares an attempt.
     *
     * @param inDoubt whether there may have been an attempt whose end nobody saw
     */
    Attempt(Reactions reactions, Cause cause, boolean inDoubt, SentCommands sent) {
        this.reactions = reactions;
        this.cause = cause;
        this.work = cause.work;
        this.inDoubt = inDoubt;
        this.sent = sent;
    }

    /** Refuses whatever a reaction still asks for, and returns what it wants of timers. */
    synchronized List<TimerChange> end() {
        over = true;
        return List.copyOf(timers);
    }

    /**
     * Makes sure that the reaction may still go on.
     *
     * @throws IllegalStateException if it may not
     */
    void requireGoingOn() {
        if (over) {
            throw new IllegalStateException("this attempt of " + reactions.handler() + " is over");
        }
    }

    private String key(String... parts) {
        List<String> all = new ArrayList<>(
                List.of(reactions.handler().name(), work.stream().toString(), cause.key()));
        all.addAll(List.of(parts));
        return Keys.of(all.toArray(String[]::new));
    }

    @Override
    public String idempotencyKey() {
        return key();
    }

    @Override
    public <C> CommandAnswer send(StreamType<?, C, ?> type, String id, C command) {
        requireGoingOn();
        var stream = new StreamId(type.name(), id);
        EncodedCommand encoded = reactions.commands().encode(type, command);
        SentCommands.Place place = sent.next(cause.part, stream);
        String handler = reactions.handler().name();
        Predicate<Detail> isSame = isSame(type, stream, encoded);
        CommandAnswer answer = sent.find(place, isSame)
                .or(() -> inDoubt ? sentBefore(place, isSame) : Optional.empty())
                .orElseGet(() -> send(place, encoded, isSame));
        sent.answered(place, reactions.commands().kept(handler, type, stream, encoded), answer);
        return answer;
    }

    @Override
    public TogetherAnswer sendTogether(List<Addressed<?>> commands) {
        requireGoingOn();
        List<TogetherSending.Part> parts = commands.stream().map(this::part).toList();
        var sending = new TogetherSending(reactions.commands(), sent, parts);
        return sending.answered()
                .or(() -> inDoubt ? sending.before(this::sentBefore) : Optional.empty())
                .orElseGet(() -> {
                    requireGoingOn();
                    return sending.send(this::sentBefore);
                });
    }

    private <C> TogetherSending.Part part(Addressed<C> addressed) {
        var stream = new StreamId(addressed.type().name(), addressed.id());
        EncodedCommand encoded = reactions.commands().encode(addressed.type(), addressed.command());
        SentCommands.Place place = sent.next(cause.part, stream);
        String handler = reactions.handler().name();
        return new TogetherSending.Part(
                place,
                new CommandRequest(stream, encoded, origin(place), conditions(), true),
                isSame(addressed.type(), stream, encoded),
                () -> reactions.commands().kept(handler, addressed.type(), stream, encoded));
    }

    private <C> Predicate<Detail> isSame(StreamType<?, C, ?> type, StreamId stream, EncodedCommand encoded) {
        String handler = reactions.handler().name();
        return earlier -> reactions
                .commands()
                .isSame(type, stream, encoded, reactions.commands().sent(handler, type, stream, earlier));
    }

    private CommandRequest.Origin origin(SentCommands.Place place) {
        return CommandRequest.Origin.ofServer(
                commandId(place),
                Principal.ofHandler(reactions.handler().name()),
                cause.correlation,
                Optional.of(cause.eventId()));
    }

    private CommandRequest.Conditions conditions() {
        return cause.happened.map(CommandRequest.Conditions::notBefore).orElse(CommandRequest.Conditions.NONE);
    }

    private String commandId(SentCommands.Place place) {
        return reactions.handler().name() + ":" + key(place.stream().toString(), Integer.toString(place.ordinal()));
    }

    private Optional<CommandAnswer> sentBefore(SentCommands.Place place, Predicate<Detail> isSame) {
        return Waiting.on(reactions.sentBefore().find(place, commandId(place), isSame, work));
    }

    /**
     * An attempt whose answer was lost may have sent it in a form of before, which the stream takes for another; or it
     * was carried out then, and the stream, which has forgotten its id, has come into a state that refuses it.
     */
    private CommandAnswer send(SentCommands.Place place, EncodedCommand command, Predicate<Detail> isSame) {
        try {
            return send(place, command);
        } catch (ReusedIdException | CommandRefusedException refused) {
            return sentBefore(place, isSame).orElseThrow(() -> refused);
        }
    }

    private CommandAnswer send(SentCommands.Place place, EncodedCommand command) {
        requireGoingOn();
        return reactions.commands().send(place.stream(), command, origin(place), conditions());
    }

    @Override
    public <S> Optional<S> state(StreamType<S, ?, ?> type, String id) {
        requireGoingOn();
        return reactions.commands().state(type, new StreamId(type.name(), id));
    }

    @Override
    public void erase(Subject subject, String ground) {
        requireGoingOn();
        var asked = new Erasure(
                subject,
                reactions.clock().instant(),
                Principal.ofHandler(reactions.handler().name()).name(),
                ground,
                Optional.of(cause.eventId()));
        var _ = Waiting.on(reactions.erase(asked));
    }

    @Override
    public void setTimer(String name, Duration after) {
        if (after.isNegative() || after.compareTo(LONGEST_TIMER) > 0) {
            throw new IllegalArgumentException("after: must be from 0 to 100 years");
        }
        setTimer(name, cause.happened.orElseGet(reactions.clock()::instant).plus(after), cause.happened.isPresent());
    }

    @Override
    public void setTimer(String name, Instant due) {
        setTimer(name, due, cause.happened.isPresent());
    }

    private synchronized void setTimer(String name, Instant due, boolean imported) {
        requireGoingOn();
        requireTimerName(name);
        if (reactions.handler().timers().isEmpty()) {
            throw new IllegalStateException(reactions.handler() + " sets a timer, but has no onTimer reaction");
        }
        timers.add(new TimerChange.Set(new Work.Timer(
                work.stream(),
                name,
                key("timer", name, Integer.toString(timers.size())),
                DueTime.require(due),
                imported,
                work.version(),
                work.position(),
                cause.correlation,
                inDoubt)));
    }

    @Override
    public synchronized void cancelTimer(String name) {
        requireGoingOn();
        requireTimerName(name);
        timers.add(new TimerChange.Cancel(name));
    }

    private static void requireTimerName(String name) {
        if (!TIMER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("timer: a name is 1 to 128 printable ASCII characters");
        }
    }
}
