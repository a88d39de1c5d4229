package dev.recount.access.settings;

import dev.recount.access.Recent;
import dev.recount.access.rule.DomainRules;
import dev.recount.access.rule.Permissions;
import dev.recount.model.caller.Caller;
import java.util.Map;

/** The permissions of the callers who came last, as it takes a while to work them out. For any number of threads. */
public final class RecentPermissions {

    private static final int MOST = 10_000;

    private final AccessSettings settings;
    private final DomainRules domains;
    private final Permissions ofAnonymous;

    private final Map<Caller, Permissions> recent = new Recent<>(MOST);

    public RecentPermissions(AccessSettings settings, DomainRules domains) {
        this.settings = settings;
        this.domains = domains;
        this.ofAnonymous = settings.permissions(Caller.ANONYMOUS, domains);
    }

    /** Returns what a caller may do. */
    public Permissions of(Caller caller) {
        return caller.equals(Caller.ANONYMOUS) ? ofAnonymous : ofKnown(caller);
    }

    private synchronized Permissions ofKnown(Caller caller) {
        return recent.computeIfAbsent(caller, each -> settings.permissions(each, domains));
    }
}
