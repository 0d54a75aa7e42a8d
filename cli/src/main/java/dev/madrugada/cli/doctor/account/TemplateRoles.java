package dev.madrugada.cli.doctor.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The roles of the stack's template, with placeholders for what a deployment names. */
final class TemplateRoles {
    private static final Map<String, String> PARAMETERS = Map.of(
            "AWS::Partition", "aws",
            "AWS::Region", "${Region}",
            "AWS::AccountId", "${Account}",
            "DatasetName", "${Dataset}",
            "StreamArn", "${Stream}",
            "WarehouseLoginArn", "${Secret}",
            "CatalogDatabase", "${Database}",
            "SubnetId", "${Subnet}");
    private static final String OF_THE_ACCOUNT = "${Region}:${Account}:";

    private final JsonNode resources;

    private TemplateRoles(JsonNode resources) {
        this.resources = resources;
    }

    /** The template that {@code package} collects. */
    static TemplateRoles ofThisRelease() {
        Path template =
                Path.of(System.getProperty("madrugada.root", "."), "infra/src/test/resources/madrugada.template.json");
        try {
            return new TemplateRoles(
                    new ObjectMapper().readTree(template.toFile()).path("Resources"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the roles may do, role by role. */
    List<RoleGrant> grants() {
        List<RoleGrant> grants = new ArrayList<>();
        for (JsonNode resource : resources) {
            if (resource.path("Type").asText().equals("AWS::IAM::Role")) {
                String role =
                        text(resource.path("Properties").path("RoleName")).replace("madrugada-${Environment}-", "");
                for (JsonNode statement : resource.path("Properties")
                        .path("Policies")
                        .path(0)
                        .path("PolicyDocument")
                        .path("Statement")) {
                    grants.add(new RoleGrant(
                            role,
                            texts(statement.path("Action")),
                            texts(statement.path("Resource")),
                            context(statement.path("Condition"))));
                }
            }
        }
        return grants;
    }

    /** Conditions with IfExists and ForAllValues hold without a value. */
    private Map<String, String> context(JsonNode conditions) {
        Map<String, String> context = new TreeMap<>();
        conditions
                .path("StringEquals")
                .fields()
                .forEachRemaining(condition -> context.put(condition.getKey(), text(condition.getValue())));
        return context;
    }

    private List<String> texts(JsonNode oneOrMore) {
        return StreamSupport.stream((oneOrMore.isArray() ? oneOrMore : List.of(oneOrMore)).spliterator(), false)
                .map(this::text)
                .map(text -> text.replaceFirst("(?<=^arn:aws:s3:::\\$\\{Bucket})/lake(?=/|$)", "/\\${Lake}"))
                .toList();
    }

    private String text(JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        if (node.has("Fn::Join")) {
            return StreamSupport.stream(node.path("Fn::Join").path(1).spliterator(), false)
                    .map(this::text)
                    .collect(Collectors.joining());
        }
        if (node.has("Fn::GetAtt")) {
            return arn(node.path("Fn::GetAtt").path(0).asText());
        }
        String name = node.path("Ref").asText();
        String placeholder = PARAMETERS.get(name);
        if (placeholder != null) {
            return placeholder;
        }
        return resources.has(name) ? referenced(name) : "${" + name + "}";
    }

    /** What a reference to a resource yields: a name or, for topics and machines, an ARN. */
    private String referenced(String id) {
        JsonNode resource = resources.path(id);
        return switch (resource.path("Type").asText()) {
            case "AWS::S3::Bucket" -> "${Bucket}";
            case "AWS::Glue::Connection" ->
                text(resource.path("Properties").path("ConnectionInput").path("Name"));
            case "AWS::Glue::Job" -> text(resource.path("Properties").path("Name"));
            default -> arn(id);
        };
    }

    private String arn(String id) {
        JsonNode properties = resources.path(id).path("Properties");
        return switch (resources.path(id).path("Type").asText()) {
            case "AWS::KMS::Key" -> "${Key}";
            case "AWS::SNS::Topic" -> "arn:aws:sns:" + OF_THE_ACCOUNT + text(properties.path("TopicName"));
            case "AWS::SQS::Queue" -> "arn:aws:sqs:" + OF_THE_ACCOUNT + text(properties.path("QueueName"));
            case "AWS::Lambda::Function" ->
                "arn:aws:lambda:" + OF_THE_ACCOUNT + "function:" + text(properties.path("FunctionName"));
            case "AWS::StepFunctions::StateMachine" ->
                "arn:aws:states:" + OF_THE_ACCOUNT + "stateMachine:" + text(properties.path("StateMachineName"));
            default -> "${Unnamed}";
        };
    }
}
