package dev.madrugada.night.tests.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Values of a template with CloudFormation's functions replaced. A reference whose value is not given stays as {@code
 * ${Name}}, which matches no resource of a call.
 *
 * @param values by parameter, pseudo parameter or logical id; of an attribute by {@code <logical id>.<attribute>}
 */
record Intrinsics(Map<String, String> values) {
    Intrinsics {
        values = Map.copyOf(values);
    }

    List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(this::text)
                        .toList()
                : List.of(text(node));
    }

    String text(JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        if (node.has("Ref")) {
            return value(node.get("Ref").asText());
        }
        if (node.has("Fn::GetAtt")) {
            return value(node.at("/Fn::GetAtt/0").asText() + "."
                    + node.at("/Fn::GetAtt/1").asText());
        }
        JsonNode join = node.path("Fn::Join");
        if (join.size() == 2) {
            return String.join(join.get(0).asText(), texts(join.get(1)));
        }
        throw new IllegalArgumentException("no evaluation of " + node);
    }

    private String value(String name) {
        return values.getOrDefault(name, "${" + name + "}");
    }
}
