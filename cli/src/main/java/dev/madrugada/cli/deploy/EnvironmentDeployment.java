package dev.madrugada.cli.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.dataset.PublishedDatasets;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.ObjectStore;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Brings an environment to AWS, or prints what that would do. Every step looks first at what is there, so that a deployment
 * that was interrupted goes on, and one without changes writes nothing.
 */
final class EnvironmentDeployment {
    private final ArtifactBucket bucket;
    private final ObjectStore store;
    private final Stacks stacks;
    private final FirstNight firstNight;
    private final PrintWriter out;

    /** @param store the datasets' store */
    EnvironmentDeployment(
            ArtifactBucket bucket, ObjectStore store, Stacks stacks, FirstNight firstNight, PrintWriter out) {
        this.bucket = bucket;
        this.store = store;
        this.stacks = stacks;
        this.firstNight = firstNight;
        this.out = out;
    }

    void deploy(Environment environment) {
        boolean hasChanged = upload(environment);
        StackChange.Changed changed =
                new StackChange(stacks, environment.stack(), out).to(bucket.url(templateName(environment)));
        List<String> published = publication(changed.stack(), environment).publish();
        published.forEach(out::println);
        List<String> seeded = firstNight.prepare(changed.stack(), environment);
        seeded.forEach(out::println);
        boolean isDone = hasChanged || changed.hasChanged() || !published.isEmpty();
        out.println(environment.stack() + (isDone ? ": deployed" : ": no change"));
    }

    private boolean upload(Environment environment) {
        boolean hasChanged = false;
        if (!bucket.exists()) {
            bucket.make();
            out.println("made the bucket " + bucket.bucket());
            hasChanged = true;
        }
        for (Artifact artifact : bucket.missing(environment.artifacts())) {
            bucket.upload(artifact);
            out.println("uploaded " + bucket.uri(artifact.name()));
            hasChanged = true;
        }
        String template = templateName(environment);
        if (!bucket.names().contains(template)) {
            bucket.put(template, bytes(environment.template()));
            hasChanged = true;
        }
        return hasChanged;
    }

    /** Prints what a deployment would do. The template is in the bucket while CloudFormation compares it. */
    void plan(Environment environment) {
        List<String> lines = new ArrayList<>();
        boolean hasBucket = bucket.exists();
        if (!hasBucket) {
            lines.add("would make the bucket " + bucket.bucket());
        }
        bucket.missing(environment.artifacts())
                .forEach(artifact -> lines.add("would upload " + bucket.uri(artifact.name())));
        Optional<Stack> stack = stacks.settled(environment.stack()).filter(found -> !Stacks.isEmpty(found));
        lines.addAll(stack.isPresent() ? changes(environment) : creation(environment.template()));
        List<DatasetFolder> datasets =
                stack.map(found -> publication(found, environment).due()).orElse(environment.datasets());
        datasets.forEach(dataset ->
                lines.add("would publish " + dataset.contract().dataset() + " " + DatasetPublication.digest(dataset)));
        lines.forEach(out::println);
        out.println(environment.stack() + (lines.isEmpty() ? ": no change" : ": nothing was changed, this is a plan"));
    }

    private List<String> changes(Environment environment) {
        String template = templateName(environment);
        boolean isThere = bucket.names().contains(template);
        if (!isThere) {
            bucket.put(template, bytes(environment.template()));
        }
        try {
            return new StackChange(stacks, environment.stack(), out).planned(bucket.url(template));
        } finally {
            if (!isThere) {
                bucket.delete(template);
            }
        }
    }

    /** A stack that does not exist gets every resource of its template. */
    private static List<String> creation(String template) {
        try {
            List<String> lines = new ArrayList<>();
            for (Map.Entry<String, JsonNode> resource :
                    new ObjectMapper().readTree(template).path("Resources").properties()) {
                lines.add(
                        StackChange.line("add", resource.getValue().path("Type").asText(), resource.getKey()));
            }
            return lines;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the CDK app writes JSON", impossible);
        }
    }

    private DatasetPublication publication(Stack stack, Environment environment) {
        return new DatasetPublication(
                new PublishedDatasets(store, URI.create(Stacks.requireOutput(stack, "DatasetsUri"))),
                environment.datasets());
    }

    private static String templateName(Environment environment) {
        return Artifact.named(
                "templates/" + environment.file().environment() + ".json",
                Digest.sha256(bytes(environment.template())).text().replaceFirst(".*:", ""));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
