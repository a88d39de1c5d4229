package dev.recount.server;

import dev.recount.erasure.Erasures;
import dev.recount.erasure.HeldData;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.SubjectStreams;
import dev.recount.privacy.Erasure;
import dev.recount.privacy.SubjectKeys;
import dev.recount.server.storage.Closings;
import dev.recount.view.generation.PersonalRows;
import dev.recount.world.Worlds;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The erasure of persons, put together. */
final class ErasuresPart {

    private ErasuresPart() {}

    /** Starts it; what was begun before is ended by the node that does the work of {@code UnfinishedErasures}. */
    static SubjectEndpoints.Part open(
            SubjectKeys keys, RunningStreams.Ground ground, RunningStreams running, Worlds worlds, Closings closings) {
        var storage = ground.storage();
        var subjects = new SubjectStreams(storage.databases());
        var rows = new PersonalRows(storage.home());
        var erasures = new Erasures(new Erasures.Services(
                keys,
                ground.codecs(),
                running.streams(),
                running.claims(),
                subjects,
                StoredStreams.shared(storage.databases()).snapshots(),
                running.log().reader(),
                rows,
                worlds));
        closings.add(erasures::close);
        return new SubjectEndpoints.Part(
                erasures,
                new HeldData(
                        subjects,
                        StoredStreams.shared(storage.databases()),
                        ground.codecs(),
                        rows,
                        ground.writeSide().rejections()));
    }

    /** Returns how handlers have somebody forgotten. */
    static Function<Erasure, CompletionStage<?>> erasing(Optional<SubjectEndpoints.Part> part) {
        return part.<Function<Erasure, CompletionStage<?>>>map(here -> here.erasures()::erase)
                .orElseGet(() -> asked -> CompletableFuture.failedFuture(new IllegalStateException(
                        "there is nobody to forget: no stream type of this server has personal data")));
    }
}
