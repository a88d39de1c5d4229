package dev.recount.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.database.sql.DatabaseException;
import dev.recount.privacy.master.WrappedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two places of a master key. */
class MasterKeyTest {

    private static final String OWNER = "customer/17";

    @TempDir
    Path folder;

    private final byte[] key = SubjectKey.draw();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("keys").resolve("master.json");
    }

    @Nested
    class InAFile {

        @Test
        void isMadeOnceForItsOwnerAlone() throws IOException {
            WrappedKey wrapped = MasterKey.file(file, true).wrap(key, OWNER);

            assertThat(MasterKey.file(file, true).unwrap(wrapped, OWNER)).isEqualTo(key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files).containsExactly(file);
            }
        }

        @Test
        void isNotMadeWhereItMayNotBe() {
            assertThatThrownBy(() -> MasterKey.file(file, false))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("recount.privacy.master-key.file: there is no " + file);
            assertThat(file).doesNotExist();
        }

        @ParameterizedTest
        @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
        void isRefusedWhereOthersCanGetAtIt(String permissions) throws IOException {
            MasterKey.file(file, true);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

            assertThatThrownBy(() -> MasterKey.file(file, true))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(file + " can be read or written by others than its owner");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "not a keyset", "{\"primaryKeyId\":1,\"key\":[]}"})
        void isRefusedWhereItIsNoKeysetAndStaysAsItIs(String content) throws IOException {
            MasterKey.file(file, true);
            Files.writeString(file, content);

            assertThatThrownBy(() -> MasterKey.file(file, true))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("recount.privacy.master-key.file: " + file + " is no keyset of Tink's");
            assertThat(file).hasContent(content);
        }

        @Test
        void unwrapsAsTheKeyOfItsOwnerAlone() {
            MasterKey master = MasterKey.file(file, true);
            WrappedKey wrapped = master.wrap(key, OWNER);

            assertThatThrownBy(() -> master.unwrap(wrapped, "customer/18"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("the stored key of customer/18 has been changed, or is another's");
        }

        @Test
        void wrapsByTheNewestAndUnwrapsByAll() throws IOException {
            MasterKey before = MasterKey.file(file, true);
            WrappedKey old = before.wrap(key, OWNER);

            MasterKey after = MasterKey.rotate(file);
            WrappedKey now = after.wrap(key, OWNER);

            assertThat(now.masterKey()).isNotEqualTo(old.masterKey()).isEqualTo(after.current());
            assertThat(after.unwrap(old, OWNER)).isEqualTo(key);
            assertThat(after.unwrap(now, OWNER)).isEqualTo(key);
            assertThat(before.unwrap(now, OWNER)).as("read anew").isEqualTo(key);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        @Test
        void saysWhichMasterKeyIsMissing() {
            WrappedKey wrapped =
                    MasterKey.file(folder.resolve("other.json"), true).wrap(key, OWNER);
            MasterKey master = MasterKey.file(file, true);

            assertThatThrownBy(() -> master.unwrap(wrapped, OWNER))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("recount.privacy.master-key.file: " + file + " does not hold the master key "
                            + wrapped.masterKey().substring("file:".length()));
        }
    }

    @Nested
    class InAService {

        @Test
        void wrapsAndUnwraps() {
            MasterKey master = MasterKey.kms("test-kms://one");
            WrappedKey wrapped = master.wrap(key, OWNER);

            assertThat(wrapped.masterKey()).isEqualTo("kms:test-kms://one");
            assertThat(MasterKey.kms("test-kms://one").unwrap(wrapped, OWNER)).isEqualTo(key);
            assertThatThrownBy(() -> MasterKey.kms("test-kms://two").unwrap(wrapped, OWNER))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("recount.privacy.master-key: the key of customer/17 was wrapped by another");
        }

        @Test
        void takesTheFormerFilesKeysOver() {
            MasterKey former = MasterKey.file(file, true);
            WrappedKey wrapped = former.wrap(key, OWNER);

            MasterKey master = MasterKey.kms("test-kms://one").withFormer(former);

            assertThat(master.unwrap(wrapped, OWNER)).isEqualTo(key);
            assertThat(master.wrap(key, OWNER).masterKey()).isEqualTo("kms:test-kms://one");
        }

        @Test
        void isRefusedWhereNothingKnowsIt() {
            assertThatThrownBy(() -> MasterKey.kms("aws-kms://arn"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "recount.privacy.master-key.kms: nothing on the class path knows aws-kms://arn");
        }

        @Test
        void saysWhatTheServiceSays() {
            assertThatThrownBy(() -> MasterKey.kms("test-kms://closed"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(
                            "recount.privacy.master-key.kms: test-kms://closed cannot be used: no such key");
        }
    }
}
