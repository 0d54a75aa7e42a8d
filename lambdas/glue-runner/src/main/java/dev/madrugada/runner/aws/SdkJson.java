package dev.madrugada.runner.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An SDK's value as JSON with the service's own names. Instants are milliseconds since 1970, as in the output of a state
 * with {@code .sync}; fields without a value are left out.
 */
final class SdkJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SdkJson() {}

    static ObjectNode of(SdkPojo value) {
        ObjectNode json = JSON.objectNode();
        for (SdkField<?> field : value.sdkFields()) {
            Object content = field.getValueOrDefault(value);
            boolean isEmpty = content == null
                    || (content instanceof Collection<?> list && list.isEmpty())
                    || (content instanceof Map<?, ?> map && map.isEmpty());
            if (!isEmpty) {
                json.set(field.locationName(), node(content));
            }
        }
        return json;
    }

    private static JsonNode node(Object value) {
        if (value instanceof SdkPojo pojo) {
            return of(pojo);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode json = JSON.objectNode();
            map.forEach((name, content) -> json.set(String.valueOf(name), node(content)));
            return json;
        }
        if (value instanceof Collection<?> list) {
            ArrayNode json = JSON.arrayNode();
            list.forEach(content -> json.add(node(content)));
            return json;
        }
        if (value instanceof Instant instant) {
            return JSON.numberNode(instant.toEpochMilli());
        }
        if (value instanceof Integer number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        return JSON.textNode(String.valueOf(value));
    }
}
