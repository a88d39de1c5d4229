package dev.recount.server;

import dev.recount.boundary.TagBuilding;
import dev.recount.claim.ClaimBuilding;
import dev.recount.database.place.DatabasePlace;
import dev.recount.decision.RejectionLog;
import dev.recount.history.History;
import dev.recount.history.scrub.Integrity;
import dev.recount.http.HttpApi;
import dev.recount.journal.append.AppendQueue;
import dev.recount.journal.spread.PerJournal;
import dev.recount.metrics.Metrics;
import dev.recount.server.settings.Settings;
import dev.recount.server.storage.JournalReads;
import dev.recount.stream.load.BusyStreams;
import dev.recount.stream.pekko.Streams;
import dev.recount.tls.Expiry;
import dev.recount.view.Views;
import java.util.Optional;

/** The gauges that are read from the parts of the server at any time. */
final class Gauges {

    private static final String EXECUTOR = "recount.executor.waiting";

    private final Metrics metrics;
    private final Settings settings;

    Gauges(Metrics metrics, Settings settings) {
        this.metrics = metrics;
        this.settings = settings;
    }

    Gauges streams(Streams streams) {
        metrics.gauge("recount.commands.in.flight", "Commands and reads that wait for an answer", streams::inFlight);
        metrics.gauge(
                "recount.commands.in.flight.limit",
                "The most of them that there may be (recount.streams.max-in-flight)",
                settings.streams()::maxInFlight);
        return this;
    }

    /** The streams themselves are told elsewhere: a label for each would have no bound. */
    Gauges busyStreams(BusyStreams streams) {
        for (int rank = 1; rank <= BusyStreams.TOLD; rank++) {
            int of = rank;
            metrics.gauge(
                    "recount.streams.busiest.commands",
                    "Commands of the last minute to the streams that got the most of them (GET /admin/busy-streams)",
                    () -> streams.commandsAt(of),
                    "rank",
                    Integer.toString(rank));
        }
        return this;
    }

    Gauges waiting(PerJournal<AppendQueue> events, PerJournal<RejectionLog> rejections) {
        for (int journal = 0; journal < events.all().size(); journal++) {
            metrics.gauge(
                    "recount.journal.appends.waiting",
                    "Appends that wait for the journal's writer",
                    events.all().get(journal)::waiting,
                    journal);
            metrics.gauge(
                    "recount.rejections.waiting",
                    "Rejections that wait to be put on record",
                    rejections.all().get(journal)::waiting,
                    journal);
        }
        return this;
    }

    Gauges executors(JournalReads reads, Views views, History history) {
        String description = "What waits for a thread";
        reads.waiting().forEach((name, waiting) -> metrics.gauge(EXECUTOR, description, waiting, "executor", name));
        metrics.gauge(EXECUTOR, description, views::waitingQueries, "executor", "queries");
        metrics.gauge(EXECUTOR, description, history::waiting, "executor", "history");
        return this;
    }

    /** Where another machine keeps the journal, its disk is not this one's to measure. */
    Gauges disk() {
        if (settings.journal().place() instanceof DatabasePlace.Folder folder) {
            metrics.gauge(
                    "recount.disk.free.bytes",
                    "The room that is left where the journal is kept",
                    () -> folder.path().toFile().getUsableSpace());
        }
        return this;
    }

    Gauges integrity(Integrity integrity) {
        metrics.gauge(
                "recount.streams.damaged",
                "Streams whose events are not those that were stored",
                integrity::damagedStreams);
        metrics.gauge(
                "recount.scrub.streams",
                "Streams that this node has held against their hashes since its start",
                integrity::scrubbedStreams);
        return this;
    }

    Gauges claims(ClaimBuilding claims) {
        metrics.gauge(
                "recount.claims.duplicates",
                "Streams that hold what another one holds, so that a name is not in force (GET /admin/claims)",
                claims::duplicates);
        metrics.gauge(
                "recount.claims.uncounted",
                "Streams of which it cannot be told what they hold, so that a name is not in force (GET /admin/claims)",
                claims::uncounted);
        return this;
    }

    Gauges tags(TagBuilding tags) {
        metrics.gauge(
                "recount.tags.uncounted",
                "Streams whose events cannot be tagged, so that commands decided on them wait (GET /admin/boundaries)",
                tags::uncounted);
        return this;
    }

    Gauges subscriptions(HttpApi api) {
        metrics.gauge("recount.subscriptions", "Those who follow the log over HTTP", api::subscriptions);
        metrics.gauge(
                "recount.subscriptions.limit",
                "The most of them that there may be (recount.http.max-subscriptions)",
                settings.http().subscriptions()::most);
        metrics.gauge(
                "recount.subscriptions.lag.events",
                "How many events of the log come after what the slowest of them has read",
                api::subscriptionLag);
        return this;
    }

    /** What has ended is told by a number below 0. */
    Gauges certificate(String of, Optional<Expiry> expiry) {
        expiry.ifPresent(end -> metrics.gauge(
                "recount.certificate.valid.seconds",
                "For how long a certificate is still valid: that of HTTPS, or that of the node",
                () -> end.left().toSeconds(),
                "certificate",
                of));
        return this;
    }

    Gauges connections(HttpApi api) {
        metrics.gauge("recount.http.sessions", "Sessions of clients that are open", api::sessions);
        metrics.gauge("recount.http.connections", "Connections of clients that are open", api::connections);
        metrics.gauge(
                "recount.http.connections.limit",
                "The most of them that there may be (recount.http.max-connections, and those of subscriptions)",
                settings.http().limits()::most);
        String limited = "Requests that were turned away because there were too many (recount.http.rate-limits)";
        metrics.count("recount.http.limited", limited, api.rateLimits()::refusedOfAddresses, "by", "address");
        metrics.count("recount.http.limited", limited, api.rateLimits()::refusedOfCallers, "by", "caller");
        return this;
    }
}
