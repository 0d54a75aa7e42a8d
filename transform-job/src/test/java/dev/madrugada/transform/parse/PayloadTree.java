package dev.madrugada.transform.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import dev.madrugada.common.contract.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A payload as a tree of Jackson's nodes. An object has the first field of each name; the further ones are beside it. A
 * scalar is a node of its token and its text, so that number literals stay as they came.
 */
final class PayloadTree {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());
    private static final Pattern NUMBER = Pattern.compile("(-?)(\\d+)(?:\\.(\\d+))?(?:[eE]([+-]?\\d+))?");
    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(?:Z|([+-]\\d\\d)(?::?(\\d\\d))?)");

    private final byte[] bytes;
    private final JsonNode root;
    private final IdentityHashMap<JsonNode, List<Map.Entry<String, JsonNode>>> repeated = new IdentityHashMap<>();
    private final IdentityHashMap<JsonNode, int[]> spans = new IdentityHashMap<>();

    /** A text, a number's literal, a boolean or null. */
    private record Scalar(JsonToken token, String text) {}

    /** A value does not fit its type. */
    static final class InvalidNodeException extends Exception {
        private static final long serialVersionUID = 1L;

        private final ReasonCode code;

        InvalidNodeException(ReasonCode code) {
            super(code.name(), null, false, false);
            this.code = code;
        }

        ReasonCode code() {
            return code;
        }
    }

    private PayloadTree(byte[] bytes) throws IOException {
        this.bytes = bytes;
        try (JsonParser json = MAPPER.createParser(bytes)) {
            json.nextToken();
            this.root = node(json);
            if (json.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(json, "more than one value");
            }
        }
    }

    /** The tree; empty if the bytes are not exactly one JSON value. */
    static Optional<PayloadTree> read(byte[] bytes) {
        try {
            return Optional.of(new PayloadTree(bytes));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonNode node(JsonParser json) throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        JsonNode node;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = MAPPER.createObjectNode();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                JsonNode value = node(json);
                if (object.has(name)) {
                    repeated.computeIfAbsent(object, unseen -> new ArrayList<>())
                            .add(Map.entry(name, value));
                } else {
                    object.set(name, value);
                }
            }
            node = object;
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode array = MAPPER.createArrayNode();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                array.add(node(json));
            }
            node = array;
        } else {
            node = JsonNodeFactory.instance.pojoNode(new Scalar(json.currentToken(), json.getText()));
        }
        spans.put(node, new int[] {from, (int) json.currentLocation().getByteOffset()});
        return node;
    }

    JsonNode root() {
        return root;
    }

    boolean isNull(JsonNode node) {
        return scalar(node)
                .filter(scalar -> scalar.token() == JsonToken.VALUE_NULL)
                .isPresent();
    }

    List<Map.Entry<String, JsonNode>> repeated(JsonNode object) {
        return repeated.getOrDefault(object, List.of());
    }

    boolean isRepeated(JsonNode object, String name) {
        return repeated(object).stream().anyMatch(field -> field.getKey().equals(name));
    }

    /** Whether an object at or below the node has a field twice. */
    boolean hasDuplicate(JsonNode node) {
        if (!repeated(node).isEmpty()) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasDuplicate(child)) {
                return true;
            }
        }
        return false;
    }

    /** The node's text as it came. */
    String slice(JsonNode node) {
        int[] span = spans.getOrDefault(node, new int[] {0, 0});
        return new String(bytes, span[0], span[1] - span[0], StandardCharsets.UTF_8);
    }

    String quoted(String name) {
        try {
            return MAPPER.writeValueAsString(name);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Optional<Scalar> scalar(JsonNode node) {
        return node instanceof POJONode pojo && pojo.getPojo() instanceof Scalar scalar
                ? Optional.of(scalar)
                : Optional.empty();
    }

    /** The node as a value of the type; null for JSON's null. */
    @Nullable
    Object value(JsonNode node, ColumnType type) throws InvalidNodeException {
        if (isNull(node)) {
            return null;
        }
        switch (type.kind()) {
            case JSON -> {
                return json(node);
            }
            case ARRAY -> {
                require(node.isArray());
                List<@Nullable Object> elements = new ArrayList<>();
                for (JsonNode element : node) {
                    elements.add(value(element, type.parts().get(0).type()));
                }
                return elements;
            }
            case MAP -> {
                require(node.isObject());
                Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    Object key = text(field.getKey(), type.parts().get(0).type().length());
                    entries.put(key, value(field.getValue(), type.parts().get(1).type()));
                }
                return entries;
            }
            case STRUCT -> {
                return struct(node, type);
            }
            default -> {
                return plain(scalar(node).orElseThrow(() -> new InvalidNodeException(ReasonCode.TypeMismatch)), type);
            }
        }
    }

    /** The fields are read in the payload's order, which decides which of several invalid ones is reported. */
    private Object struct(JsonNode node, ColumnType type) throws InvalidNodeException {
        require(node.isObject());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        type.parts().forEach(part -> values.put(part.name(), null));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            for (ColumnType.Part part : type.parts()) {
                if (part.name().equals(field.getKey())) {
                    values.put(part.name(), value(field.getValue(), part.type()));
                }
            }
        }
        return new ArrayList<>(values.values());
    }

    private static void require(boolean isKind) throws InvalidNodeException {
        if (!isKind) {
            throw new InvalidNodeException(ReasonCode.TypeMismatch);
        }
    }

    private String json(JsonNode node) throws InvalidNodeException {
        String slice = slice(node);
        if (slice.getBytes(StandardCharsets.UTF_8).length > ColumnType.LONGEST_VARCHAR) {
            throw new InvalidNodeException(ReasonCode.TooLong);
        }
        requireStorable(node);
        return slice;
    }

    private static void requireStorable(JsonNode node) throws InvalidNodeException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            text(field.getKey(), Integer.MAX_VALUE);
            requireStorable(field.getValue());
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                requireStorable(element);
            }
        }
        Scalar scalar = scalar(node).orElse(new Scalar(JsonToken.VALUE_NULL, ""));
        if (scalar.token() == JsonToken.VALUE_STRING) {
            text(scalar.text(), Integer.MAX_VALUE);
        }
        if (scalar.token().isNumeric() && Double.isInfinite(Double.parseDouble(scalar.text()))) {
            throw new InvalidNodeException(ReasonCode.OutOfRange);
        }
    }

    private static Object plain(Scalar scalar, ColumnType type) throws InvalidNodeException {
        boolean isText = scalar.token() == JsonToken.VALUE_STRING;
        boolean isNumber = scalar.token().isNumeric();
        switch (type.kind()) {
            case BOOLEAN -> {
                require(scalar.token().isBoolean());
                return scalar.token() == JsonToken.VALUE_TRUE;
            }
            case VARCHAR -> {
                require(isText);
                return text(scalar.text(), type.length());
            }
            case DATE -> {
                require(isText && scalar.text().matches("\\d{4}-\\d\\d-\\d\\d"));
                return (int) day(scalar.text()).toEpochDay();
            }
            case TIMESTAMP -> {
                require(isText);
                return micros(scalar.text());
            }
            case BIGINT, INTEGER -> {
                require(isNumber && scalar.text().matches("-?\\d+"));
                BigInteger number = new BigInteger(scalar.text());
                boolean isInteger = type.kind() == ColumnType.Kind.INTEGER;
                if (number.bitLength() > (isInteger ? 31 : 63)) {
                    throw new InvalidNodeException(ReasonCode.OutOfRange);
                }
                return isInteger ? (Object) number.intValueExact() : (Object) number.longValueExact();
            }
            case DECIMAL -> {
                require(isNumber);
                return decimal(scalar.text(), type);
            }
            default -> {
                require(isNumber);
                return rounded(scalar.text());
            }
        }
    }

    private static String text(String text, int length) throws InvalidNodeException {
        boolean isUnicode = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!isUnicode || text.indexOf(0) >= 0) {
            throw new InvalidNodeException(ReasonCode.InvalidText);
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > length) {
            throw new InvalidNodeException(ReasonCode.TooLong);
        }
        return text;
    }

    private static LocalDate day(String text) throws InvalidNodeException {
        try {
            LocalDate day = LocalDate.parse(text);
            require(day.getYear() >= 1);
            return day;
        } catch (DateTimeException invalid) {
            throw new InvalidNodeException(ReasonCode.TypeMismatch);
        }
    }

    private static long micros(String text) throws InvalidNodeException {
        Matcher parts = TIMESTAMP.matcher(text);
        require(parts.matches());
        String hours = parts.group(2) == null ? "+00" : parts.group(2);
        String minutes = parts.group(3) == null ? "00" : parts.group(3);
        try {
            OffsetDateTime time = OffsetDateTime.parse(parts.group(1) + hours + ":" + minutes);
            require(time.getYear() >= 1);
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            if (year < 1 || year > 9999) {
                throw new InvalidNodeException(ReasonCode.OutOfRange);
            }
            return time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        } catch (DateTimeException invalid) {
            throw new InvalidNodeException(ReasonCode.TypeMismatch);
        }
    }

    /** The literal as a number; empty if its exponent is so large that no type can hold the number. */
    private static Optional<BigDecimal> number(String literal) {
        Matcher parts = NUMBER.matcher(literal);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a number: " + literal);
        }
        String digits = parts.group(2) + (parts.group(3) == null ? "" : parts.group(3));
        if (digits.matches("0+")) {
            return Optional.of(BigDecimal.ZERO);
        }
        BigInteger exponent = new BigInteger(parts.group(4) == null ? "0" : parts.group(4));
        return exponent.abs().bitLength() > 20 ? Optional.empty() : Optional.of(new BigDecimal(literal));
    }

    private static BigDecimal decimal(String literal, ColumnType type) throws InvalidNodeException {
        BigDecimal number = number(literal).orElseThrow(() -> new InvalidNodeException(ReasonCode.OutOfRange));
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() > type.scale()
                || (stripped.signum() != 0
                        && stripped.precision() - stripped.scale() > type.precision() - type.scale())) {
            throw new InvalidNodeException(ReasonCode.OutOfRange);
        }
        return stripped.setScale(type.scale());
    }

    private static double rounded(String literal) throws InvalidNodeException {
        BigDecimal number = number(literal).orElseThrow(() -> new InvalidNodeException(ReasonCode.OutOfRange));
        double rounded = number.doubleValue();
        boolean isInteger = literal.matches("-?\\d+");
        boolean isLost = number.signum() != 0 && rounded == 0;
        if (Double.isInfinite(rounded) || isLost || (isInteger && new BigDecimal(rounded).compareTo(number) != 0)) {
            throw new InvalidNodeException(ReasonCode.OutOfRange);
        }
        return rounded == 0 && literal.startsWith("-") && !isInteger ? -0.0 : rounded;
    }
}
