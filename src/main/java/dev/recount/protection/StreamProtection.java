package dev.recount.protection;

import dev.recount.database.DatabaseKind;
import dev.recount.database.sql.Statements;
import dev.recount.journal.Before;
import dev.recount.journal.HashChain;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalKey;
import dev.recount.journal.JournalPage;
import dev.recount.journal.StoredEvent;
import dev.recount.journal.codec.EventProtection;
import dev.recount.journal.codec.UnreadData;
import dev.recount.journal.correction.Corrections;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.ProtectedStreams;
import dev.recount.journal.stored.ProtectedStreams.ProtectedStream;
import dev.recount.model.StreamId;
import dev.recount.privacy.store.AbsentRows;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * One stream whose events are protected, in one transaction: the events anew, with a chain of hashes anew, the head
 * that the stream had before beside the one that it has since, and no saved states of before.
 */
final class StreamProtection {

    private static final int PAGE = 500;

    private final StreamId stream;
    private final EventProtection protection;
    private final Comparison comparison;
    private final JournalReader journal;
    private final UnreadData unread;
    private long clear;

    /**
     * Prepares to protect.
     *
     * @param unread is told of what nothing of today reads
     */
    StreamProtection(
            StreamId stream,
            EventProtection protection,
            Comparison comparison,
            JournalReader journal,
            UnreadData unread) {
        this.stream = stream;
        this.protection = protection;
        this.comparison = comparison;
        this.journal = journal;
        this.unread = unread;
    }

    /**
     * Looks through all events, and returns whether some hold personal data in the clear.
     *
     * @throws IllegalStateException if an event is not the one that was stored, or cannot be protected; says why
     */
    boolean isClear() {
        clear = 0;
        for (JournalPage page = page(1); ; page = page(page.entries().getLast().version() + 1)) {
            for (JournalEntry entry : page.entries()) {
                requireWhole(entry);
                clear += protection.isClear(entry, unread) ? 1 : 0;
            }
            if (page.atEnd()) {
                return clear > 0;
            }
        }
    }

    /** Returns how many such events were found. */
    long clear() {
        return clear;
    }

    private static void requireWhole(JournalEntry entry) {
        if (!entry.stored().isAsWritten()) {
            throw new IllegalStateException(entry.id() + " does not have the hash that was kept beside it");
        }
    }

    private JournalPage page(long from) {
        return journal.events(stream, from, PAGE, Corrections.NONE);
    }

    StreamId stream() {
        return stream;
    }

    /**
     * Protects it, in an open transaction that nobody else's events come between.
     *
     * @throws IllegalStateException if an event would not say the same afterwards
     */
    void run(Statements statements, DatabaseKind kind, Instant now) throws SQLException {
        var rewriting = new Rewriting(statements, kind);
        JournalPage page = page(1);
        rewriting.take(page.entries());
        while (!page.atEnd()) {
            page = page(page.entries().getLast().version() + 1);
            rewriting.take(page.entries());
        }
        long last = rewriting.requireWritten();
        statements.update("DELETE FROM snapshot WHERE persistence_id = ?", JournalKey.of(stream));
        ProtectedStreams.add(statements, new ProtectedStream(stream, last, rewriting.before, rewriting.since, now));
    }

    /** The events on their way, in their order. */
    private final class Rewriting {

        private final Statements statements;
        private final AbsentRows types;
        private final MessageDigest written = HashChain.sha256();
        private Before link = Before.first(stream);
        private String before = HashChain.beginning(stream);
        private String since = before;

        Rewriting(Statements statements, DatabaseKind kind) {
            this.statements = statements;
            this.types = new AbsentRows(kind, "event_type", List.of("stored_name"));
        }

        void take(List<JournalEntry> entries) throws SQLException {
            for (JournalEntry entry : entries) {
                take(entry);
            }
        }

        private void take(JournalEntry entry) throws SQLException {
            StoredEvent event = protection.after(entry, since);
            comparison.requireSame(entry, new JournalEntry(stream, entry.version(), event, link), since);
            if (!Arrays.equals(event.hash(), entry.stored().hash())) {
                statements.update(
                        "UPDATE event_journal SET event_ser_manifest = ?, event_payload = ?, event_hash = ?"
                                + " WHERE persistence_id = ? AND sequence_number = ?",
                        event.manifest(),
                        event.payload(),
                        event.hash(),
                        JournalKey.of(stream),
                        entry.version());
            }
            if (!event.manifest().equals(entry.stored().manifest())) {
                types.insert(statements, event.manifest());
            }
            written.update(event.hash());
            before = HashChain.of(entry.stored());
            since = HashChain.of(event);
            link = Before.of(event);
        }

        /** Reads back what the transaction has made of the stream, and returns the version of its last event. */
        long requireWritten() throws SQLException {
            MessageDigest found = HashChain.sha256();
            long last = 0;
            List<Long> page = List.of(last);
            while (!page.isEmpty()) {
                last = page.getLast();
                page = statements.select(
                        "SELECT event_ser_manifest, event_payload, event_hash, sequence_number FROM event_journal"
                                + " WHERE persistence_id = ? AND sequence_number > ? ORDER BY sequence_number LIMIT "
                                + PAGE,
                        row -> {
                            var event = StoredEvent.found(row.getString(1), row.getBytes(2), row.getBytes(3));
                            if (event.isAsWritten()) {
                                found.update(event.hash());
                            }
                            return row.getLong(4);
                        },
                        JournalKey.of(stream),
                        last);
            }
            if (!MessageDigest.isEqual(found.digest(), written.digest())) {
                throw new IllegalStateException(
                        "of the " + last + " events of " + stream + ", others were read back than written");
            }
            return last;
        }
    }
}
