package dev.recount.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An object that Kubernetes is to make, as it is written in a file. */
record Manifest(JsonNode written) {

    private static final Path FOLDER = Path.of("conf/kubernetes");
    private static final Path CERTIFICATES = Path.of("conf/cert-manager/certificates.yaml");
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final ObjectMapper JSONS = new ObjectMapper();

    private static final Map<String, Class<?>> SCHEMA = Map.of(
            "v1 ConfigMap", V1ConfigMap.class,
            "v1 Service", V1Service.class,
            "apps/v1 StatefulSet", V1StatefulSet.class,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class);

    static List<String> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(KUSTOMIZATION))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Manifest> all() {
        return files().stream()
                .flatMap(file -> read(FOLDER.resolve(file)).stream())
                .toList();
    }

    static JsonNode kustomization() {
        return read(FOLDER.resolve(KUSTOMIZATION)).getFirst().written;
    }

    /** Returns a certificate that cert-manager is to make. Its schema is not one of Kubernetes's own. */
    static JsonNode certificate(String name) {
        return read(CERTIFICATES).stream()
                .filter(manifest ->
                        manifest.kind().equals("Certificate") && manifest.name().equals(name))
                .findFirst()
                .orElseThrow()
                .written;
    }

    private static List<Manifest> read(Path file) {
        var manifests = new ArrayList<Manifest>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            documents.forEachRemaining(document -> manifests.add(new Manifest(document)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return manifests;
    }

    String kind() {
        return written.path("kind").asText();
    }

    String name() {
        return written.at("/metadata/name").asText();
    }

    /**
     * Reads it as Kubernetes's schema says, and returns what was understood, without what is empty.
     *
     * @throws IllegalArgumentException if it has a field that the schema does not know, or lacks one that has to be
     * @throws com.google.gson.JsonParseException if a value is not of the schema's type
     */
    JsonNode understood() {
        String version = written.path("apiVersion").asText() + " " + kind();
        Class<?> type = SCHEMA.get(version);
        if (type == null) {
            throw new IllegalArgumentException("there is no " + version);
        }
        try {
            JsonNode understood = JSONS.readTree(JSON.serialize(JSON.deserialize(written.toString(), type)));
            prune(understood);
            return understood;
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void prune(JsonNode node) {
        for (Iterator<JsonNode> values = node.iterator(); values.hasNext(); ) {
            JsonNode value = values.next();
            prune(value);
            if (value.isContainerNode() && value.isEmpty()) {
                values.remove();
            }
        }
    }
}
