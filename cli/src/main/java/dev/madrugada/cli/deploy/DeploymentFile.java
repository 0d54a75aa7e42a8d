package dev.madrugada.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.common.contract.ParsedYaml;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment file, in YAML or JSON. Only what a deployment itself needs is checked here; the CDK app checks the whole file.
 *
 * @param name of the file, for messages
 * @param json the content; its {@code environment} is the one that was asked for
 */
record DeploymentFile(String name, ObjectNode json) {
    private static final String ENVIRONMENT = "environment";
    private static final String ARTIFACTS = "artifacts";
    private static final String DEFAULT_PREFIX = "madrugada/";

    /**
     * Reads a file for an environment.
     *
     * @throws MadrugadaException InputMissing if it is not readable; InvalidArguments if it is no deployment file, or one of
     *     another environment
     */
    static DeploymentFile read(Path path, String environment) {
        String name = path.toString();
        ParsedYaml parsed = ParsedYaml.of(name, text(path));
        parsed.broken().ifPresent(at -> {
            throw invalid(name + ":" + at.line(), "it is not YAML", at.reason());
        });
        if (!(parsed.top().map(YamlJson::of).orElse(null) instanceof ObjectNode json)) {
            throw invalid(name, "it has no keys", "a deployment file is a mapping");
        }
        String own = json.path(ENVIRONMENT).asText(environment);
        if (!own.equals(environment)) {
            throw invalid(name, "it is for the environment " + own, "--environment asks for " + environment);
        }
        json.put(ENVIRONMENT, environment);
        DeploymentFile file = new DeploymentFile(name, json);
        if (file.bucket().isEmpty()) {
            throw invalid(name, "artifacts.bucket is missing", "the package is uploaded to a bucket");
        }
        if (file.datasets().isEmpty()) {
            throw invalid(name, "datasets is missing or empty", "an environment has the nights of its datasets");
        }
        return file;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw Fault.of(ErrorCode.InputMissing)
                    .at(path.toString())
                    .what("the deployment file is not readable")
                    .because(unreadable.getClass().getSimpleName())
                    .fix("name a file that exists: --file FILE")
                    .exception(unreadable);
        }
    }

    private static MadrugadaException invalid(String where, String what, String why) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at(where)
                .what(what)
                .because(why)
                .fix("write it as docs/deploy.md shows")
                .exception();
    }

    String environment() {
        return json.path(ENVIRONMENT).asText();
    }

    String bucket() {
        return json.path(ARTIFACTS).path("bucket").asText();
    }

    /** Ends in a slash. */
    String prefix() {
        return json.path(ARTIFACTS).path("prefix").asText(DEFAULT_PREFIX);
    }

    /** The datasets' names, in the file's order. */
    List<String> datasets() {
        List<String> names = new ArrayList<>();
        json.path("datasets").forEach(dataset -> names.add(dataset.path("name").asText()));
        return names;
    }

    /** The part of the file about one dataset. */
    ObjectNode dataset(String dataset) {
        for (JsonNode each : json.path("datasets")) {
            if (each instanceof ObjectNode found && found.path("name").asText().equals(dataset)) {
                return found;
            }
        }
        throw invalid(name, "it has no dataset " + dataset, "a folder of its datasets has a contract with this name");
    }

    /** The secret and the address of a warehouse that exists; empty if the stack makes one. */
    Optional<WarehouseArguments> warehouse() {
        JsonNode warehouse = json.path("warehouse");
        return text(warehouse, "secret")
                .map(secret -> new WarehouseArguments(
                        secret,
                        text(warehouse, "host"),
                        text(warehouse, "port").map(WarehouseArguments::portNumber),
                        text(warehouse, "database")));
    }

    private static Optional<String> text(JsonNode section, String key) {
        return Optional.of(section.path(key).asText()).filter(value -> !value.isEmpty());
    }

    /** The file with the keys of the uploaded artifacts. */
    DeploymentFile with(List<Artifact> artifacts) {
        ObjectNode copy = json.deepCopy();
        ObjectNode section = copy.withObject("/" + ARTIFACTS).put("prefix", prefix());
        ObjectNode files = section.putObject("files");
        artifacts.forEach(artifact -> files.put(artifact.file(), artifact.name()));
        return new DeploymentFile(name, copy);
    }

    /** Adds what a contract says, unless the file says it. */
    void complete(String dataset, Map<String, String> ofContract) {
        ObjectNode part = dataset(dataset);
        ofContract.forEach((key, value) -> {
            String own = part.path(key).asText(value);
            if (!own.equals(value)) {
                throw invalid(
                        name,
                        key + " of " + dataset + " is " + own,
                        "the dataset's contract says " + value + ", and both must agree; the file may leave it out");
            }
            part.put(key, value);
        });
    }
}
