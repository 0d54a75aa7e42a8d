package dev.madrugada.night;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a Lambda of the night is given: strings by name.
 *
 * @param execution the state machine's execution, or empty
 * @param started when the execution started, as text, or empty
 * @param reportSecret the secret that the state machine gives its report, or empty
 * @param values the execution's input; empty strings are left out
 * @param others the names of its members that are no strings
 */
record NightEvent(
        String execution, String started, String reportSecret, Map<String, String> values, Set<String> others) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads a plain object of strings, or {@code {"execution", "started", "warehouse-secret", "input": {…}}} with one
     * inside.
     */
    static NightEvent read(InputStream json) throws IOException {
        JsonNode event = MAPPER.readTree(json);
        boolean wrapped = !event.path("input").isMissingNode();
        JsonNode input = wrapped ? event.path("input") : event;
        if (!input.isObject()) {
            throw new Fault(
                            ErrorCode.InvalidArguments,
                            "the execution's input",
                            "it is not a JSON object",
                            "the night needs dataset and lake",
                            "start it with {\"dataset\": \"s3://…\", \"lake\": \"s3://…\"}")
                    .exception();
        }
        Map<String, String> values = new TreeMap<>();
        Set<String> others = new TreeSet<>();
        input.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (!value.isTextual()) {
                others.add(field.getKey());
            } else if (!value.textValue().isEmpty()) {
                values.put(field.getKey(), value.textValue());
            }
        });
        return new NightEvent(
                event.path("execution").asText(""),
                event.path("started").asText(""),
                wrapped ? event.path("warehouse-secret").asText("") : "",
                values,
                others);
    }
}
