package dev.recount.server;

import dev.recount.archive.settled.Archive;
import dev.recount.archive.settled.ArchiveSettings;
import dev.recount.archive.settled.Archiving;
import dev.recount.boundary.TagBuilding;
import dev.recount.claim.ClaimBuilding;
import dev.recount.claim.settlement.Settling;
import dev.recount.cluster.Members;
import dev.recount.cluster.singleton.Singletons;
import dev.recount.erasure.UnfinishedErasures;
import dev.recount.history.scrub.Integrity;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.journal.codec.Codecs;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.Storage;
import dev.recount.timeline.TimelineFollower;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The work that one node of a cluster does at a time, besides what views, handlers and migrations have to do.
 *
 * @param claims the counting of what streams of before hold
 * @param tags the counting of the tags of events of before
 * @param archive what moves events out of the database, at times or when asked for
 */
record Background(ClaimBuilding claims, TagBuilding tags, Archive archive) {

    /**
     * The parts of a server that such work is done on.
     *
     * @param outside those outside the server who are told of seals
     */
    record Parts(
            RunningStreams.Ground ground,
            RunningStreams running,
            Integrity integrity,
            Optional<SubjectEndpoints.Part> subjects,
            Optional<SealsPart> seals,
            OutsidePart outside) {}

    /** Has all of it done, on this node or another one. */
    static Background begin(Settings settings, Parts parts, Singletons singletons, Clock clock) {
        RunningStreams running = parts.running;
        Storage storage = parts.ground.storage();
        Codecs codecs = parts.ground.codecs();
        singletons.add(List.of(parts.integrity.singleton()));
        var claims =
                new ClaimBuilding(running.claims(), new Members(running.node().system()), clock);
        if (running.claims().areThere()) {
            singletons.add(List.of(claims));
            running.claims().settlement().ifPresent(settlement -> singletons.add(List.of(new Settling(settlement))));
        }
        var tags =
                new TagBuilding(running.boundaries(), new Members(running.node().system()), clock);
        if (running.boundaries().areThere()) {
            singletons.add(List.of(tags));
        }
        parts.subjects.ifPresent(part -> singletons.add(List.of(new UnfinishedErasures(part.erasures()))));
        parts.seals.ifPresent(part -> singletons.add(part.singletons(parts.outside, clock)));
        singletons.add(List.of(new TimelineFollower(running.log(), codecs, storage.home(), clock)));
        var archive = new Archive(
                storage.databases(),
                codecs,
                settings.streams().rememberedCommands(),
                settings.storage().archive(),
                clock);
        ArchiveSettings archiving = settings.storage().archive();
        if (!archiving.interval().isZero()) {
            singletons.add(List.of(new Archiving(archive, archiving)));
        }
        return new Background(claims, tags, archive);
    }
}
