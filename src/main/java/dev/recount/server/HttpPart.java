package dev.recount.server;

import dev.recount.archive.settled.Archive;
import dev.recount.cluster.Members;
import dev.recount.correction.Corrector;
import dev.recount.decision.Decisions;
import dev.recount.decision.log.DecisionLog;
import dev.recount.decision.log.DecisionPages;
import dev.recount.history.History;
import dev.recount.http.HttpApi;
import dev.recount.http.operations.Operations;
import dev.recount.http.subjects.SubjectEndpoints;
import dev.recount.metrics.Metrics;
import dev.recount.preview.Previews;
import dev.recount.privacy.SubjectKeys;
import dev.recount.server.health.HealthChecks;
import dev.recount.server.health.VitalActors;
import dev.recount.server.settings.Settings;
import dev.recount.timeline.Timeline;
import dev.recount.world.Worlds;
import java.time.Clock;
import java.util.Optional;

/** The parts of a server that are served over HTTP. */
record HttpPart(
        Settings settings,
        RunningStreams.Ground ground,
        RunningStreams running,
        Consumers consumers,
        DecisionLog decisions,
        Worlds worlds,
        Optional<SubjectKeys> keys,
        Optional<SubjectEndpoints.Part> subjects,
        Optional<SealsPart> seals,
        Metrics metrics,
        Archive archive,
        AccessPart.Known known,
        Clock clock) {

    /** Returns the interface over which they are served, at no port yet. */
    HttpApi api() {
        return new HttpApi(running.node().system().classicSystem(), settings.http(), services());
    }

    private HttpApi.Services services() {
        History history = ground.readSide().history();
        HealthChecks health = health();
        return new HttpApi.Services(
                ground.codecs(),
                running.streams(),
                new Previews(ground.codecs(), running.streams(), history, settings.streams(), clock),
                running.transactions(),
                running.claims(),
                running.boundaries(),
                history,
                new Corrector(
                        running.streams(),
                        history.replay(),
                        ground.codecs(),
                        settings.streams(),
                        settings.corrections(),
                        consumers.migrations()::of,
                        history.executor(),
                        clock),
                new Decisions(
                        ground.storage().reader(),
                        ground.codecs(),
                        ground.writeSide().rejections(),
                        history.executor()),
                new DecisionPages(decisions, history.executor()),
                consumers.views(),
                consumers.handlers(),
                consumers.migrations(),
                consumers.processes(),
                worlds,
                subjects,
                seals.map(SealsPart::published),
                running.log(),
                new Timeline(ground.storage().home(), seals.map(SealsPart::trees)),
                new Members(running.node().system()),
                consumers.singletons(),
                new Operations(
                        health::live, health::ready, metrics::scrape, metrics.busyStreams()::busiest, metrics::last),
                archive,
                known.callers(),
                known.audit(),
                clock);
    }

    private HealthChecks health() {
        return new HealthChecks(
                running.node(),
                VitalActors.of(running.node().system(), running.node()),
                ground.writeSide().events(),
                ground.writeSide().rejections(),
                ground.storage().databases(),
                keys);
    }
}
