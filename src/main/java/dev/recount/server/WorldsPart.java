package dev.recount.server;

import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.decision.RejectionLog;
import dev.recount.decision.log.DecisionLog;
import dev.recount.log.LogReader;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.WriteSide;
import dev.recount.world.Worlds;
import dev.recount.world.rules.RuleBook;
import dev.recount.world.rules.RuleFolder;
import java.time.Clock;
import java.util.List;

/** The worlds of a server, put together. */
final class WorldsPart {

    private WorldsPart() {}

    /** Opens them; worlds are dropped that nodes have left behind which are no more. */
    static Worlds open(
            Settings settings,
            List<Domain> domains,
            RunningStreams.Ground ground,
            RunningStreams running,
            Clock clock) {
        WriteSide writeSide = ground.writeSide();
        var decisions = new DecisionLog(
                new LogReader(ground.storage().databases(), ground.codecs()),
                writeSide.rejections().map(RejectionLog::reader));
        var services = new Worlds.Services(
                decisions,
                ground.storage().home(),
                running.self().toString(),
                () -> running.others().stream().map(SeedNode::toString).toList(),
                new WriterPace(writeSide::commits)::rest,
                clock);
        var worlds = new Worlds(services, book(settings, domains), settings.worlds());
        worlds.start();
        return worlds;
    }

    private static RuleBook book(Settings settings, List<Domain> domains) {
        return new RuleBook(
                domains,
                settings.worlds().rules().map(RuleFolder::new),
                others -> Domains.configureKnown(others, settings.domainSettings()));
    }
}
