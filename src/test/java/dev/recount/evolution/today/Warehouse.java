package dev.recount.evolution.today;

import dev.recount.model.EventContext;
import dev.recount.model.domain.Domain;
import dev.recount.model.evolution.Part;
import dev.recount.model.evolution.Upcaster;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The warehouse of today, whose stream type reads every event that the one of before has written. */
public final class Warehouse implements Domain {

    public static final StreamType<Article.State, Article.Command, Article.Event> ARTICLE = StreamType.of(
                    "article", new Article())
            .upcast(
                    Upcaster.from("Registered", 1).rename("cents", "price").changeNumber("price", Warehouse::ofCents),
                    Upcaster.from("Registered", 2).add("currency", "CZK"),
                    Upcaster.from("Updated", 1)
                            .rename("cents", "price")
                            .changeNumber("price", Warehouse::ofCents)
                            .split(
                                    Part.of("Renamed").whenPresent("name").only("name"),
                                    Part.of("Repriced").whenPresent("price").only("price")),
                    Upcaster.from("Repriced", 1).add("currency", "CZK"),
                    Upcaster.from("Received", 1)
                            .rename("count", "quantity")
                            .each("lots", lot -> lot.rename("no", "code"))
                            .as("Stocked"),
                    Upcaster.from("Restocked", 1)
                            .rename("count", "quantity")
                            .rename("supplier", "source")
                            .add("lots", List.of())
                            .as("Stocked"),
                    Upcaster.from("Sent", 1)
                            .rename("count", "quantity")
                            .rename("street", "address.street")
                            .rename("city", "address.city")
                            .as("Shipped"),
                    Upcaster.from("Touched", 1).drop());

    public static final StreamType<Ledger.State, Ledger.Note, Ledger.Noted> LEDGER =
            StreamType.of("ledger", new Ledger());

    private static final View<Row> ARTICLES = View.of("articles", Row.class)
            .on(
                    ARTICLE,
                    (event, context, rows) ->
                            rows.updateOrPut(Row.none(context.stream().id()), row -> row.after(event)));

    private static final View<Happening> HAPPENINGS =
            View.of("happenings", Happening.class).on(ARTICLE, Warehouse::happen);

    private final Set<String> troubles = ConcurrentHashMap.newKeySet();

    /** The known facts about an article. */
    public record Row(String article, String name, BigDecimal price, String currency, int quantity, int events) {

        static Row none(String article) {
            return new Row(article, "", BigDecimal.ZERO, "", 0, 0);
        }

        Row after(Article.Event event) {
            return switch (event) {
                case Article.Event.Registered(var to, var amount, var unit) ->
                    new Row(article, to, amount, unit, quantity, events + 1);
                case Article.Event.Renamed(var to) -> new Row(article, to, price, currency, quantity, events + 1);
                case Article.Event.Repriced(var amount, var unit) ->
                    new Row(article, name, amount, unit, quantity, events + 1);
                case Article.Event.Stocked(var more, var _, var _) ->
                    new Row(article, name, price, currency, quantity + more, events + 1);
                case Article.Event.Shipped(var less, var _) ->
                    new Row(article, name, price, currency, quantity - less, events + 1);
                case Article.Event.Discontinued(var _) -> new Row(article, name, price, currency, quantity, events + 1);
            };
        }
    }

    /** An event, by its name. */
    public record Happening(String event, String kind) {}

    private static BigDecimal ofCents(BigDecimal cents) {
        return cents.movePointLeft(2);
    }

    private static void happen(Article.Event event, EventContext context, Rows<Happening> rows) {
        rows.put(new Happening(context.eventId(), event.getClass().getSimpleName()));
    }

    /** Lets the handler fail on events, after it has noted them. */
    public Warehouse failingOn(String... events) {
        troubles.addAll(Set.of(events));
        return this;
    }

    /** Lets the handler fail no more. */
    public void recover() {
        troubles.clear();
    }

    @Override
    public String name() {
        return "warehouse";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(ARTICLE, LEDGER);
    }

    @Override
    public List<View<?>> views() {
        return List.of(ARTICLES, HAPPENINGS);
    }

    @Override
    public List<Handler> handlers() {
        return List.of(Handler.fromBeginning("note")
                .retry(new RetryPolicy(1, RetryPolicy.DEFAULT.firstDelay(), RetryPolicy.DEFAULT.longestDelay()))
                .on(ARTICLE, this::note));
    }

    private void note(Article.Event event, EventContext context, Effects effects) {
        String kind = event.getClass().getSimpleName();
        effects.send(LEDGER, context.stream().id(), new Ledger.Note(context.eventId() + " " + kind));
        if (troubles.contains(context.eventId())) {
            throw new IllegalStateException("in trouble over " + context.eventId());
        }
    }
}
