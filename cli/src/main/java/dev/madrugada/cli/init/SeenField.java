package dev.madrugada.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values that a field had in the sample's records, by kind. The elements of all its arrays are seen as one field,
 * and the fields of all its objects together.
 */
final class SeenField {
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<BigDecimal, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, SeenField> fields = new LinkedHashMap<>();
    private long nulls;
    private long booleans;
    private long objects;
    private long arrays;
    private long elements;
    private long longestJson;
    private @org.jspecify.annotations.Nullable SeenField element;

    void add(JsonNode value) {
        switch (value.getNodeType()) {
            case STRING -> texts.merge(value.textValue(), 1, Integer::sum);
            case NUMBER -> numbers.merge(decimal(value), 1, Integer::sum);
            case BOOLEAN -> booleans++;
            case OBJECT -> {
                objects++;
                measure(value);
                value.fields()
                        .forEachRemaining(field -> fields.computeIfAbsent(field.getKey(), name -> new SeenField())
                                .add(field.getValue()));
            }
            case ARRAY -> {
                arrays++;
                elements += value.size();
                measure(value);
                value.forEach(item -> element().add(item));
            }
            default -> nulls++;
        }
    }

    /** Jackson reads a number that is beyond a double as infinity. */
    private static BigDecimal decimal(JsonNode number) {
        return number.isDouble() && Double.isInfinite(number.doubleValue())
                ? BigDecimal.valueOf(Double.MAX_VALUE)
                : number.decimalValue();
    }

    private void measure(JsonNode value) {
        longestJson = Math.max(longestJson, value.toString().getBytes(StandardCharsets.UTF_8).length);
    }

    /** The values of the elements of arrays. */
    SeenField element() {
        if (element == null) {
            element = new SeenField();
        }
        return element;
    }

    /** The fields of objects, in the order in which they first occurred. */
    Map<String, SeenField> fields() {
        return fields;
    }

    /** Distinct texts with how often each occurred. */
    Map<String, Integer> texts() {
        return texts;
    }

    /** Distinct numbers, with the scale they were written in, with how often each occurred. */
    Map<BigDecimal, Integer> numbers() {
        return numbers;
    }

    long nulls() {
        return nulls;
    }

    long booleans() {
        return booleans;
    }

    long objects() {
        return objects;
    }

    long arrays() {
        return arrays;
    }

    long elements() {
        return elements;
    }

    /** The bytes of the longest object or array, without white space. */
    long longestJson() {
        return longestJson;
    }

    /** How often the field had a value other than null. */
    long values() {
        return scalars() + objects + arrays;
    }

    long scalars() {
        return sum(texts) + sum(numbers) + booleans;
    }

    /** How many different texts and numbers it had. */
    int distinct() {
        return texts.size() + numbers.size();
    }

    private static long sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }
}
