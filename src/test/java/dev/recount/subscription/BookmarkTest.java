package dev.recount.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recount.database.TestDatabases;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.append.Appends;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalSettings;
import dev.recount.journal.spread.Journals;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogEntry;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import dev.recount.server.Pause;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The progress of a reader that has seen some of the events that are stored as one, in several journals. */
class BookmarkTest {

    private static final Bookmark START = Bookmark.of(Position.START);

    /** Returns, for each of two journals, two events of one transaction. */
    private static PerJournal<List<LogEntry>> entries() {
        JournalSettings settings = TestDatabases.several(2);
        try (Journals journals = Journals.open(settings)) {
            PerJournal<AppendQueue> queues =
                    journals.databases().map(each -> new AppendQueue(each, TestDatabases.LIMITS));
            for (int journal = 0; journal < 2; journal++) {
                int index = journal;
                StreamId stream = Stream.iterate(0, i -> i + 1)
                        .map(i -> new StreamId("test", "s" + i))
                        .filter(each -> queues.placement().of(each) == index)
                        .findFirst()
                        .orElseThrow();
                Appends.append(queues.of(stream), stream, 1, 2).join();
            }
            queues.all().forEach(AppendQueue::close);
            var reader = new LogReader(journals.databases(), new Codecs(List.of()));
            return new PerJournal<>(List.of(0, 1)).map(journal -> bothOf(reader, journal));
        }
    }

    private static List<LogEntry> bothOf(LogReader reader, int journal) {
        List<LogEntry> read = reader.read(journal, Position.START, 10).entries();
        while (read.size() < 2) {
            Pause.briefly();
            read = reader.read(journal, Position.START, 10).entries();
        }
        return read;
    }

    @Test
    void keepsThePartsOfOneJournalWhileItGoesOnInAnother() {
        PerJournal<List<LogEntry>> entries = entries();
        LogEntry here = entries.all().getFirst().getFirst();
        LogEntry there = entries.all().getLast().getFirst();

        Bookmark both = START.within(here, 2).within(there, 1);

        assertThat(both.hasPassed(here, 2)).isTrue();
        assertThat(both.hasPassed(here, 3)).isFalse();
        assertThat(both.hasPassed(there, 1)).isTrue();
        assertThat(both.hasPassed(there, 2)).isFalse();
        assertThat(both.hasPassed(entries.all().getFirst().getLast(), 1)).isFalse();
        assertThat(Bookmark.parse(both.toString())).isEqualTo(both);
        Bookmark after = both.after(there);
        assertThat(after.hasPassed(here, 2)).isTrue();
        assertThat(after.hasPassed(entries.all().getLast().getLast(), 1)).isFalse();
        assertThat(Bookmark.parse(after.toString())).isEqualTo(after);
        assertThat(after.after(here)).isEqualTo(Bookmark.of(here.position().join(there.position())));
    }

    @Test
    void knowsThePartsOfAJournalBesideOneInWhichNothingWasSeen() {
        LogEntry there = entries().all().getLast().getFirst();

        Bookmark part = START.within(there, 1);

        assertThat(part.toString()).startsWith("1010~").endsWith(".11");
        assertThat(Bookmark.parse(part.toString())).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1010.", "1010.10", "1010.1x~", "1010.11.11", "1010~1010.", "1011~", "10.11", "1010.+1"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bookmark.parse(text));
    }
}
