package dev.recount.http.caller;

import dev.recount.access.Caller;
import dev.recount.access.Recent;
import dev.recount.access.rule.Permissions;
import dev.recount.access.settings.AccessSettings;
import java.util.Map;

/** The permissions of the callers who came last, as it takes a while to work them out. For any number of threads. */
final class RecentPermissions {

    private static final int MOST = 10_000;

    private final AccessSettings settings;

    private final Map<Caller, Permissions> recent = new Recent<>(MOST);

    RecentPermissions(AccessSettings settings) {
        this.settings = settings;
    }

    synchronized Permissions of(Caller caller) {
        return recent.computeIfAbsent(caller, settings::permissions);
    }
}
