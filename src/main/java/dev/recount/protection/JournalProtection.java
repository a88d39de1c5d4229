package dev.recount.protection;

import dev.recount.database.Database;
import dev.recount.database.DatabaseKind;
import dev.recount.database.postgres.Session;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Transactions;
import dev.recount.journal.JournalKey;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventProtection;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.archived.ArchiveTable;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.privacy.Keys;
import dev.recount.seal.store.SealTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The protection of all journals of a stopped server: each stream with personal data in the clear is encrypted in one
 * transaction, with some others, and so is each page of rejected commands. Broken off, it goes on where it was when it
 * is run once more; what is encrypted already stays as it is.
 *
 * <p>Blocks, and throws {@link DatabaseException} when a database does not answer, or a server uses it.
 */
public final class JournalProtection {

    /** Few enough that a transaction ends within seconds, many enough that its commit costs little for each. */
    private static final int STREAMS_AT_ONCE = 64;

    private final PerJournal<Database> journals;
    private final JournalReader reader;
    private final Codecs codecs;
    private final Comparison comparison;
    private final Keys keys;
    private final Clock clock;
    private final Map<String, EventProtection> byType = new LinkedHashMap<>();
    private final Findings findings = new Findings();
    private final RejectionProtection rejections;
    private final PerJournal<Set<String>> users;

    /**
     * Prepares to protect; nobody else of ours uses the journals.
     *
     * @param codecs the stream types of today, which seal what they hold
     */
    public JournalProtection(PerJournal<Database> journals, Codecs codecs, Keys keys, Clock clock) {
        this.journals = journals;
        this.reader = new JournalReader(journals, Database::pool);
        this.codecs = codecs;
        this.comparison = new Comparison(codecs, keys);
        this.keys = keys;
        this.clock = clock;
        this.users = journals.map(JournalProtection::users);
        this.rejections = new RejectionProtection(codecs, findings, clock);
        codecs.all().stream()
                .filter(StreamCodec::holdsPersonal)
                .forEach(codec -> byType.put(codec.type().name(), new EventProtection(codec)));
    }

    private static Set<String> users(Database journal) {
        return journal.kind() == DatabaseKind.H2
                ? Set.of() // nobody else can open the file
                : new Transactions(journal.pool(), "who uses the journal cannot be told").run(Session::others);
    }

    /**
     * Looks for what stands in the clear.
     *
     * @param interim is told now and then what was found so far
     */
    public ProtectionReport look(Consumer<ProtectionReport> interim) {
        return run(false, interim);
    }

    /**
     * Protects what stands in the clear.
     *
     * @param interim is told now and then what was done so far
     * @throws DatabaseException also if a handler has begun what it would not know again
     */
    public ProtectionReport protect(Consumer<ProtectionReport> interim) {
        requireNothingBegun();
        return run(true, interim);
    }

    /** Commands that were sent are compared with those that are sent again, which have other digests once protected. */
    private void requireNothingBegun() {
        List<String> begun = new Transactions(journals.home().pool(), "what handlers do cannot be told")
                .run(statements -> statements.select(
                        "SELECT DISTINCT handler FROM handler_pending WHERE answers <> '[]' ORDER BY handler",
                        row -> row.getString(1)));
        if (!begun.isEmpty()) {
            throw new DatabaseException(
                    "the handlers " + String.join(", ", begun) + " have sent commands for events that they are not done"
                            + " with: start the server, let them end it, or drop it, and stop the server again");
        }
    }

    private ProtectionReport run(boolean isToProtect, Consumer<ProtectionReport> interim) {
        for (int journal = 0; journal < reader.journals(); journal++) {
            Database database = journals.all().get(journal);
            var waiting = new ArrayList<StreamProtection>();
            reader.forEachName(journal, "", name -> {
                JournalKey.find(name).flatMap(this::clear).ifPresent(waiting::add);
                if (waiting.size() == STREAMS_AT_ONCE) {
                    take(waiting, database, isToProtect);
                    waiting.clear();
                }
                interim.accept(findings.report());
            });
            take(waiting, database, isToProtect);
            rejections.run(database, isToProtect);
        }
        return findings.report();
    }

    /** Returns a stream that holds something in the clear. */
    private Optional<StreamProtection> clear(StreamId stream) {
        EventProtection protection = byType.get(stream.type());
        if (protection == null) {
            if (codecs.find(stream.type()).isEmpty()) {
                findings.unknown("the streams of type " + stream.type());
            }
            return Optional.empty();
        }
        var one = new StreamProtection(stream, protection, comparison, reader, findings);
        try {
            return one.isClear() ? protectable(one) : Optional.empty();
        } catch (IllegalStateException unfit) {
            findings.addProblem(stream + ": " + unfit.getMessage());
            return Optional.empty();
        }
    }

    /** What a segment holds is never changed, and the events after it hold to its hashes. */
    private Optional<StreamProtection> protectable(StreamProtection clear) {
        long archived = new ArchiveTable(journals.of(clear.stream())).archived(clear.stream());
        if (archived > 0) {
            findings.addProblem(clear.stream() + ": its events up to version " + archived
                    + " are archived, and a segment is never changed");
            return Optional.empty();
        }
        return Optional.of(clear);
    }

    private void take(List<StreamProtection> waiting, Database database, boolean isToProtect) {
        if (isToProtect) {
            protect(waiting, database);
        } else {
            count(waiting);
        }
    }

    private void count(List<StreamProtection> taken) {
        taken.forEach(stream -> findings.addStream(stream.clear()));
    }

    /** What one of the streams does not allow must not keep the others from it. */
    private void protect(List<StreamProtection> waiting, Database database) {
        if (waiting.isEmpty()) {
            return;
        }
        keys.prepare(waiting.stream().map(each -> Subject.of(each.stream())).collect(Collectors.toSet()))
                .toCompletableFuture()
                .join();
        try {
            protectTogether(waiting, database);
            count(waiting);
        } catch (IllegalStateException unfit) {
            if (waiting.size() > 1) {
                waiting.forEach(each -> protect(List.of(each), database));
            } else {
                findings.addProblem(waiting.getFirst().stream() + ": " + unfit.getMessage());
            }
        }
    }

    private void protectTogether(List<StreamProtection> all, Database database) {
        new Transactions(database.pool(), "events cannot be protected").run(statements -> {
            boolean isShared = database.kind() == DatabaseKind.POSTGRESQL;
            if (isShared) {
                statements.update("SET LOCAL recount.repair = on"); // PostgreSQL refuses to change events otherwise
                statements.update("LOCK TABLE event_journal IN EXCLUSIVE MODE"); // nobody appends meanwhile
            }
            // what was sealed of them is not there any more, and a tree that went on would belie its checkpoints
            SealTable.endAll(statements, "events were encrypted by recount protect", clock.instant());
            for (StreamProtection each : all) {
                each.run(statements, database.kind(), clock.instant());
            }
            if (isShared) {
                // a server that has read the heads of before would go on after events that are not there any more
                Session.requireNoneBut(users.all().get(database.index()), statements);
            }
            return all.size();
        });
    }
}
