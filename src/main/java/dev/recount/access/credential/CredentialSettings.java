package dev.recount.access.credential;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of who callers are.
 *
 * @param issuers the issuers of tokens that are trusted
 * @param callers the file of users and API keys, if there is one
 * @param reload how long a change of that file may stay unnoticed
 * @param members the names of callers who have a role, by the role, beside those who bring it along
 */
public record CredentialSettings(
        List<IssuerSettings> issuers, Optional<Path> callers, Duration reload, Map<String, Set<String>> members) {

    /** The setting that names the file of callers. */
    public static final String CALLERS_FILE = "recount.access.callers-file";

    public CredentialSettings {
        issuers = List.copyOf(issuers);
        members = Map.copyOf(members);
    }
}
