package dev.recount.cluster;

import dev.recount.cluster.tls.Authority;
import dev.recount.cluster.tls.NodeFiles;
import dev.recount.cluster.tls.NodeTransport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The certificates of nodes that tests start, of an authority in a folder of theirs. */
public final class TestCertificates {

    private static final Duration VALID_FOR = Duration.ofDays(30);
    private static final Duration RELOAD_INTERVAL = Duration.ofSeconds(1);

    private final Path folder;
    private final Authority authority;

    private TestCertificates(Path folder) {
        this.folder = folder;
        this.authority = Authority.open(folder, Clock.systemUTC());
    }

    /** Returns those of the authority in a folder, which is made where there is none. */
    public static TestCertificates in(Path folder) {
        return new TestCertificates(folder.resolve("authority"));
    }

    /** Returns the folder of the authority. */
    Path folder() {
        return folder;
    }

    /** Returns the files of a node with a certificate that is new each time. */
    public NodeFiles files(String host) {
        authority.issue(List.of(host), VALID_FOR);
        return authority.files(host);
    }

    /** Returns how a node that is tried in this process lets others in. */
    public NodeTransport.Mutual transport(String host) {
        return new NodeTransport.Mutual(files(host), RELOAD_INTERVAL);
    }

    /** Returns the settings of a node within the group {@code recount.cluster}. */
    public String settings(String host) {
        NodeFiles files = files(host);
        return """
                tls { key-file = "%s", certificate-file = "%s", ca-file = "%s", reload-interval = 1 s }
                """.formatted(files.key(), files.certificate(), files.authority());
    }
}
