package dev.recount.cluster.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.sql.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a node, and what stops its start in them. */
class NodeFilesTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private Authority authority;
    private NodeFiles files;

    @BeforeEach
    void issue() {
        authority = Authority.open(folder.resolve("authority"), CLOCK);
        authority.issue(List.of("10.0.0.1", "node-1"), MONTH);
        files = authority.files("10.0.0.1");
    }

    private static void start(NodeFiles files, String host) {
        assertThat(NodeTls.open(new NodeTransport.Mutual(files, MONTH), host, CLOCK)
                        .setup())
                .isNotNull();
    }

    private static String failure(NodeFiles files) {
        var failed = new StringBuilder();
        assertThatThrownBy(() -> start(files, "10.0.0.1"))
                .isInstanceOf(DatabaseException.class)
                .satisfies(failure -> failed.append(failure.getMessage()));
        return failed.toString();
    }

    @Test
    void areUsedForTheHostsThatTheyAreFor() {
        start(files, "10.0.0.1");
        start(files, "node-1");
        assertThatThrownBy(() -> start(files, "node-2"))
                .hasMessageStartingWith("recount.cluster.tls.certificate-file: ")
                .hasMessageContaining("does not stand for node-2 (recount.cluster.host)");
    }

    @Test
    void areNotUsedWhereOneIsMissing() {
        Path none = folder.resolve("none");

        assertThat(failure(new NodeFiles(none, files.certificate(), files.authority())))
                .startsWith("recount.cluster.tls.key-file: " + none + " cannot be read");
        assertThat(failure(new NodeFiles(files.key(), none, files.authority())))
                .startsWith("recount.cluster.tls.certificate-file: " + none + " cannot be read");
        assertThat(failure(new NodeFiles(files.key(), files.certificate(), none)))
                .startsWith("recount.cluster.tls.ca-file: " + none + " cannot be read");
    }

    @Test
    void areNotUsedWhereOneHoldsSomethingElse() {
        assertThat(failure(new NodeFiles(files.key(), files.key(), files.authority())))
                .startsWith("recount.cluster.tls.certificate-file: " + files.key() + " holds no certificate");
        assertThat(failure(new NodeFiles(files.key(), files.certificate(), files.key())))
                .startsWith("recount.cluster.tls.ca-file: " + files.key() + " holds no certificate");
        assertThat(failure(new NodeFiles(files.certificate(), files.certificate(), files.authority())))
                .startsWith("recount.cluster.tls.key-file: " + files.certificate() + " holds no private key");
    }

    @Test
    void areNotUsedWhereTheKeyIsAnothers() {
        authority.issue(List.of("node-2"), MONTH);

        assertThat(failure(new NodeFiles(authority.files("node-2").key(), files.certificate(), files.authority())))
                .startsWith("recount.cluster.tls.key-file: the key in ")
                .contains("is not that of the certificate in " + files.certificate());
    }

    @Test
    void areNotUsedWhereTheAuthorityIsAnother() {
        Authority.open(folder.resolve("other"), CLOCK).issue(List.of("node-2"), MONTH);
        Path other = folder.resolve("other/ca.crt");

        assertThat(failure(new NodeFiles(files.key(), files.certificate(), other)))
                .startsWith("recount.cluster.tls.certificate-file: ")
                .contains("is not one that other nodes believe by " + other + " (recount.cluster.tls.ca-file)");
    }

    @Test
    void areNotUsedBeforeAndAfterTheirTime() {
        Instant now = CLOCK.instant();

        assertThatThrownBy(() -> files.read(now.plus(MONTH).plusSeconds(60)))
                .hasMessageStartingWith("recount.cluster.tls.certificate-file: ")
                .hasMessageContaining("has expired at");
        assertThatThrownBy(() -> files.read(now.minus(MONTH)))
                .hasMessageStartingWith("recount.cluster.tls.certificate-file: ")
                .hasMessageContaining("is not valid before");
    }

    @Test
    void areNotUsedWhereOthersCanReadTheKey() throws IOException {
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(failure(files))
                .startsWith("recount.cluster.tls.key-file: " + files.key())
                .contains("take part in the cluster");

        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("r--r-----"));
        start(files, "10.0.0.1");
    }

    @Test
    void areTheOwnersAlone() throws IOException {
        for (Path secret : List.of(files.key(), folder.resolve("authority/ca.key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepTheirKeyWhenTheyAreRenewed() throws IOException {
        String key = Files.readString(files.key());
        String certificate = Files.readString(files.certificate());

        Authority.open(folder.resolve("authority"), CLOCK).issue(List.of("10.0.0.1"), MONTH);

        assertThat(files.key()).hasContent(key);
        assertThat(Files.readString(files.certificate())).isNotEqualTo(certificate);
        start(files, "10.0.0.1");
    }

    @Test
    void areMadeAnewWhereMakingThemWasBrokenOff() throws IOException {
        authority.issue(List.of("node-2"), MONTH);
        Files.copy(authority.files("node-2").key(), files.key(), StandardCopyOption.REPLACE_EXISTING);

        authority.issue(List.of("10.0.0.1"), MONTH);
        start(files, "10.0.0.1");

        Files.delete(files.certificate());
        authority.issue(List.of("10.0.0.1"), MONTH);
        start(files, "10.0.0.1");
    }

    @Test
    void holdTheCertificatesOfSeveralAuthoritiesWhileOneTakesThePlaceOfAnother() throws IOException {
        Authority other = Authority.open(folder.resolve("other"), CLOCK);
        other.issue(List.of("10.0.0.1"), MONTH);
        Path both = Files.writeString(
                folder.resolve("both.crt"),
                Files.readString(folder.resolve("other/ca.crt")) + Files.readString(files.authority()));

        start(new NodeFiles(files.key(), files.certificate(), both), "10.0.0.1");
    }

    @Test
    void areNotValidForLongerThanTheAuthority() {
        assertThat(authority.issue(List.of("node-2"), Duration.ofDays(36_500))).isEqualTo(authority.validUntil());
        assertThatThrownBy(
                        () -> Authority.open(folder.resolve("authority"), Clock.offset(CLOCK, Duration.ofDays(3_651))))
                .hasMessageStartingWith("--ca: the authority in ")
                .hasMessageContaining("has expired");
    }

    @Test
    void areNotMadeByAnAuthorityThatHasLostItsKey() throws IOException {
        Files.delete(folder.resolve("authority/ca.key"));

        assertThatThrownBy(() -> Authority.open(folder.resolve("authority"), CLOCK))
                .hasMessageStartingWith("--ca: ")
                .hasMessageContaining("ca.key cannot be read");
    }
}
