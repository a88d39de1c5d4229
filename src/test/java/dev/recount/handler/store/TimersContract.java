package dev.recount.handler.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timers of handlers, as they are listed. */
abstract class TimersContract {

    private static final Instant SOON = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    abstract DatabaseKind kind();

    private static void set(HandlerStore store, String handler, String stream, String timer, long seconds) {
        StreamId of = StreamId.parse(stream);
        store.timers(handler)
                .change(
                        of,
                        List.of(new TimerChange.Set(new Work.Timer(
                                of, timer, "1", SOON.plusSeconds(seconds), false, 1, Position.START, "c", false))));
    }

    @Test
    void areListedInPagesInTheOrderInWhichTheyAreDue() {
        try (Database database = JournalDatabase.open(TestDatabases.settings(kind(), folder))) {
            var store = new HandlerStore(database, 1);
            set(store, "one", "order/2", "late", 60);
            set(store, "one", "order/1", "soon/er", 0);
            set(store, "one", "order/1", "soon", 0);
            set(store, "two", "order/3", "soon", 0);
            set(store, "other", "order/4", "soon", 0);

            var found = new ArrayList<String>();
            TimerPlace place = TimerPlace.START;
            List<Work.Timer> page;
            do {
                page = store.timers(List.of("one", "two"), place, 1);
                for (Work.Timer timer : page) {
                    found.add(timer.stream() + " " + timer.name());
                    place = TimerPlace.parse(TimerPlace.of(timer).toString());
                }
            } while (!page.isEmpty());
            assertThat(found).containsExactly("order/1 soon", "order/1 soon/er", "order/3 soon", "order/2 late");
        }
    }

    @Test
    void goOnFromPlacesThatAPageGaveAlone() {
        for (String text : new String[] {"", "1", "1/order/2", "x/order/2/late", "1/Order/2/late"}) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> TimerPlace.parse(text));
        }
    }
}
