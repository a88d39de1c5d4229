package dev.recount.server;

import dev.recount.cluster.singleton.Singleton;
import dev.recount.metrics.Metrics;
import dev.recount.seal.outside.CheckpointFile;
import dev.recount.seal.outside.CheckpointWebhook;
import dev.recount.seal.outside.OutgoingPosts;
import dev.recount.seal.outside.OutsideSettings;
import dev.recount.seal.outside.Trouble;
import dev.recount.seal.outside.Troubles;
import dev.recount.seal.outside.Witnessing;
import dev.recount.seal.store.SealTable;
import dev.recount.seal.store.StoredTree;
import dev.recount.server.settings.SettingsException;
import dev.recount.server.storage.Closings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The part of a server that has checkpoints remembered outside of its databases. */
final class OutsidePart {

    private final OutsideSettings settings;
    private final Troubles ofWitnesses = new Troubles();
    private final Troubles ofWebhook = new Troubles();
    private final Troubles ofFile = new Troubles();
    private final OutgoingPosts toWitnesses = new OutgoingPosts(ofWitnesses);
    private final OutgoingPosts toWebhook = new OutgoingPosts(ofWebhook);
    private final Optional<CheckpointFile> file;

    private OutsidePart(OutsideSettings settings) {
        this.settings = settings;
        this.file = settings.file().map(path -> new CheckpointFile(path, ofFile));
    }

    /**
     * Opens it; what uses it is to be opened after it.
     *
     * @throws SettingsException if the file that checkpoints are appended to cannot be
     */
    static OutsidePart open(OutsideSettings settings, Closings closings) {
        settings.file().map(Path::toAbsolutePath).ifPresent(OutsidePart::requireFile);
        var part = new OutsidePart(settings);
        closings.add(part.toWitnesses::close);
        closings.add(part.toWebhook::close);
        part.file.ifPresent(copies -> closings.add(copies::close));
        return part;
    }

    /** A place that is away now, such as a disk of another machine, may be back later, and keeps no server down. */
    private static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new SettingsException(
                    "recount.seal.checkpoint-file: nothing can be appended to " + file + ": it is a folder");
        }
    }

    /** Returns what takes each checkpoint at once. */
    Consumer<StoredTree> copy() {
        return tree -> file.ifPresent(copies -> copies.accept(tree));
    }

    /** Returns the work that sends checkpoints to others. */
    List<Singleton<?>> singletons(List<SealTable> trees, Duration interval, Clock clock) {
        var all = new ArrayList<Singleton<?>>();
        if (!settings.witnesses().isEmpty()) {
            trees.forEach(tree -> all.add(new Witnessing(tree, settings, interval, toWitnesses, clock)));
        }
        settings.webhook().ifPresent(url -> all.add(new CheckpointWebhook(trees, url, interval, toWebhook)));
        return all;
    }

    /** Counts what fails; in which place, and which witness, is told in the log. */
    void measure(Metrics metrics) {
        for (Trouble trouble : Trouble.values()) {
            metrics.count(
                    "recount.seal.witness.failures",
                    "Requests to witnesses of which no cosignature has come",
                    () -> ofWitnesses.of(trouble),
                    "reason",
                    trouble.name().toLowerCase(Locale.ROOT));
        }
        String description = "Checkpoints that could not be appended to their file, or posted";
        metrics.count("recount.seal.copy.failures", description, ofFile::all, "to", "file");
        metrics.count("recount.seal.copy.failures", description, ofWebhook::all, "to", "webhook");
    }
}
