package dev.recount.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.database.DatabaseKind;
import dev.recount.journal.append.Appends;
import dev.recount.log.position.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The log on H2, whose one writer commits in the order of numbers. */
class H2LogTest extends LogContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
    }

    @Test
    void showsNothingThatIsNotCertainToBeInTheFile() throws SQLException {
        Appends.append(queue, stream(1), 1, 2).join();
        try (Connection elsewhere = database.pool().getConnection()) {
            Appends.insert(elsewhere, stream(2), 1, 1);
        }
        Position head = reader().head(0);

        assertThat(reader().read(0, Position.START, 10).entries()).hasSize(2);
        assertThat(reader().readStream(stream(2), 0, 10).entries()).isEmpty();
        assertThat(reader().positionOf(stream(1), 2)).hasValue(head);

        Appends.append(queue, stream(1), 3, 1).join();

        assertThat(reader().read(0, head, 10).entries()).hasSize(2);
    }

    @Override
    int expectedEvents(int writers, int appends) {
        return writers * appends * 2;
    }

    @Override
    void write(int writers, int appends) throws Exception {
        List<Future<?>> writing = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            var stream = stream(writer);
            writing.add(threads.submit(() -> {
                for (int append = 0; append < appends; append++) {
                    Appends.append(queue, stream, 2L * append + 1, 2).join();
                    if (append % 5 == 0) { // refused: these versions are there already
                        Appends.append(queue, stream, 2L * append + 1, 2)
                                .handle((_, failure) -> failure)
                                .join();
                    }
                }
            }));
        }
        for (Future<?> each : writing) {
            each.get();
        }
    }
}
