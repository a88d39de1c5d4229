package dev.recount.migration;

import dev.recount.model.EventContext;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.migration.Copies;
import dev.recount.model.migration.Copies.Copy;
import dev.recount.model.migration.Migration;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Purses of several types, each of which is migrated in another way, for tests. */
public final class Treasury implements Domain {

    static final StreamType<Purse.State, Purse.Command, Purse.Event> PURSE = purse("purse");
    static final StreamType<Purse.State, Purse.Command, Purse.Event> TILL = purse("till");
    static final StreamType<Purse.State, Purse.Command, Purse.Event> COIN = purse("coin");
    static final StreamType<Purse.State, Purse.Command, Purse.Event> SAFE = purse("safe");
    static final StreamType<Chest.State, Chest.Command, Chest.Event> CHEST = chest("chest");
    static final StreamType<Chest.State, Chest.Command, Chest.Event> DRAWER = chest("drawer");
    static final StreamType<Chest.State, Chest.Command, Chest.Event> JAR = chest("jar");
    static final StreamType<Chest.State, Chest.Command, Chest.Event> VAULT = chest("vault");

    private final boolean migrates;

    /** Makes a treasury that knows of its migrations. */
    public Treasury() {
        this(true);
    }

    Treasury(boolean migrates) {
        this.migrates = migrates;
    }

    /** The events that the handler has reacted to. */
    final Set<String> reactedTo = ConcurrentHashMap.newKeySet();

    /** The facts of a purse, by the stream that they are of. */
    public record Facts(String id, long facts, long total) {}

    private static StreamType<Purse.State, Purse.Command, Purse.Event> purse(String name) {
        return StreamType.of(name, new Purse()).snapshotEvery(5);
    }

    private static StreamType<Chest.State, Chest.Command, Chest.Event> chest(String name) {
        return StreamType.of(name, new Chest()).snapshotEvery(5);
    }

    @Override
    public String name() {
        return "treasury";
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(PURSE, TILL, COIN, SAFE, CHEST, DRAWER, JAR, VAULT);
    }

    @Override
    public List<Migration<?, ?>> migrations() {
        if (!migrates) {
            return List.of();
        }
        return List.of(
                Migration.from(PURSE)
                        .to(CHEST, into((_, context) -> context.stream().id())),
                Migration.from(TILL)
                        .to(DRAWER, into((event, context) -> context.stream().id() + "-" + place(event))),
                Migration.from(COIN).to(JAR, into((event, _) -> jar(event))).named("collect"),
                Migration.from(SAFE)
                        .to(VAULT, into((_, context) -> context.stream().id())));
    }

    private interface Target {
        String of(Purse.Event event, EventContext context);
    }

    private static Copies<Purse.Event, Chest.Event> into(Target target) {
        return (event, context) -> List.of(Copy.of(target.of(event, context), new Chest.Changed(change(event))));
    }

    /** There is none for a coin that was lost. */
    private static String jar(Purse.Event event) {
        if (place(event).equals("lost")) {
            throw new IllegalArgumentException("a coin that was lost is in no jar");
        }
        return "all";
    }

    private static String place(Purse.Event event) {
        return switch (event) {
            case Purse.Event.Filled(var _, var place) -> place;
            case Purse.Event.Emptied(var _, var place) -> place;
        };
    }

    private static long change(Purse.Event event) {
        return switch (event) {
            case Purse.Event.Filled(var amount, var _) -> amount;
            case Purse.Event.Emptied(var amount, var _) -> -amount;
        };
    }

    @Override
    public List<View<?>> views() {
        return List.of(
                View.of("both", Facts.class)
                        .on(PURSE, (event, context, rows) -> add(rows, context, change(event)))
                        .on(CHEST, (event, context, rows) -> add(rows, context, ((Chest.Changed) event).by())),
                View.of("chests", Facts.class)
                        .on(CHEST, (event, context, rows) -> add(rows, context, ((Chest.Changed) event).by())));
    }

    private static void add(Rows<Facts> rows, EventContext context, long by) {
        rows.updateOrPut(
                new Facts(context.stream().id(), 0, 0),
                before -> new Facts(before.id(), before.facts() + 1, before.total() + by));
    }

    @Override
    public List<Handler> handlers() {
        return List.of(Handler.fromBeginning("watch")
                .on(PURSE, (_, context, _) -> reactedTo.add(context.eventId()))
                .on(CHEST, (_, context, _) -> reactedTo.add(context.eventId())));
    }
}
