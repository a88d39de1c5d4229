package dev.recount.torture.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The nodes as clients know them: one that did not answer is left alone for a while, as a load balancer does. */
final class Nodes {

    private static final long LEFT_ALONE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final List<String> urls;
    private final Map<String, Long> failedNanos = new ConcurrentHashMap<>();

    Nodes(List<String> urls) {
        this.urls = List.copyOf(urls);
    }

    /** Returns the address of a node; of one that did not fail lately, if there is any. */
    String any(RandomGenerator random) {
        long now = System.nanoTime();
        List<String> well = urls.stream()
                .filter(url -> {
                    Long failed = failedNanos.get(url);
                    return failed == null || now - failed > LEFT_ALONE_NANOS;
                })
                .toList();
        List<String> chosen = well.isEmpty() ? urls : well;
        return chosen.get(random.nextInt(chosen.size()));
    }

    /** Tells that a node did not answer. */
    void failed(String url) {
        failedNanos.put(url, System.nanoTime());
    }
}
