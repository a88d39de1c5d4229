package dev.recount.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Failures that repeat themselves: told once, then once a minute. */
class RepeatedFailuresTest {

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> console = new ListAppender<>();
    private final Logger own = context.getLogger("dev.recount.log.Head");

    @BeforeEach
    void attach() {
        var lines = new RepeatedFailures();
        lines.setContext(context);
        lines.addAppender(console);
        console.start();
        lines.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(lines);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private List<String> told() {
        return console.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void areToldOnceHoweverTheirNumbersAndNamesDiffer() {
        Logger pekko = context.getLogger("org.apache.pekko.persistence.StreamActor");
        for (int number = 1; number <= 100; number++) {
            own.warn("journal {} cannot be read now: refused", number);
            pekko.error(
                    "saw failure [{}]: PersistenceId [order|cart-{}-x]", number, number, new IllegalStateException());
        }

        assertThat(told())
                .containsExactly(
                        "journal 1 cannot be read now: refused", "saw failure [1]: PersistenceId [order|cart-1-x]");
    }

    @Test
    void areToldForEachCauseAndPlace() {
        own.error("a request failed", new IllegalStateException("one"));
        own.error("a request failed", new IllegalStateException("other"));
        own.error("a request failed", new IllegalArgumentException());
        own.warn("view balances cannot be read");
        own.warn("view turnover cannot be read");

        assertThat(console.list).hasSize(5);
    }

    @Test
    void areNoMatterOfOthersAndOfWhatIsNone() {
        Logger others = context.getLogger("com.example.Rules");
        for (int time = 0; time < 3; time++) {
            others.error("failed");
            own.info("still here");
        }

        assertThat(console.list).hasSize(6);
    }

    @Nested
    class AsTimeGoesBy {

        private final Repeats repeats = new Repeats();

        private boolean isNew(String shape, int second) {
            return repeats.isNew(new Repeats.Line("Head", shape), shape + "!", nanos(second));
        }

        private static long nanos(int second) {
            return Duration.ofSeconds(second).toNanos();
        }

        private List<String> due(int second) {
            return repeats.due(nanos(second)).stream().map(Repeats.Told::text).toList();
        }

        @Test
        void areCountedOnceAMinuteAndThenSaidToBeOver() {
            assertThat(isNew("away", 0)).isTrue();
            for (int second = 1; second <= 90; second++) {
                assertThat(isNew("away", second)).isFalse();
                if (second == 59) {
                    assertThat(due(second)).isEmpty();
                } else if (second == 60) {
                    assertThat(due(second)).containsExactly("again, 60 times within a minute: away!");
                }
            }
            assertThat(due(119)).isEmpty();
            assertThat(due(120)).containsExactly("again, 30 times within a minute: away!");
            assertThat(due(150)).containsExactly("not any more for a minute, after 91 times: away!");
            assertThat(due(300)).isEmpty();
            assertThat(isNew("away", 301)).isTrue();
        }

        @Test
        void areForgottenWhereTheyCameOnlyOnce() {
            isNew("away", 0);

            assertThat(due(60)).isEmpty();
            assertThat(isNew("away", 61)).isTrue();
        }

        @Test
        void areNoMoreThanSoManyOfOneSource() {
            for (int line = 0; line < Repeats.MOST_OF_A_SOURCE; line++) {
                assertThat(isNew("line of " + line, 0)).isTrue();
            }
            assertThat(isNew("rest", 1)).isTrue();
            assertThat(isNew("rest of the rest", 2)).isFalse();
            assertThat(due(60)).isEmpty();
            assertThat(due(62)).containsExactly("not any more for a minute, after 2 times: rest!");
        }
    }
}
