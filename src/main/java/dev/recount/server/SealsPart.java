package dev.recount.server;

import dev.recount.cluster.singleton.Singleton;
import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.decision.Rejections;
import dev.recount.http.seals.PublishedSeals;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.spread.PerJournal;
import dev.recount.log.LogCheck;
import dev.recount.log.LogReader;
import dev.recount.seal.EventReceipts;
import dev.recount.seal.Leaves;
import dev.recount.seal.RejectionReceipts;
import dev.recount.seal.SealKeys;
import dev.recount.seal.SealSettings;
import dev.recount.seal.SealedTree;
import dev.recount.seal.SealedTrees;
import dev.recount.seal.Sealing;
import dev.recount.seal.reading.SealedJournals;
import dev.recount.seal.reading.SealedLog;
import dev.recount.seal.store.SealTable;
import dev.recount.server.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of a server that seals the journals, gives receipts, and holds what is read against the seals. */
final class SealsPart {

    private final SealedTrees trees;
    private final LogReader log;
    private final PerJournal<Rejections> rejections;
    private final SealSettings settings;

    private SealsPart(
            SealSettings settings,
            PerJournal<Database> journals,
            PerJournal<Rejections> rejections,
            Codecs codecs,
            SealKeys keys,
            Clock clock) {
        this.settings = settings;
        this.log = new LogReader(journals, codecs);
        this.rejections = rejections;
        this.trees = new SealedTrees(
                journals.map(journal -> new SealedTree(
                        new SealTable(journal, SealTable.EVENTS),
                        Leaves.events(log, journal.index()),
                        keys,
                        settings.origin(),
                        clock)),
                journals.map(journal -> new SealedTree(
                        new SealTable(journal, SealTable.REJECTIONS),
                        Leaves.rejections(rejections.all().get(journal.index())),
                        keys,
                        settings.originOfRejections(),
                        clock)));
        requireOurs();
    }

    /** A tree that was ended, and in which nothing has come since, does not ask for the keys of back then. */
    private void requireOurs() {
        List<SealedTree> begun =
                trees.all().stream().filter(SealedTree::isBegun).toList();
        (begun.isEmpty() ? trees.all() : begun).forEach(SealedTree::requireOurs);
    }

    /**
     * Opens it, if the settings ask for seals.
     *
     * @param rejections reads the rejections, as far as they are written for good
     * @throws DatabaseException if the keys cannot be used, or are not those that have signed so far
     */
    static Optional<SealsPart> open(
            Settings settings,
            PerJournal<Database> journals,
            PerJournal<Rejections> rejections,
            Codecs codecs,
            Clock clock) {
        return settings.seals().isOn()
                ? Optional.of(new SealsPart(
                        settings.seals(),
                        journals,
                        rejections,
                        codecs,
                        SealKeys.open(settings.sealKey(), !isSigned(journals)),
                        clock))
                : Optional.empty();
    }

    /**
     * Opens it for a server that does not run, if anything is sealed.
     *
     * @param keys the keys that have signed, as far as they are known
     * @throws DatabaseException if they are not those that have signed so far
     */
    static Optional<SealsPart> ofStopped(
            Settings settings, PerJournal<Database> journals, Codecs codecs, SealKeys keys) {
        return isSealed(journals)
                ? Optional.of(new SealsPart(
                        settings.seals(),
                        journals,
                        journals.map(journal -> Rejections.of(journal, codecs.reader())),
                        codecs,
                        keys,
                        Clock.systemUTC()))
                : Optional.empty();
    }

    private static boolean isSealed(PerJournal<Database> journals) {
        return tables(journals).anyMatch(table -> table.read().isPresent());
    }

    private static boolean isSigned(PerJournal<Database> journals) {
        return tables(journals).anyMatch(table -> table.signed().isPresent());
    }

    private static Stream<SealTable> tables(PerJournal<Database> journals) {
        return journals.all().stream()
                .flatMap(journal ->
                        Stream.of(SealTable.EVENTS, SealTable.REJECTIONS).map(tree -> new SealTable(journal, tree)));
    }

    /** Returns the trees. */
    SealedTrees trees() {
        return trees;
    }

    /** Returns what is published of the seals. */
    PublishedSeals published() {
        return new PublishedSeals(
                trees,
                log,
                new EventReceipts(trees.events(), log),
                new RejectionReceipts(trees.rejections(), rejections));
    }

    /** Returns what finds things that are not as they were sealed. */
    SealedJournals journals() {
        return new SealedJournals(trees, log, rejections);
    }

    /** Returns what readers of the log hold it against. */
    LogCheck check() {
        return new SealedLog(trees.events(), settings.interval());
    }

    /** Returns the work that seals, and that has what is sealed remembered outside. */
    List<Singleton<?>> singletons(OutsidePart outside, Clock clock) {
        var all = new ArrayList<Singleton<?>>();
        all.add(new Sealing(trees.all(), settings.interval(), outside.copy()));
        all.addAll(
                outside.singletons(trees.all().stream().map(SealedTree::table).toList(), settings.interval(), clock));
        return all;
    }
}
