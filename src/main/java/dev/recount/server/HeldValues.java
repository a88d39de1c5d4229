package dev.recount.server;

import dev.recount.claim.Claims;
import dev.recount.claim.settlement.KeptValues;
import dev.recount.journal.claim.ClaimReservations;
import dev.recount.journal.claim.Claimed;
import dev.recount.model.StreamId;
import dev.recount.stream.ClaimLook;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The look of streams at what others hold, and the keeping of what they would. */
final class HeldValues implements ClaimLook {

    private final Claims claims;
    private final Executor executor;
    private final Optional<ClaimReservations> reservations;

    /**
     * Prepares to look.
     *
     * @param executor runs what waits for databases
     */
    HeldValues(Claims claims, Executor executor) {
        this.claims = claims;
        this.executor = executor;
        this.reservations = claims.settlement().map(settlement -> new KeptValues(settlement, executor));
    }

    @Override
    public CompletionStage<Optional<String>> taken(StreamId stream, Claimed claimed) {
        return CompletableFuture.supplyAsync(() -> claims.taken(stream, claimed), executor);
    }

    @Override
    public Optional<ClaimReservations> reservations() {
        return reservations;
    }
}
