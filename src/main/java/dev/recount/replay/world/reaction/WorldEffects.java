package dev.recount.replay.world.reaction;

import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Addressed;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.DueTime;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.TogetherAnswer;
import dev.recount.model.personal.Subject;
import dev.recount.model.type.StreamType;
import dev.recount.replay.world.reaction.Reactions.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The effects of one reaction in a world: they stay in it. */
final class WorldEffects implements Effects {

    private final Surroundings surroundings;
    private final String handler;
    private final Cause cause;
    private final Ordinals ordinals;
    private final Instant now;
    private final List<Runnable> onSuccess = new ArrayList<>();

    /** All that reactions reach. */
    record Surroundings(
            ReactingWorld world, RecordedSends sends, Routine routine, Consumer<Timer> set, Consumer<Timer> cancel) {}

    WorldEffects(Surroundings surroundings, String handler, Cause cause, Ordinals ordinals, Instant now) {
        this.surroundings = surroundings;
        this.handler = handler;
        this.cause = cause;
        this.ordinals = ordinals;
        this.now = now;
    }

    void takeEffect() {
        onSuccess.forEach(Runnable::run);
    }

    @Override
    public String idempotencyKey() {
        return handler + "/" + cause.here();
    }

    @Override
    public <C> CommandAnswer send(StreamType<?, C, ?> type, String id, C command) {
        return send(sent(new StreamId(type.name(), id), command));
    }

    private SentCommand sent(StreamId target, Object command) {
        Optional<Instant> recorded = surroundings.sends.time(handler, cause.onRecord(), target, ordinals.next(target));
        Instant time = recorded.orElse(now);
        var metadata = new Metadata(
                time,
                time,
                Principal.ofHandler(handler),
                cause.metadata().correlation(),
                Optional.of(cause.here().toString()));
        return new SentCommand(handler, cause, target, command, metadata, recorded.isPresent());
    }

    private CommandAnswer send(SentCommand sent) {
        if (sent.isOnRecord()) {
            restUntilItComes();
        }
        return surroundings.world.send(sent);
    }

    /**
     * None is sent where one would be rejected, but for that one. They come one after another all the same, each when
     * it comes on record, and what happens in between may have a later one rejected.
     */
    @Override
    public TogetherAnswer sendTogether(List<Addressed<?>> commands) {
        List<SentCommand> all = commands.stream()
                .map(each -> sent(new StreamId(each.type().name(), each.id()), each.command()))
                .toList();
        Optional<SentCommand> first =
                all.stream().filter(SentCommand::isOnRecord).findFirst();
        first.ifPresent(_ -> restUntilItComes());
        List<SentCommand> sent = all.stream()
                .filter(each -> surroundings.world.rejection(each).isPresent())
                .findFirst()
                .map(List::of)
                .orElse(all);
        var versions = new ArrayList<Long>();
        for (SentCommand each : sent) {
            boolean hasCome = Optional.of(each).equals(first);
            switch (hasCome ? surroundings.world.send(each) : send(each)) {
                case CommandAnswer.Accepted(var version) -> versions.add(version);
                case CommandAnswer.Rejected(var reason, var message) -> {
                    return new TogetherAnswer.Rejected(all.indexOf(each), reason, message);
                }
            }
        }
        return new TogetherAnswer.Accepted(versions);
    }

    private void restUntilItComes() {
        try {
            surroundings.routine.rest();
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the world has come to its end", ends);
        }
    }

    /** Nobody is erased by what would be: what a world holds of persons goes with it. */
    @Override
    public void erase(Subject subject, String ground) {}

    @Override
    public <S> Optional<S> state(StreamType<S, ?, ?> type, String id) {
        return surroundings.world.state(type, new StreamId(type.name(), id));
    }

    @Override
    public void setTimer(String name, Duration after) {
        setTimer(name, now.plus(after));
    }

    @Override
    public void setTimer(String name, Instant due) {
        var timer = new Timer(handler, name, cause.here().stream(), DueTime.require(due), cause, ordinals);
        onSuccess.add(() -> surroundings.set.accept(timer));
    }

    @Override
    public void cancelTimer(String name) {
        var timer = new Timer(handler, name, cause.here().stream(), now, cause, ordinals);
        onSuccess.add(() -> surroundings.cancel.accept(timer));
    }
}
