package dev.recount.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cluster.ClusterSettings;
import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.cluster.tls.NodeFiles;
import dev.recount.cluster.tls.NodeTransport;
import dev.recount.database.place.DatabasePlace;
import dev.recount.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests that are as Kubernetes's schema has them, and that go together. */
class ManifestsTest {

    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    @TempDir
    Path folder;

    private static Manifest of(String kind, String name) {
        return Manifest.all().stream()
                .filter(manifest ->
                        manifest.kind().equals(kind) && manifest.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode nodes(String path) {
        return of("StatefulSet", "recount").written().at(path);
    }

    @Test
    void areAsTheSchemaHasThem() {
        assertThat(Manifest.all())
                .isNotEmpty()
                .allSatisfy(manifest -> assertThat(manifest.understood()).isEqualTo(manifest.written()));
    }

    @ParameterizedTest
    @CsvSource({
        "/spec,                                  replica,      3,     `replica`",
        "/spec/template/spec/containers/0,       livenesProbe, {},    `livenesProbe`",
        "/spec/template/spec/containers/0,       ports,        http,  JsonArray",
        "/spec/template/spec/containers/0/env/0, name,         {},    `name`",
        "/spec,                                  replicas,     three, three",
    })
    void areHeldAgainstTheSchema(String at, String field, String value, String said) {
        Manifest wrong = of("StatefulSet", "recount");
        ObjectNode object = (ObjectNode) wrong.written().at(at);
        if (value.equals("{}")) {
            object.putObject(field);
        } else {
            object.put(field, value);
        }

        assertThatThrownBy(wrong::understood).hasMessageContaining(said);
    }

    @Test
    void areNotTakenForWhatTheyNearlyAre() {
        Manifest wrong = of("StatefulSet", "recount");
        ((ObjectNode) wrong.written().path("spec")).put("replicas", "3");

        assertThat(wrong.understood()).isNotEqualTo(wrong.written());
    }

    @Test
    void areAllApplied() {
        assertThat(Manifest.kustomization().path("resources"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(Manifest.files());
    }

    @Test
    void nameOneAnother() {
        JsonNode labels = nodes("/spec/template/metadata/labels");
        assertThat(nodes("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(of("Service", "recount").written().at("/spec/selector")).isEqualTo(labels);
        assertThat(of("Service", nodes("/spec/serviceName").asText()).written().at("/spec/selector"))
                .isEqualTo(labels);
        assertThat(of("PodDisruptionBudget", "recount").written().at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(of("NetworkPolicy", "recount").written().at("/spec/podSelector/matchLabels"))
                .isEqualTo(labels);
        assertThat(nodes(POD + "/topologySpreadConstraints").findValues("matchLabels"))
                .containsOnly(labels);
        String configuration = nodes(POD + "/volumes/0/configMap/name").asText();
        assertThat(of("ConfigMap", configuration).written().path("data").has("recount.conf"))
                .isTrue();
    }

    @Test
    void giveNodesSettingsByWhichTheyFindOneAnother() throws IOException {
        int replicas = nodes("/spec/replicas").asInt();
        String domain = "." + nodes("/spec/serviceName").asText();
        int port = containerPort("cluster");
        List<SeedNode> all = IntStream.range(0, replicas)
                .mapToObj(number -> new SeedNode("recount-" + number + domain, port))
                .toList();

        for (int number = 0; number < replicas; number++) {
            ClusterSettings cluster = settings("recount-" + number).cluster();

            assertThat(cluster)
                    .isEqualTo(new ClusterSettings(
                            all.get(number).host(),
                            "0.0.0.0",
                            port,
                            all,
                            new NodeTransport.Mutual(
                                    NodeFiles.in(Path.of("/run/recount-tls")), Duration.ofMinutes(1))));
        }
    }

    @Test
    void giveNodesACertificateForTheNamesByWhichTheyAreReached() {
        JsonNode certificate = Manifest.certificate("recount-tls");
        JsonNode volume = volume("tls");

        assertThat(volume.at("/secret/secretName")).isEqualTo(certificate.at("/spec/secretName"));
        assertThat(volume.at("/secret/defaultMode").asInt()).isEqualTo(0440);
        assertThat(nodes(POD + "/securityContext/fsGroup")).isEqualTo(nodes(POD + "/securityContext/runAsUser"));
        assertThat(certificate.at("/spec/commonName").asText()).isEqualTo("recount");
        assertThat(certificate.at("/spec/dnsNames"))
                .extracting(JsonNode::asText)
                .containsExactly("recount-0.recount-nodes", "recount-1.recount-nodes", "recount-2.recount-nodes");
        assertThat(Manifest.certificate("recount-authority").at("/spec/isCA").asBoolean())
                .isTrue();
    }

    @Test
    void giveNodesNoMoreRightsThanTheyNeed() {
        assertThat(nodes(POD + "/automountServiceAccountToken").asBoolean(true)).isFalse();
        JsonNode pod = nodes(POD + "/securityContext");
        assertThat(pod.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("runAsUser").asInt()).isPositive();
        assertThat(pod.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        for (String kind : new String[] {"/containers", "/initContainers"}) {
            assertThat(nodes(POD + kind)).isNotEmpty().allSatisfy(container -> {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.at("/capabilities/drop"))
                        .extracting(JsonNode::asText)
                        .containsExactly("ALL");
                assertThat(context.path("privileged").asBoolean()).isFalse();
                assertThat(context.at("/capabilities/add").isEmpty()).isTrue();
            });
        }
        for (String shared : new String[] {"hostNetwork", "hostPID", "hostIPC"}) {
            assertThat(nodes(POD).path(shared).asBoolean()).as(shared).isFalse();
        }
        assertThat(nodes(POD + "/volumes").findValues("hostPath")).isEmpty();
    }

    @Test
    void letNodesReachEachOtherNamesAndTheDatabaseAlone() throws IOException {
        JsonNode policy = of("NetworkPolicy", "recount").written().path("spec");
        assertThat(policy.path("policyTypes"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("Ingress", "Egress");

        JsonNode out = policy.path("egress");
        assertThat(out).hasSize(3);
        assertThat(out.at("/0/to/0/podSelector/matchLabels")).isEqualTo(nodes("/spec/selector/matchLabels"));
        assertThat(out.at("/0/ports"))
                .extracting(port -> port.path("port").asText())
                .containsExactly("cluster");
        assertThat(out.at("/1/to/0").has("namespaceSelector")).isTrue();
        assertThat(out.at("/1/ports"))
                .extracting(port ->
                        port.path("protocol").asText() + port.path("port").asInt())
                .containsExactlyInAnyOrder("UDP53", "TCP53");
        assertThat(settings("recount-0").journal().place())
                .isInstanceOfSatisfying(
                        DatabasePlace.Postgres.class,
                        postgres -> assertThat(postgres.url())
                                .contains(":" + out.at("/2/ports/0/port").asInt() + "/"));
        assertThat(out.at("/2/ports")).hasSize(1);
    }

    private static JsonNode volume(String name) {
        for (JsonNode volume : nodes(POD + "/volumes")) {
            if (volume.path("name").asText().equals(name)) {
                return volume;
            }
        }
        throw new AssertionError("there is no volume " + name);
    }

    @Test
    void giveNodesSettingsThatFitTheirPods() throws IOException {
        Settings settings = settings("recount-0");

        assertThat(settings.http().port()).isEqualTo(containerPort("http"));
        assertThat(settings.http().management())
                .hasValueSatisfying(management -> assertThat(management.port()).isEqualTo(containerPort("management")));
        assertThat(settings.journal().place()).isInstanceOfSatisfying(DatabasePlace.Postgres.class, postgres -> {
            assertThat(postgres.user()).isEqualTo("recount");
            assertThat(postgres.password()).isEqualTo("of-RECOUNT_POSTGRES_PASSWORD");
        });
        long stopping = settings.http()
                .shutdownTimeout()
                .plus(settings.handlers().stopTimeout())
                .toSeconds();
        assertThat(nodes(POD + "/terminationGracePeriodSeconds").asLong()).isGreaterThan(3 * stopping);
    }

    private static int containerPort(String name) {
        for (JsonNode port : nodes(CONTAINER + "/ports")) {
            if (port.path("name").asText().equals(name)) {
                return port.path("containerPort").asInt();
            }
        }
        throw new AssertionError("there is no port " + name);
    }

    /** Reads the settings with the environment that the pod has. */
    private Settings settings(String pod) throws IOException {
        String text =
                of("ConfigMap", "recount").written().at("/data/recount.conf").asText();
        for (JsonNode variable : nodes(CONTAINER + "/env")) {
            String name = variable.path("name").asText();
            text = text.replace("${" + name + "}", name.equals("RECOUNT_POD") ? pod : "of-" + name);
        }
        return Settings.read(Optional.of(Files.writeString(folder.resolve(pod + ".conf"), text)));
    }
}
