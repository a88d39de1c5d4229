package dev.recount.access.credential;

import dev.recount.access.Identified;
import dev.recount.administration.AdministrationCommand.NoteCallersChange;
import dev.recount.database.sql.DatabaseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users and the holders of API keys, as their file has them. For any number of threads. */
final class KnownCallers {

    private static final Logger LOG = LoggerFactory.getLogger(KnownCallers.class);

    /** Takes as long as the passwords of those who are known, so that the time tells nobody who is. */
    private static final PasswordHash OF_NOBODY = PasswordHash.of(ApiKey.make().text());

    private final CallersFile file;
    private final Clock clock;
    private volatile Read read;

    /** The file as it was read last. */
    private record Read(List<KnownCaller> all, Map<String, KnownCaller> byKey, Map<String, KnownCaller> byName) {

        static Read of(List<KnownCaller> all) {
            var byKey = new HashMap<String, KnownCaller>();
            var byName = new HashMap<String, KnownCaller>();
            for (KnownCaller each : all) {
                if (each.isKey()) {
                    byKey.put(each.secret(), each);
                } else {
                    byName.put(each.name(), each);
                }
            }
            return new Read(all, byKey, byName);
        }
    }

    /**
     * Reads the file.
     *
     * @throws DatabaseException if it cannot be used; names the setting
     */
    KnownCallers(CallersFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.read = Read.of(file.read());
    }

    /** Reads the file again; tells what has changed, if anything has. One that cannot be used changes nothing. */
    synchronized Optional<NoteCallersChange> readAgain() {
        try {
            List<KnownCaller> now = file.read();
            List<KnownCaller> before = read.all;
            if (now.equals(before)) {
                return Optional.empty();
            }
            read = Read.of(now);
            LOG.info("The callers were read again from {}", file.path());
            return Optional.of(CallersChange.between(before, now));
        } catch (DatabaseException unfit) {
            LOG.error("The callers stay those that were read before: {}", unfit.getMessage());
            return Optional.empty();
        }
    }

    /** Tells whether there is a user of a name. */
    boolean isUser(String name) {
        return read.byName.containsKey(name);
    }

    /** Returns the holder of an API key. */
    Identified holder(ApiKey key) throws RefusedException {
        return valid(read.byKey.get(key.hash()), "an API key that is not known");
    }

    /** Returns the user of a name and a password; takes long, whether there is one or not. */
    Identified user(Presented.Password shown) throws RefusedException {
        Optional<KnownCaller> user = Optional.ofNullable(read.byName.get(shown.name()));
        boolean isRight = user.map(known -> PasswordHash.parse(known.secret()))
                .orElse(OF_NOBODY)
                .isOf(shown.password());
        return valid(isRight ? user.orElse(null) : null, "a password that is not the user's, or no user at all");
    }

    private Identified valid(@Nullable KnownCaller known, String otherwise) throws RefusedException {
        if (known == null) {
            throw new RefusedException(otherwise);
        }
        Identified caller = known.caller();
        if (!caller.isValid(clock.instant())) {
            throw new RefusedException("the credential of " + known.name() + " has expired");
        }
        return caller;
    }
}
