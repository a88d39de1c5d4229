package dev.recount.access.credential;

import dev.recount.access.Identified;
import dev.recount.administration.AdministrationCommand.NoteCallersChange;
import dev.recount.database.sql.DatabaseException;
import dev.recount.journal.HashChain;
import dev.recount.model.caller.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Authentication: what tells who a caller is by what the caller shows. For any number of threads. */
public final class Authentication {

    private static final int SALT_BYTES = 32;

    /** So long a token may be used whose issuer has taken back its key. */
    private static final Duration TOKENS_KEPT = Duration.ofMinutes(1);

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
    public Optional<Identified> find(Presented shown) throws RefusedException {
        return switch (shown) {
            case Presented.Told(var name, var roles) -> Optional.of(named(name, roles));
            case Presented.Certificate(var certificate) -> Optional.of(holder(certificate));
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
    public Identified authenticate(Presented shown) throws RefusedException, UndecidedException {
        Optional<Identified> quickly = find(shown);
        if (quickly.isPresent()) {
            return quickly.get();
        }
        long begun = verified.generation();
        return switch (shown) {
            case Presented.Token token ->
                kept(digest(token), tokens.caller(token), clock.instant().plus(TOKENS_KEPT), begun);
            case Presented.Password password -> kept(digest(password), callers().user(password), Instant.MAX, begun);
            case Presented.Certificate _, Presented.Told _ -> throw new IllegalStateException("is known at once");
        };
    }

    private Identified kept(String digest, Identified caller, Instant until, long begun) {
        Identified whole = withRoles(caller);
        verified.add(digest, whole, until, begun);
        return whole;
    }

    /** Tells whether there is a user of a name. */
    public boolean isUser(String name) {
        return known.filter(callers -> callers.isUser(name)).isPresent();
    }

    private KnownCallers callers() throws RefusedException {
        return known.orElseThrow(() -> new RefusedException("a kind of credential that is not taken here"));
    }

    private Identified holder(X509Certificate certificate) throws RefusedException {
        Identified named = named(CommonName.of(certificate).orElse(""), Set.of());
        var holder = new Identified(
                named.caller(), Optional.of(certificate.getNotAfter().toInstant()));
        if (!holder.isValid(clock.instant())) {
            throw new RefusedException("a certificate that has expired");
        }
        return holder;
    }

    private Identified named(String name, Set<String> roles) throws RefusedException {
        try {
            return withRoles(new Identified(Caller.of(CallerNames.require(name), roles), Optional.empty()));
        } catch (IllegalArgumentException unusable) {
            throw new RefusedException("the name of the caller " + unusable.getMessage());
        }
    }

    private Identified withRoles(Identified identified) {
        Caller caller = identified.caller();
        var roles = new LinkedHashSet<>(caller.roles());
        members.forEach((role, names) -> {
            if (names.contains(caller.principal().name())) {
                roles.add(role);
            }
        });
        return new Identified(new Caller(caller.principal(), roles, caller.claims()), identified.until());
    }

    /** A token that is bound to a certificate is good with that one alone. */
    private String digest(Presented.Token token) {
        String certificate = token.certificate()
                .map(shown -> HexFormat.of().formatHex(shown.getSignature()))
                .orElse("");
        return digest(token.kind(), token.text(), certificate);
    }

    /** Nothing is kept by which a password could be tried once it has left. */
    private String digest(Presented.Password password) {
        return digest(password.kind(), password.name(), password.password());
    }

    /** No kind of credential is taken for another, and no part for the beginning of the next. */
    private String digest(String kind, String first, String second) {
        MessageDigest digest = HashChain.sha256();
        digest.update(salt);
        String text = kind + ' ' + first.length() + ' ' + first + second;
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
