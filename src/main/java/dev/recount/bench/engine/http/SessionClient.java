package dev.recount.bench.engine.http;

import dev.recount.bench.contest.Discipline;
import dev.recount.bench.load.Payment;
import dev.recount.bench.load.PaymentSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Clients that share sessions, each with one command at a time; they cost as little as can be. */
public final class SessionClient implements PaymentSink, AutoCloseable {

    private final List<SessionConnection> sessions = new ArrayList<>();
    private final ReadingThread reading;

    public SessionClient(int port, int count) {
        try {
            this.reading = new ReadingThread("bench-session-clients");
            for (int i = 0; i < count; i++) {
                var session = new SessionConnection(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                reading.add(session);
                sessions.add(session);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public CompletionStage<?> send(int client, List<Payment> payments) {
        return sessions.get(client % sessions.size()).send(PaymentLine.of(Discipline.SESSION, payments.getFirst()));
    }

    @Override
    public void close() {
        reading.close();
    }
}
