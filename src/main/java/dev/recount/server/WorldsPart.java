package dev.recount.server;

import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.decision.log.DecisionLog;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.domain.Domain;
import dev.recount.server.settings.Settings;
import dev.recount.world.Worlds;
import dev.recount.world.rules.RuleBook;
import dev.recount.world.rules.RuleFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The worlds of a server, put together. */
final class WorldsPart {

    private WorldsPart() {}

    /** Opens them; worlds are dropped that nodes have left behind which are no more. */
    static Worlds open(
            Settings settings,
            List<Domain> domains,
            RunningStreams.Ground ground,
            RunningStreams running,
            DecisionLog decisions,
            Clock clock) {
        var services = new Worlds.Services(
                decisions,
                ground.storage().home(),
                running.self().toString(),
                () -> running.others().stream().map(SeedNode::toString).toList(),
                () -> new WriterPace(ground.writeSide()::commits),
                clock);
        var worlds = new Worlds(
                services,
                book(settings, domains, ground.codecs(), settings.worlds().rules()),
                settings.worlds());
        worlds.start();
        return worlds;
    }

    /**
     * Returns the rules that worlds can be asked under.
     *
     * @param codecs those of the domains
     * @param jars the folder of jars with other rules, if there is one
     */
    static RuleBook book(Settings settings, List<Domain> domains, Codecs codecs, Optional<Path> jars) {
        return new RuleBook(
                domains,
                codecs,
                jars.map(RuleFolder::new),
                others -> Domains.configureKnown(others, settings.domainSettings()));
    }
}
