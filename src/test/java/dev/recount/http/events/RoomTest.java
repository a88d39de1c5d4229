package dev.recount.http.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.TestDatabases;
import dev.recount.http.answer.ProblemException;
import dev.recount.http.answer.StreamingAnswers;
import dev.recount.http.request.HttpSettings;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.JournalDatabase;
import dev.recount.log.Log;
import dev.recount.log.LogReader;
import dev.recount.log.position.Position;
import dev.recount.subscription.Bookmark;
import dev.recount.subscription.CircumstanceFilter;
import dev.recount.subscription.EventFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions that come at once, none of which has begun yet. */
class RoomTest {

    private static final Flow<ByteString, ByteString, NotUsed> KNOWN = Flow.create();

    private static final Subscriptions.Wanted WANTED = new Subscriptions.Wanted(
            new EventFilter(
                    Set.of(), Set.of(), Optional.empty(), Optional.empty(), CircumstanceFilter.ALL, _ -> true, false),
            _ -> true);

    @TempDir
    Path folder;

    @Test
    void isTakenBeforeASubscriptionBeginsAndFreeAgainIfItCannot() {
        var never = new CompletableFuture<Bookmark>();
        var broken = new CompletableFuture<Bookmark>();
        try (Database database = JournalDatabase.open(TestDatabases.settings(DatabaseKind.H2, folder));
                var log = new Log(new LogReader(database, new Codecs(List.of())), Runnable::run, Duration.ofHours(1))) {
            var subscriptions = new Subscriptions(
                    log, new HttpSettings.Subscriptions(2, Duration.ofMinutes(1)), new StreamingAnswers());
            subscriptions.follow(never, WANTED, KNOWN);
            subscriptions.follow(broken, WANTED, KNOWN);
            assertThatThrownBy(() -> subscriptions.follow(never, WANTED, KNOWN)).isInstanceOf(ProblemException.class);

            broken.completeExceptionally(new IllegalStateException("the journal is away"));

            assertThat(subscriptions.follow(
                            CompletableFuture.completedStage(Bookmark.of(Position.START)), WANTED, KNOWN))
                    .isCompleted();
        }
    }
}
