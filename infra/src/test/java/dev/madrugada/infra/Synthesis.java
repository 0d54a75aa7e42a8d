package dev.madrugada.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.infra.deployment.DeploymentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** Synthesises each stack once for all tests: a synthesis takes seconds. */
final class Synthesis {
    /** The template of CloudFormation alone. */
    static final Synthesis PARAMETERS = new Synthesis(MadrugadaApp::withParameters);

    /** The template of {@code deployment.json}: everything is made, with glue-runner and hourly ingest. */
    static final Synthesis DEPLOYMENT = new Synthesis((app, root) ->
            MadrugadaApp.of(app, DeploymentFile.read(root.resolve("infra/src/test/resources/deployment.json")), root));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode template;
    private final List<String> findings;

    private Synthesis(BiFunction<App, Path, MadrugadaStack> stack) {
        Path out = root().resolve("infra/target/cdk.out");
        App app = new App(AppProps.builder()
                .outdir(out.resolve(Integer.toHexString(System.identityHashCode(this)))
                        .toString())
                .analyticsReporting(false)
                .build());
        MadrugadaStack made = stack.apply(app, root());
        CloudAssembly assembly = app.synth();
        this.template = new ObjectMapper()
                .valueToTree(assembly.getStackArtifact(made.getArtifactId()).getTemplate());
        this.findings = MadrugadaApp.errors(assembly, made);
    }

    static Path root() {
        return Path.of(System.getProperty("madrugada.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    JsonNode template() {
        return template;
    }

    /** Errors of cdk-nag. */
    List<String> findings() {
        return findings;
    }

    /** The properties of the resources of a type, by logical id. */
    List<Map.Entry<String, JsonNode>> resources(String type) {
        return template.get("Resources").properties().stream()
                .filter(resource -> resource.getValue().get("Type").asText().equals(type))
                .map(resource ->
                        Map.entry(resource.getKey(), resource.getValue().get("Properties")))
                .toList();
    }

    /** The statements of a role's policy. */
    List<JsonNode> statements(String role) {
        return resources("AWS::IAM::Role").stream()
                .filter(each -> each.getValue().path("Description").asText().equals("Madrugada: " + role))
                .flatMap(each -> StreamSupport.stream(
                        each.getValue()
                                .get("Policies")
                                .get(0)
                                .at("/PolicyDocument/Statement")
                                .spliterator(),
                        false))
                .toList();
    }

    /** A text or a list of texts of JSON as a list; what is not text as JSON. */
    static List<String> texts(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(Synthesis::text)
                    .toList();
        }
        return List.of(text(node));
    }

    /** A Fn::Join as text, with {@code ${…}} for what is not known. */
    static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        JsonNode join = node.path("Fn::Join");
        if (join.isMissingNode()) {
            return "${" + node.elements().next() + "}";
        }
        StringBuilder text = new StringBuilder();
        join.get(1).forEach(part -> text.append(text(part)));
        return text.toString();
    }

    String pretty() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(template) + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonNode read(Path file) {
        try {
            return Objects.requireNonNull(JSON.readTree(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
