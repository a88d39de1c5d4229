package dev.recount.example.bank.pkdd99;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.example.bank.account.AccountCommand.Booking;
import dev.recount.example.bank.account.AccountCommand.CloseMonth;
import dev.recount.example.bank.account.AccountCommand.Open;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Importer.BadLine;
import dev.recount.model.domain.Importer.Entry;
import dev.recount.model.domain.Importer.ImportedCommand;
import dev.recount.model.personal.Personal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Reads all that we have of the real data, not the sample alone. */
class RealAccountsTest {

    private static final YearMonth LAST_MONTH = YearMonth.of(1994, 3);
    private static final List<Entry> ENTRIES = TestFolders.entries(TestFolders.full());

    @Test
    void haveNoBadLines() {
        assertThat(ENTRIES).doesNotHaveAnyElementsOfTypes(BadLine.class);
    }

    @Test
    void are800WithAllTheirTransactions() {
        assertThat(of(Open.class)).hasSize(800);
        assertThat(of(Booking.class)).hasSize(32_869);
    }

    @Test
    void areTheSameAtASecondReading() {
        assertThat(TestFolders.entries(TestFolders.full())).isEqualTo(ENTRIES);
    }

    @Test
    void areReadAsTheyHappened() {
        assertThat(commands()).isSortedAccordingTo(Comparator.comparing(ImportedCommand::time));
        assertThat(commands().getFirst())
                .isEqualTo(new ImportedCommand(
                        new StreamId("account", "3818"),
                        "open",
                        Instant.parse("1993-01-01T00:00:00Z"),
                        new Open(Personal.of("client 4601"), new BigDecimal("50000"))));
    }

    @Test
    void openBeforeTheTransactionsOfTheirDay() {
        byStream()
                .values()
                .forEach(commands -> assertThat(commands.getFirst().command()).isInstanceOf(Open.class));
    }

    @Test
    void giveEachCommandOfAStreamItsOwnId() {
        byStream()
                .values()
                .forEach(commands -> assertThat(commands)
                        .extracting(ImportedCommand::commandId)
                        .doesNotHaveDuplicates());
    }

    @Nested
    class CloseEachMonth {

        @Test
        void fromTheOneInWhichTheyWereOpenedToTheLastOne() {
            byStream().values().forEach(commands -> {
                var opened = YearMonth.from(commands.getFirst().time().atZone(ZoneOffset.UTC));
                assertThat(commands.stream().map(ImportedCommand::command).filter(CloseMonth.class::isInstance))
                        .containsExactlyElementsOf(Stream.iterate(
                                        opened, month -> !month.isAfter(LAST_MONTH), month -> month.plusMonths(1))
                                .map(CloseMonth::new)
                                .toList());
            });
        }

        @Test
        void inItsLastSecond() {
            assertThat(commands())
                    .filteredOn(command -> command.commandId().equals("close-1993-02"))
                    .isNotEmpty()
                    .allSatisfy(close -> {
                        assertThat(close.time()).isEqualTo("1993-02-28T23:59:59Z");
                        assertThat(close.command()).isEqualTo(new CloseMonth(YearMonth.of(1993, 2)));
                    });
        }
    }

    private static Stream<ImportedCommand> of(Class<?> kind) {
        return commands().stream().filter(command -> kind.isInstance(command.command()));
    }

    private static List<ImportedCommand> commands() {
        return ENTRIES.stream()
                .filter(ImportedCommand.class::isInstance)
                .map(ImportedCommand.class::cast)
                .toList();
    }

    private static Map<StreamId, List<ImportedCommand>> byStream() {
        return commands().stream().collect(groupingBy(ImportedCommand::stream));
    }
}
