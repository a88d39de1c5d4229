package dev.recount.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.cluster.tls.Authority;
import dev.recount.database.sql.DatabaseException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a certificate that is valid for a month from the beginning of 2026. */
class ExpiryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path folder;

    private X509Certificate certificate;
    private Path file;

    @BeforeEach
    void issue() {
        Authority authority = Authority.open(folder, at(NOW));
        authority.issue(List.of("node-1"), MONTH);
        file = authority.files("node-1").certificate();
        certificate = Pem.certificates("setting", file).getFirst();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private void require(Instant now) {
        Expiry.require("setting", file, certificate, now, "; renew it");
    }

    @Test
    void isTheLastMomentAtWhichItIsValid() {
        assertThatCode(() -> require(NOW)).doesNotThrowAnyException();
        assertThatCode(() -> require(NOW.plus(MONTH))).doesNotThrowAnyException();
        assertThatThrownBy(() -> require(NOW.plus(MONTH).plusSeconds(1)))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("setting: the certificate in " + file + " has expired at 2026-01-31T00:00:00Z; renew it");
        assertThatThrownBy(() -> require(NOW.minus(Duration.ofDays(2))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("setting: the certificate in " + file + " is not valid before ");
    }

    @Test
    void isToldAsTheTimeThatIsLeft() {
        assertThat(left(NOW.plus(Duration.ofDays(10)))).isEqualTo(Duration.ofDays(20));
        assertThat(left(NOW.plus(MONTH).plusSeconds(5))).isEqualTo(Duration.ofSeconds(-5));
    }

    private Duration left(Instant now) {
        var expiry = new Expiry("setting", file, at(now));
        expiry.shown(certificate);
        return expiry.left();
    }
}
