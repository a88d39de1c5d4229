package dev.recount.http.connection;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The connections to one port that are open, of which there are never more than there may be. */
final class Connections {

    private final ConnectionLimits limits;
    private final Set<OpenConnection> open = new HashSet<>();
    private final Map<InetAddress, Integer> ofAddress = new HashMap<>();
    private final CompletableFuture<Done> ended = new CompletableFuture<>();
    private boolean isEnding;

    Connections(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** Returns how many are open. */
    synchronized int count() {
        return open.size();
    }

    /** Admits one more, if there is room for one from its address. */
    synchronized Optional<OpenConnection> open(InetAddress address) {
        int others = ofAddress.getOrDefault(address, 0);
        if (isEnding || open.size() >= limits.most() || others >= limits.mostOfAddress()) {
            return Optional.empty();
        }
        ofAddress.put(address, others + 1);
        var connection = new OpenConnection();
        open.add(connection);
        return Optional.of(connection);
    }

    /** Takes note that one has ended. */
    synchronized void ended(OpenConnection connection, InetAddress address) {
        if (open.remove(connection)) {
            ofAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        }
        completeWhenEnded();
    }

    /** Lets all end with the requests that they are at; completes when they have. */
    CompletionStage<Done> finish() {
        List<OpenConnection> left;
        synchronized (this) {
            isEnding = true;
            left = new ArrayList<>(open);
            completeWhenEnded();
        }
        left.forEach(OpenConnection::finish);
        return ended.copy();
    }

    /** Breaks off those that are still open. */
    void breakOff() {
        List<OpenConnection> left;
        synchronized (this) {
            left = new ArrayList<>(open);
        }
        left.forEach(OpenConnection::breakOff);
    }

    private void completeWhenEnded() {
        if (isEnding && open.isEmpty()) {
            ended.complete(Done.getInstance());
        }
    }
}
