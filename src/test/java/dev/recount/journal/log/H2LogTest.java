package dev.recount.journal.log;

import dev.recount.journal.jdbc.Appends;
import dev.recount.journal.jdbc.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** The log on H2, whose one writer commits in the order of numbers. */
class H2LogTest extends LogContract {

    @Override
    DatabaseKind kind() {
        return DatabaseKind.H2;
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
