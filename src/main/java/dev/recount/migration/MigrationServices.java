package dev.recount.migration;

import dev.recount.journal.codec.Codecs;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.MovedStreams;
import dev.recount.log.Log;
import dev.recount.migration.store.MigrationTable;
import dev.recount.stream.pekko.Streams;
import java.time.Clock;

/**
 * The services of the server that migrations need.
 *
 * @param log what they follow
 * @param journal reads single streams
 * @param moved knows which streams have gone elsewhere
 * @param table what is noted of migrations
 */
public record MigrationServices(
        Codecs codecs,
        Streams streams,
        Log log,
        JournalReader journal,
        MovedStreams moved,
        MigrationTable table,
        Clock clock) {}
