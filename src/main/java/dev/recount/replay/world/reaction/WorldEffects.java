package dev.recount.replay.world.reaction;

import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.DueTime;
import dev.recount.model.handler.Effects;
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
        var target = new StreamId(type.name(), id);
        Optional<Instant> recorded = surroundings.sends.time(handler, cause.onRecord(), target, ordinals.next(target));
        Instant time = recorded.orElse(now);
        var metadata = new Metadata(
                time,
                time,
                Principal.ofHandler(handler),
                cause.metadata().correlation(),
                Optional.of(cause.here().toString()));
        if (recorded.isPresent()) {
            restUntilItComes();
        }
        return surroundings.world.send(
                new SentCommand(handler, cause, target, command, metadata, recorded.isPresent()));
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
