package dev.recount.http.bulk;

import dev.recount.model.StreamId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Carries out lines: those of one stream one after another, in their order, those of different streams side by side.
 * Their results are given in the order in which they come, as many at a time as there are.
 *
 * <p>Put together from Pekko's own stages, it would take a message from actor to actor for each line.
 */
final class SideBySide extends GraphStage<FlowShape<BulkLine, ByteString>> {

    private final Inlet<BulkLine> in = Inlet.create("lines");
    private final Outlet<ByteString> out = Outlet.create("results");
    private final FlowShape<BulkLine, ByteString> shape = FlowShape.of(in, out);
    private final Limits limits;
    private final Function<BulkLine, CompletionStage<BulkResult>> execution;

    /**
     * The limits of what is done at a time.
     *
     * @param running the most lines that are carried out side by side
     * @param taken the most lines whose results have not been given yet; the more there may be, the longer does a busy
     *     stream not hold up the others
     * @param bytes the most that the commands of lines take that have not ended; one more is taken below it
     */
    record Limits(int running, int taken, int bytes) {}

    /**
     * Prepares to carry out lines.
     *
     * @param execution carries out a line; what it returns fails where nothing more of the request should be done
     */
    SideBySide(Limits limits, Function<BulkLine, CompletionStage<BulkResult>> execution) {
        this.limits = limits;
        this.execution = execution;
    }

    @Override
    public FlowShape<BulkLine, ByteString> shape() {
        return shape;
    }

    @Override
    public GraphStageLogic createLogic(Attributes inheritedAttributes) {
        return new Logic();
    }

    /** The end of a line: its result, or the failure that ends the request. */
    private sealed interface End {

        record Result(BulkLine line, BulkResult result) implements End {}

        record Failure(Throwable failure) implements End {}
    }

    /** But for what ends on other threads, all is done by the one thread that the stage has at a time. */
    private final class Logic extends GraphStageLogic implements InHandler, OutHandler {

        private final BulkResults results = new BulkResults();
        private final Queue<BulkLine> ready = new ArrayDeque<>();

        /** For each stream of which a line is ready or running, the lines after that one. */
        private final Map<StreamId, Queue<BulkLine>> later = new HashMap<>();

        private final Queue<End> ended = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean isToldOfEnded = new AtomicBoolean();
        private final AsyncCallback<Logic> tellOfEnded = createAsyncCallback(_ -> takeResults());
        private int open;
        private long bytes;
        private int running;

        Logic() {
            super(shape);
            setHandler(in, this);
            setHandler(out, this);
        }

        @Override
        public void preStart() {
            pull(in);
        }

        @Override
        public void onPush() {
            BulkLine line = grab(in);
            open++;
            bytes += line.size();
            line.stream()
                    .map(stream -> later.putIfAbsent(stream, new ArrayDeque<>(0)))
                    .orElse(ready)
                    .add(line);
            goOn();
        }

        @Override
        public void onPull() {
            goOn();
        }

        @Override
        public void onUpstreamFinish() {
            goOn();
        }

        private void goOn() {
            while (running < limits.running && !ready.isEmpty()) {
                run(ready.remove());
            }
            if (!results.isEmpty() && isAvailable(out)) {
                push(out, results.take());
            }
            if (isClosed(in)) {
                if (open == 0 && results.isEmpty()) {
                    completeStage();
                }
            } else if (open + results.size() < limits.taken && bytes < limits.bytes && !hasBeenPulled(in)) {
                pull(in);
            }
        }

        private void run(BulkLine line) {
            running++;
            var _ = execution.apply(line).whenComplete((result, failure) -> {
                ended.add(failure == null ? new End.Result(line, result) : new End.Failure(failure));
                if (isToldOfEnded.compareAndSet(false, true)) {
                    tellOfEnded.invoke(this);
                }
            });
        }

        private void takeResults() {
            isToldOfEnded.set(false); // before looking: who ends from now on tells again
            for (End end = ended.poll(); end != null; end = ended.poll()) {
                switch (end) {
                    case End.Result(var line, var result) -> {
                        results.add(result);
                        leave(line);
                    }
                    case End.Failure(var failure) -> {
                        failStage(failure);
                        return;
                    }
                }
            }
            goOn();
        }

        private void leave(BulkLine line) {
            open--;
            bytes -= line.size();
            running--;
            line.stream().ifPresent(stream -> later.computeIfPresent(stream, (_, waiting) -> makeReady(waiting)));
        }

        /**
         * Has the next line of a stream carried out, if there is one; returns those that have to wait for it, or null.
         */
        private @Nullable Queue<BulkLine> makeReady(Queue<BulkLine> waiting) {
            BulkLine next = waiting.poll();
            if (next == null) {
                return null;
            }
            ready.add(next);
            return waiting;
        }
    }
}
