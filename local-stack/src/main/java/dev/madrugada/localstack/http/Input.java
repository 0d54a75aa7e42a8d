package dev.madrugada.localstack.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a request, in JSON or CBOR. A field of the wrong type leads to a ValidationException. */
public record Input(JsonNode node, Encoding encoding) {

    private Optional<JsonNode> field(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private static ServiceException missing(String name) {
        return ServiceException.validation("Value at '" + name + "' must not be null");
    }

    public boolean has(String name) {
        return field(name).isPresent();
    }

    public Optional<String> text(String name) {
        return field(name).map(JsonNode::asText);
    }

    public String requiredText(String name) throws ServiceException {
        return text(name).orElseThrow(() -> missing(name));
    }

    public Optional<Integer> number(String name) throws ServiceException {
        Optional<JsonNode> value = field(name);
        if (value.isPresent() && !value.get().canConvertToInt()) {
            throw ServiceException.validation("Value at '" + name + "' is not an integer");
        }
        return value.map(JsonNode::intValue);
    }

    public int requiredNumber(String name) throws ServiceException {
        return number(name).orElseThrow(() -> missing(name));
    }

    public Optional<Instant> instant(String name) throws ServiceException {
        Optional<JsonNode> value = field(name);
        if (value.isPresent() && !value.get().isNumber()) {
            throw ServiceException.validation("Value at '" + name + "' is not a timestamp");
        }
        return value.map(encoding::instant);
    }

    public byte[] requiredBytes(String name) throws ServiceException {
        JsonNode value = field(name).orElseThrow(() -> missing(name));
        try {
            return value.binaryValue();
        } catch (IOException e) {
            throw ServiceException.validation("Value at '" + name + "' is not base64: " + e.getMessage());
        }
    }

    public Optional<Input> structure(String name) {
        return field(name).map(value -> new Input(value, encoding));
    }

    public Input requiredStructure(String name) throws ServiceException {
        return structure(name).orElseThrow(() -> missing(name));
    }

    /** The elements of a list; an empty list if the field is missing. */
    public List<Input> list(String name) {
        List<Input> elements = new ArrayList<>();
        field(name).ifPresent(list -> list.forEach(element -> elements.add(new Input(element, encoding))));
        return elements;
    }
}
