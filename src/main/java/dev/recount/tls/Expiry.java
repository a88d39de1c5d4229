package dev.recount.tls;

import dev.recount.database.sql.DatabaseException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the certificate that a file has held last, of which the log tells in time. For any number of threads. */
public final class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private static final Duration WARNED_BEFORE = Duration.ofDays(7);
    private static final Duration WARNED_EVERY = Duration.ofDays(1);

    private final String setting;
    private final Path file;
    private final Clock clock;
    private Instant end = Instant.MAX;
    private Instant warned = Instant.MIN;

    /**
     * Makes the expiry of a certificate that {@link #require} has not been given yet.
     *
     * @param setting the setting that names the file
     */
    public Expiry(String setting, Path file, Clock clock) {
        this.setting = setting;
        this.file = file;
        this.clock = clock;
    }

    /**
     * Makes sure that a certificate is valid now.
     *
     * @param remedy what is added where it has expired
     * @throws DatabaseException if it is not; names the setting, and when it was or will be
     */
    public static void require(String setting, Path file, X509Certificate certificate, Instant now, String remedy) {
        String subject = setting + ": the certificate in " + file;
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw new DatabaseException(subject + " has expired at " + end + remedy);
        } else if (now.isBefore(begin)) {
            throw new DatabaseException(subject + " is not valid before " + begin);
        }
    }

    /** Takes note of the certificate that is shown from now on. */
    public synchronized void shown(X509Certificate certificate) {
        end = certificate.getNotAfter().toInstant();
    }

    /** Warns of the end, once a day within the last week. */
    public synchronized void warn() {
        Instant now = clock.instant();
        if (now.plus(WARNED_BEFORE).isAfter(end) && now.minus(WARNED_EVERY).isAfter(warned)) {
            warned = now;
            LOG.warn("{}: the certificate expires at {}, after which nobody believes it; renew {}", setting, end, file);
        }
    }

    /** Returns for how long it is still valid; less than nothing where it has ended. */
    public synchronized Duration left() {
        return Duration.between(clock.instant(), end);
    }
}
