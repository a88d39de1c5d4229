package dev.recount.archive.settled;

import dev.recount.archive.segment.ArchiveManifest;
import dev.recount.archive.segment.SegmentManifest.StoredFile;
import dev.recount.archive.storage.FolderStorage;
import dev.recount.archive.storage.Storage;
import dev.recount.archive.storage.StorageException;
import dev.recount.database.Database;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.journal.stored.archived.ArchiveTable.Rule;
import dev.recount.journal.stored.archived.KnownSegment;
import dev.recount.journal.stored.archived.StoredSegment;
import dev.recount.log.LogReader;
import dev.recount.model.type.StreamType;
import dev.recount.replay.Replay;
import dev.recount.replay.Snapshot;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The archive of all journals. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class Archive {

    private final PerJournal<Database> journals;
    private final LogReader log;
    private final List<Rule> rules;
    private final Replay replay;
    private final SettledStatesCheck states;
    private final int rememberedCommands;
    private final ArchiveSettings settings;
    private final Clock clock;

    /**
     * Prepares to archive.
     *
     * @param codecs the stream types of today, which say what may move
     * @param rememberedCommands the number of commands that the states of streams remember
     */
    public Archive(
            PerJournal<Database> journals,
            Codecs codecs,
            int rememberedCommands,
            ArchiveSettings settings,
            Clock clock) {
        this.journals = journals;
        this.log = new LogReader(journals, codecs);
        this.rules = rules(codecs);
        StoredStreams stored = StoredStreams.shared(journals);
        this.replay = new Replay(stored, codecs);
        this.states = new SettledStatesCheck(stored, codecs);
        this.rememberedCommands = rememberedCommands;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the rules by which events of these stream types move. */
    static List<Rule> rules(Codecs codecs) {
        return codecs.all().stream().flatMap(codec -> rule(codec).stream()).toList();
    }

    private static Optional<Rule> rule(StreamCodec<?, ?, ?> codec) {
        StreamType<?, ?, ?> type = codec.type();
        return type.archive()
                .map(policy -> new Rule(
                        type.name(),
                        Snapshot.name(codec),
                        type.snapshots().settledAt().stream()
                                .map(event -> type.name() + "." + event.getSimpleName())
                                .sorted()
                                .toList(),
                        policy.settledPoints(),
                        policy.retention()));
    }

    /** Returns what may move; changes nothing, and stores nothing. */
    public Archived look() {
        return journals.all().stream()
                .map(journal -> new DueEvents(new ArchiveTable(journal), rules, states).count())
                .reduce(Archived.NOTHING, Archived::plus);
    }

    /** A folder that is not mounted looks like an empty one, and would be gone with the machine. */
    private void requireSameFolder(Database journal) {
        List<KnownSegment> before = new ArchiveTable(journal).segments();
        if (!before.isEmpty()) {
            KnownSegment last = before.getLast();
            Optional<String> found = last.deletedAt().isEmpty()
                    ? problem(last.segment(), settings)
                    : manifestProblem(last.segment(), settings);
            found.ifPresent(problem -> {
                throw new ArchiveException("recount.archive.folder: " + problem
                        + "; it has to be the folder that events have moved into so far");
            });
        }
    }

    private void requireRight() {
        if (!journals.all().stream().allMatch(journal -> new ArchiveTable(journal).mayMove())) {
            throw new ArchiveException("the role of the server may not change the rows of events: run recount archive"
                    + " --config FILE with the role that owns the tables");
        }
    }

    /** Tells whether there is an archive. */
    public boolean isThere() {
        return settings.folder().isPresent();
    }

    /**
     * Returns what is wrong with the files of segments that the journals refer to: which of them are missing, or are
     * not those that were stored.
     */
    public static List<String> problems(PerJournal<Database> journals, ArchiveSettings settings) {
        return journals.all().stream()
                .flatMap(journal -> new ArchiveTable(journal).segments().stream())
                .filter(known -> known.deletedAt().isEmpty())
                .flatMap(known -> problem(known.segment(), settings).stream())
                .toList();
    }

    /** Of a segment that was deleted, the manifest stays. */
    private static Optional<String> manifestProblem(StoredSegment segment, ArchiveSettings settings) {
        String manifest = ArchiveManifest.name(segment.file());
        try (FolderStorage storage = FolderStorage.toRead(settings.folder().orElseThrow())) {
            return storage.get(manifest).isPresent() ? Optional.empty() : Optional.of(manifest + " is missing");
        } catch (StorageException unreadable) {
            return Optional.of(manifest + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static Optional<String> problem(StoredSegment segment, ArchiveSettings settings) {
        String what = "%s, with %,d archived events, ".formatted(segment.file(), segment.events());
        if (settings.folder().isEmpty()) {
            return Optional.of(what + "cannot be looked for: recount.archive.folder is empty");
        }
        try (FolderStorage storage = FolderStorage.toRead(settings.folder().get())) {
            Optional<byte[]> content = storage.get(segment.file());
            if (content.isEmpty()) {
                return Optional.of(what + "is missing in " + settings.folder().get());
            }
            boolean isSame =
                    StoredFile.of(segment.file(), content.get()).sha256().equals(segment.sha256());
            return isSame ? Optional.empty() : Optional.of(what + "is not the file that was stored");
        } catch (StorageException unreadable) {
            return Optional.of(what + "cannot be read: " + unreadable.getMessage());
        }
    }

    /**
     * Moves what may move, a segment at a time: each is stored, read back, and held against the rows, before its events
     * leave those rows in one transaction. Where it is broken off, at whatever moment, nothing is lost, and it goes on
     * when it is run again. The settled states that today's rules cannot go on from are made anew after it.
     *
     * @param isToEnd tells whether it is to end soon
     * @throws ArchiveException if there is no archive, or it cannot be used, or does not give back what was stored
     */
    public Archived run(BooleanSupplier isToEnd) {
        if (settings.folder().isEmpty()) {
            throw new ArchiveException("recount.archive.folder: is empty, so that there is nowhere to move events to");
        }
        requireRight();
        return inFolder(storage -> journals.all().stream()
                .map(journal -> run(journal, storage, isToEnd))
                .reduce(Archived.NOTHING, Archived::plus));
    }

    /** Returns what may be deleted; changes nothing. */
    public Deleted lookForOld() {
        return inFolder(storage -> each(old -> old.look(storage)));
    }

    /**
     * Deletes the segments that are old enough by the rules of their stream types, for good. Each is noted as deleted
     * in one transaction before its file is removed; where it is broken off in between, the next run removes the file.
     *
     * @param by who deletes
     * @param isToEnd tells whether it is to end soon
     * @throws ArchiveException if there is no archive, or it cannot be used
     */
    public Deleted delete(String by, BooleanSupplier isToEnd) {
        requireRight();
        return inFolder(storage -> each(old -> old.delete(storage, by, isToEnd)));
    }

    private Deleted each(Function<OldSegments, Deleted> work) {
        return journals.all().stream()
                .map(journal -> work.apply(new OldSegments(journals, journal, rules, states, clock)))
                .reduce(Deleted.NOTHING, Deleted::plus);
    }

    private <T> T inFolder(Function<FolderStorage, T> work) {
        if (settings.folder().isEmpty()) {
            throw new ArchiveException("recount.archive.folder: is empty, so that there is nothing archived");
        }
        try (FolderStorage storage = settings.open()) {
            journals.all().forEach(this::requireSameFolder);
            return work.apply(storage);
        } catch (StorageException unusable) {
            throw new ArchiveException("recount.archive.folder: " + unusable.getMessage(), unusable);
        }
    }

    private Archived run(Database journal, Storage storage, BooleanSupplier isToEnd) {
        var table = new ArchiveTable(journal);
        var due = new DueEvents(table, rules, states);
        var segment = new NextSegment(table, storage, journal.index() + 1, states, clock);
        Archived moved = new JournalArchive(journal.index(), log, due, segment).run(isToEnd);
        return moved.plus(new StatesMadeAnew(journal, rules, replay, rememberedCommands, clock).run(isToEnd));
    }
}
