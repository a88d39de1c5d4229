package dev.recount.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.evolution.before.Article.Event;
import dev.recount.evolution.today.Article;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.EventHeader;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.Recorded;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.EventId;
import dev.recount.model.Metadata;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.testing.Fixture;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For any history that was stored in earlier forms, what upcasters make of it is what a person would. */
class EvolutionPropertiesTest {

    private static final EventId AT = EventId.of(new StreamId("article", "1"), 1);

    private static final EventHeader HEADER = new EventHeader(
            new Metadata(Instant.EPOCH, Instant.EPOCH, new Principal("ann"), "conversation", Optional.empty()),
            new CommandRecord("id", Optional.empty()),
            "hash");

    private final StreamCodec<?, ?, Event> before = new StreamCodec<>(dev.recount.evolution.before.Warehouse.ARTICLE);
    private final EventReader reader = new Codecs(List.of(dev.recount.evolution.today.Warehouse.ARTICLE)).reader();

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 0x2FFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static <T> Optional<T> perhaps(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static Event event(Random random) {
        int cents = random.nextInt();
        int count = random.nextInt(-1_000, 1_000_000);
        return switch (random.nextInt(7)) {
            case 0 -> new Event.Registered(text(random), cents);
            case 1 -> new Event.Updated(perhaps(random, text(random)), perhaps(random, cents));
            case 2 ->
                new Event.Received(
                        count,
                        IntStream.range(0, random.nextInt(4))
                                .mapToObj(no -> new dev.recount.evolution.before.Article.Lot(text(random), no))
                                .toList());
            case 3 -> new Event.Restocked(count, text(random));
            case 4 -> new Event.Sent(count, text(random), text(random));
            case 5 -> new Event.Touched();
            default -> new Event.Discontinued(text(random));
        };
    }

    private static Stream<Article.Event> byHand(Event event) {
        return switch (event) {
            case Event.Registered(var name, var cents) ->
                Stream.of(new Article.Event.Registered(name, BigDecimal.valueOf(cents, 2), "CZK"));
            case Event.Updated(var name, var cents) ->
                Stream.concat(
                        name.stream().map(Article.Event.Renamed::new),
                        cents.stream().map(each -> new Article.Event.Repriced(BigDecimal.valueOf(each, 2), "CZK")));
            case Event.Received(var count, var lots) ->
                Stream.of(new Article.Event.Stocked(
                        count,
                        lots.stream()
                                .map(lot -> new Article.Lot(lot.no(), lot.count()))
                                .toList(),
                        Optional.empty()));
            case Event.Restocked(var count, var supplier) ->
                Stream.of(new Article.Event.Stocked(count, List.of(), Optional.of(supplier)));
            case Event.Sent(var count, var street, var city) ->
                Stream.of(new Article.Event.Shipped(count, new Article.Address(street, city)));
            case Event.Touched() -> Stream.of();
            case Event.Discontinued(var reason) -> Stream.of(new Article.Event.Discontinued(reason));
        };
    }

    private List<Article.Event> read(StoredEvent stored) {
        Recorded recorded = reader.read(new JournalEntry(new StreamId("article", "1"), 1, stored));
        assertThat(recorded).isInstanceOf(Recorded.RecordedEvent.class);
        return recorded instanceof Recorded.RecordedEvent read
                ? read.events().stream().map(Article.Event.class::cast).toList()
                : List.of();
    }

    @Test
    void leadsToTheSameEventsAndTheSameState() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            List<Event> history = Stream.generate(() -> event(random))
                    .limit(random.nextInt(60))
                    .toList();
            var upcasted = new ArrayList<Article.Event>();
            history.forEach(event -> upcasted.addAll(
                    read(before.events().write(AT, event, HEADER).stored())));
            List<Article.Event> expected =
                    history.stream().flatMap(EvolutionPropertiesTest::byHand).toList();

            assertThat(upcasted).as("seed " + seed).isEqualTo(expected);
            assertThat(Fixture.of(new Article()).given(upcasted).state())
                    .as("seed " + seed)
                    .isEqualTo(Fixture.of(new Article()).given(expected).state());
        }
    }
}
