package dev.recount.access.credential;

import dev.recount.access.Caller;
import dev.recount.administration.AdministrationCommand.NoteCallersChange;
import dev.recount.database.sql.DatabaseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Authentication: what tells who a caller is by what the caller shows. For any number of threads. */
public final class Authentication {

    private static final int SALT_BYTES = 32;

    private final Map<String, Set<String>> members;
    private final Tokens tokens;
    private final Optional<KnownCallers> known;
    private final Verified verified = new Verified();
    private final byte[] salt = new byte[SALT_BYTES];
    private final Clock clock;

    /**
     * Reads what there is to read.
     *
     * @throws DatabaseException if a file cannot be used; names the setting
     */
    public Authentication(CredentialSettings settings, Clock clock) {
        this.members = settings.members();
        this.tokens = new Tokens(settings.issuers());
        this.known = settings.callers()
                .map(file -> new KnownCallers(new CallersFile(file, CredentialSettings.CALLERS_FILE), clock));
        this.clock = clock;
        new SecureRandom().nextBytes(salt);
    }

    /** Reads again what may have changed; tells what has changed of the callers known here, if anything has. */
    public Optional<NoteCallersChange> readAgain() {
        Optional<NoteCallersChange> change = known.flatMap(KnownCallers::readAgain);
        change.ifPresent(_ -> verified.forget());
        return change;
    }

    /** Returns who it is, if it needs no long look: what was found good a moment ago, and what takes no computing. */
    public Optional<Caller> find(Presented shown) throws RefusedException {
        return switch (shown) {
            case Presented.Told(var name, var roles) -> Optional.of(named(name, roles));
            case Presented.Certificate(var certificate) ->
                Optional.of(named(CommonName.of(certificate).orElse(""), Set.of()));
            case Presented.Token token
            when token.text().startsWith(ApiKey.PREFIX) ->
                Optional.of(withRoles(callers().holder(new ApiKey(token.text()))));
            case Presented.Token token -> verified.find(digest(token), clock.instant());
            case Presented.Password password -> verified.find(digest(password), clock.instant());
        };
    }

    /**
     * Finds out who it is. May take long, and wait for others.
     *
     * @throws RefusedException if it is nobody's credential
     * @throws UndecidedException if that cannot be said now
     */
    public Caller authenticate(Presented shown) throws RefusedException, UndecidedException {
        Optional<Caller> quickly = find(shown);
        if (quickly.isPresent()) {
            return quickly.get();
        }
        return switch (shown) {
            case Presented.Token token -> kept(digest(token), tokens.caller(token));
            case Presented.Password password -> kept(digest(password), callers().user(password));
            case Presented.Certificate _, Presented.Told _ -> throw new IllegalStateException("is known at once");
        };
    }

    private Caller kept(String digest, Caller caller) {
        Caller whole = withRoles(caller);
        verified.add(digest, whole, clock.instant());
        return whole;
    }

    private KnownCallers callers() throws RefusedException {
        return known.orElseThrow(() -> new RefusedException("a kind of credential that is not taken here"));
    }

    private Caller named(String name, Set<String> roles) throws RefusedException {
        try {
            return withRoles(Caller.of(CallerNames.require(name), roles));
        } catch (IllegalArgumentException unusable) {
            throw new RefusedException("the name of the caller " + unusable.getMessage());
        }
    }

    private Caller withRoles(Caller caller) {
        var roles = new LinkedHashSet<>(caller.roles());
        members.forEach((role, names) -> {
            if (names.contains(caller.principal().name())) {
                roles.add(role);
            }
        });
        return new Caller(caller.principal(), roles, caller.claims(), caller.until());
    }

    /** A token that is bound to a certificate is good with that one alone. */
    private String digest(Presented.Token token) {
        return digest(token.text()
                + token.certificate()
                        .map(certificate -> '\0' + HexFormat.of().formatHex(certificate.getSignature()))
                        .orElse(""));
    }

    /** Nothing is kept by which a password could be tried once it has left. */
    private String digest(Presented.Password password) {
        return digest(password.name() + '\0' + password.password());
    }

    private String digest(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
