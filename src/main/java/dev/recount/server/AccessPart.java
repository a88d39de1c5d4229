package dev.recount.server;

import dev.recount.access.credential.Authentication;
import dev.recount.access.rule.DomainRules;
import dev.recount.access.settings.AccessSettings;
import dev.recount.access.settings.RecentPermissions;
import dev.recount.audit.AdministrationLog;
import dev.recount.audit.AdministrationSettings;
import dev.recount.audit.FailedLogIns;
import dev.recount.http.audit.RecordedCalls;
import dev.recount.http.caller.Callers;
import dev.recount.http.request.HttpSettings;
import dev.recount.http.tls.ServerTls;
import dev.recount.journal.codec.Codecs;
import dev.recount.model.domain.Domain;
import dev.recount.model.view.View;
import dev.recount.server.settings.SettingsException;
import dev.recount.tls.ReadAgain;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ActorSystem;

/** The part of a server that knows who calls, and what they may do. */
final class AccessPart {

    private final AccessSettings access;
    private final RecentPermissions permissions;
    private final Optional<ServerTls> tls;
    private final Authentication authentication;

    private AccessPart(AccessSettings access, RecentPermissions permissions, Optional<ServerTls> tls, Clock clock) {
        this.access = access;
        this.permissions = permissions;
        this.tls = tls;
        this.authentication = new Authentication(access.credentials(), clock);
    }

    /**
     * Reads what says who may call.
     *
     * @throws SettingsException if a file that is named cannot be used; the message names the setting
     */
    static AccessPart open(HttpSettings http, List<Domain> domains, Codecs codecs, Clock clock) {
        AccessSettings access = http.access();
        List<View<?>> views = domains.stream()
                .<View<?>>flatMap(domain -> domain.views().stream())
                .toList();
        var permissions = new RecentPermissions(access, DomainRules.of(codecs.types(), views));
        return new AccessPart(
                access, permissions, http.tls().map(files -> new ServerTls(files, access.certificates())), clock);
    }

    /** Returns what callers may do, by the rules of the settings and of the domains. */
    RecentPermissions permissions() {
        return permissions;
    }

    /** Returns what encrypts the connections of clients, if something does. */
    Optional<ServerTls> tls() {
        return tls;
    }

    /**
     * The callers of a running server.
     *
     * @param audit what puts on record what they do to the server
     */
    record Known(Callers callers, RecordedCalls.Part audit) {}

    /** Takes notice from now on of what changes of callers, and puts failed log-ins on record. */
    Known begin(AdministrationSettings recorded, RunningStreams running, Clock clock) {
        ActorSystem system = running.node().system().classicSystem();
        tls.ifPresent(each -> each.keepReading(system));
        var administration = new AdministrationLog(running.streams()::execute, clock);
        access.credentials()
                .callers()
                .ifPresent(_ -> ReadAgain.every(
                        access.credentials().reload(),
                        () -> authentication.readAgain().ifPresent(administration::callersChanged),
                        system));
        var logIns = new FailedLogIns(administration::logInsFailed, clock);
        running.node().beforeStreamsStop("failed log-ins", logIns::close);
        var callers = new Callers(
                access,
                authentication,
                permissions,
                peer -> tls.filter(each -> !each.isTrusted(peer.certificates())).isEmpty(),
                logIns);
        return new Known(callers, new RecordedCalls.Part(administration, logIns, recorded));
    }
}
