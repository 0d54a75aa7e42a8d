package dev.madrugada.localstack.cloudformation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.localstack.http.ServiceException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a stack's resources, and the texts that a template makes of them with {@code Ref}, {@code Fn::GetAtt} and
 * {@code Fn::Join}. Other functions are refused.
 *
 * @param physical the resources' names by logical id
 */
record ResourceNames(String stack, Map<String, String> physical) {
    static final String ACCOUNT = "000000000000";
    static final String REGION = "us-east-1";

    /** The name that the template gives a resource, such as BucketName or Name; empty if CloudFormation makes one. */
    Optional<String> custom(JsonNode resource) throws ServiceException {
        String type = resource.path("Type").asText();
        JsonNode properties = resource.path("Properties");
        String kind = type.substring(type.lastIndexOf(':') + 1);
        JsonNode name = properties.path(kind + "Name");
        if (name.isMissingNode()) {
            name = properties.path("Name");
        }
        return name.isMissingNode() ? Optional.empty() : Optional.of(text(name));
    }

    /** A name as CloudFormation makes one: of the stack and the logical id, in lower case. */
    String made(String id) {
        return (stack + "-" + id).toLowerCase(Locale.ROOT);
    }

    String text(JsonNode value) throws ServiceException {
        if (value.isValueNode()) {
            return value.asText();
        }
        if (value.has("Ref")) {
            return reference(value.path("Ref").asText());
        }
        if (value.has("Fn::GetAtt")) {
            JsonNode attribute = value.path("Fn::GetAtt");
            return attribute(attribute.path(0).asText(), attribute.path(1).asText());
        }
        if (value.has("Fn::Join")) {
            JsonNode join = value.path("Fn::Join");
            StringBuilder text = new StringBuilder();
            for (JsonNode part : join.path(1)) {
                text.append(text.isEmpty() ? "" : join.path(0).asText()).append(text(part));
            }
            return text.toString();
        }
        throw StackErrors.validation("the local stack knows Ref, Fn::GetAtt and Fn::Join only: " + value);
    }

    private String reference(String name) throws ServiceException {
        return switch (name) {
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> REGION;
            case "AWS::AccountId" -> ACCOUNT;
            case "AWS::StackName" -> stack;
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> named(name);
        };
    }

    private String attribute(String id, String attribute) throws ServiceException {
        String name = named(id);
        return attribute.equals("Arn")
                ? "arn:aws:local:" + REGION + ":" + ACCOUNT + ":" + name
                : name + "." + attribute;
    }

    private String named(String id) throws ServiceException {
        String name = physical.get(id);
        if (name == null) {
            throw StackErrors.validation("Unresolved resource dependencies [" + id + "] in the Resources block");
        }
        return name;
    }
}
