package dev.recount.torture.subscriber;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of a subscription as they come in; none is asked for before the one before it was taken. */
final class EventLines implements Flow.Subscriber<String> {

    private static final String END = "\u0000end";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        subscribed.countDown();
        given.request(1);
    }

    @Override
    public void onNext(String line) {
        lines.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        lines.add(END);
    }

    @Override
    public void onComplete() {
        lines.add(END);
    }

    /** Returns the next line, or nothing if the subscription has ended or nothing comes for so long. */
    @Nullable
    String next(long patienceMillis) throws InterruptedException {
        String line = lines.poll(patienceMillis, TimeUnit.MILLISECONDS);
        if (line == null || line.equals(END)) {
            return null;
        }
        Flow.Subscription open = subscription;
        if (open != null) {
            open.request(1);
        }
        return line;
    }

    void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
