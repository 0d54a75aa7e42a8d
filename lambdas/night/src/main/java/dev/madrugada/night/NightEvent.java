package dev.madrugada.night;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Lambda of the night is given: strings by name.
 *
 * @param execution the state machine's execution, or empty
 * @param started when the execution started, as text, or empty
 * @param values the execution's input; members that are no strings, and empty ones, are left out
 */
record NightEvent(String execution, String started, Map<String, String> values) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads a plain object of strings, or {@code {"execution", "started", "input": {…}}} with one inside. */
    static NightEvent read(InputStream json) throws IOException {
        JsonNode event = MAPPER.readTree(json);
        JsonNode input = event.path("input").isObject() ? event.path("input") : event;
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
        input.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
                values.put(field.getKey(), value.asText());
            }
        });
        return new NightEvent(
                event.path("execution").asText(""), event.path("started").asText(""), values);
    }

    /** The values as a job's main gets them, so that Lambdas and jobs check them alike. */
    String[] arguments() {
        List<String> arguments = new ArrayList<>();
        values.forEach((name, value) -> {
            arguments.add("--" + name);
            arguments.add(value);
        });
        return arguments.toArray(String[]::new);
    }
}
