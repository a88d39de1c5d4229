package dev.recount.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.example.bank.Bank;
import dev.recount.seal.TestSeals;
import dev.recount.server.TestClient;
import dev.recount.server.TestServer;
import dev.sigstore.rekor.client.ImmutableInclusionProof;
import dev.sigstore.rekor.client.ImmutableVerification;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorVerificationException;
import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.trustroot.ImmutableLogId;
import dev.sigstore.trustroot.ImmutablePublicKey;
import dev.sigstore.trustroot.ImmutableTransparencyLog;
import dev.sigstore.trustroot.ImmutableValidFor;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The receipts of a server, held against the verifier of the Sigstore project, which knows nothing of this one. Its logs
 * sign by another kind of key, so that the checkpoint is signed again here; tree and proof are as the server gave them.
 */
class SigstoreVerifierTest {

    private static final int DEPOSITS = 600;
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    Path folder;

    private final KeyPair key = key();
    private final byte[] logId = sha256(key.getPublic().getEncoded());
    private final RekorVerifier sigstore = RekorVerifier.newRekorVerifier(List.of(ImmutableTransparencyLog.builder()
            .baseUrl(URI.create("http://127.0.0.1"))
            .hashAlgorithm("SHA2_256")
            .logId(ImmutableLogId.builder().keyId(logId).build())
            .publicKey(ImmutablePublicKey.builder()
                    .rawBytes(key.getPublic().getEncoded())
                    .keyDetails("PKIX_ECDSA_P256_SHA_256")
                    .validFor(ImmutableValidFor.builder().start(Instant.EPOCH).build())
                    .build())
            .build()));

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    private byte[] signed(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    /** An entry of a log, as Sigstore takes it. */
    private record Entry(String getBody, String getLogID, long getLogIndex, Verification getVerification)
            implements RekorEntry {

        private static final byte[] CONTENT = "whatever".getBytes(StandardCharsets.UTF_8);

        @Override
        public byte[] getSignableContent() {
            return CONTENT.clone();
        }

        @Override
        public long getIntegratedTime() {
            return 1;
        }
    }

    /** Returns what a receipt says, with another event in the place of its own if one is given. */
    private RekorEntry entry(String receipt, Optional<String> other) throws IOException {
        String[] lines = receipt.split("\n", -1);
        JsonNode extra = new JsonMapper().readTree(Base64.getDecoder().decode(lines[1].substring("extra ".length())));
        String leaf = "%s\n%s\n%s\n"
                .formatted(
                        other.orElse(extra.path("stream").asText()),
                        extra.path("version").asText(),
                        extra.path("hash").asText());
        long index = Long.parseLong(lines[2].substring("index ".length()));
        int end = Arrays.asList(lines).indexOf("");
        List<String> path = Arrays.stream(lines, 3, end)
                .map(hash -> HEX.formatHex(Base64.getDecoder().decode(hash)))
                .toList();
        String text = String.join("\n", lines[end + 1], lines[end + 2], lines[end + 3]) + "\n";
        byte[] signature = signed(text.getBytes(StandardCharsets.UTF_8));
        byte[] hinted = Arrays.copyOf(logId, 4 + signature.length);
        System.arraycopy(signature, 0, hinted, 4, signature.length);
        var proof = ImmutableInclusionProof.builder()
                .logIndex(index)
                .treeSize(Long.parseLong(lines[end + 2]))
                .rootHash(HEX.formatHex(Base64.getDecoder().decode(lines[end + 3])))
                .hashes(path)
                .checkpoint(text + "\n\u2014 log " + Base64.getEncoder().encodeToString(hinted) + "\n")
                .build();
        var verification = ImmutableVerification.builder()
                .signedEntryTimestamp(Base64.getEncoder().encodeToString(signed(Entry.CONTENT)))
                .inclusionProof(proof)
                .build();
        return new Entry(
                Base64.getEncoder().encodeToString(leaf.getBytes(StandardCharsets.UTF_8)),
                HEX.formatHex(logId),
                index,
                verification);
    }

    @Test
    void holdForWhoKnowsNothingOfThisServer() throws Exception {
        try (TestServer server =
                TestServer.start(folder, settings -> settings.withSeals(TestSeals.often("bank")), new Bank())) {
            TestClient client = server.client();
            assertThat(client.post("/streams/account/1/Open", "{\"owner\":\"Ann\",\"overdraftLimit\":0}")
                            .status())
                    .isEqualTo(200);
            client.bulk(Collections.nCopies(
                    DEPOSITS,
                    "{\"stream\":\"account/1\",\"command\":\"Deposit\",\"data\":{\"amount\":1,\"method\":\"CASH\"}}"));
            TestSeals.awaitSealed(client, DEPOSITS + 1);
            for (int version : new int[] {1, 2, 255, 256, 257, 400, 512, 513, DEPOSITS, DEPOSITS + 1}) {
                String receipt = client.sendText(client.request("/streams/account/1/events/" + version + "/receipt")
                        .GET()
                        .build());
                sigstore.verifyEntry(entry(receipt, Optional.empty()));
                RekorEntry forged = entry(receipt, Optional.of("account/2"));
                assertThatExceptionOfType(RekorVerificationException.class)
                        .isThrownBy(() -> sigstore.verifyEntry(forged));
            }
        }
    }
}
