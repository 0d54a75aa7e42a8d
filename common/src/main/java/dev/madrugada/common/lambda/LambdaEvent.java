package dev.madrugada.common.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
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
 * The event of every Lambda function of the night. The state machine sends {@code {"execution", "started", "attempt",
 * "input": {…}}}, and settings of single functions beside these fields. A manual call may send the input alone.
 *
 * @param document the unchanged event
 * @param values the input's texts by name; empty texts are left out
 * @param others the names of the input's fields that are not texts
 */
public record LambdaEvent(JsonNode document, Map<String, String> values, Set<String> others) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String INPUT = "input";

    public LambdaEvent {
        values = Map.copyOf(values);
        others = Set.copyOf(others);
    }

    /**
     * Reads an event.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if the event or its input is not a JSON
     *     object
     */
    static LambdaEvent read(InputStream event) throws IOException {
        JsonNode document;
        try {
            document = MAPPER.readTree(event.readAllBytes());
        } catch (JsonProcessingException broken) {
            throw notAnObject();
        }
        JsonNode input = inputOf(document);
        if (!input.isObject()) {
            throw notAnObject();
        }
        return of(document, input);
    }

    /** As {@link #read}, but accepts an input of any kind, for a function that only reports the input. */
    static LambdaEvent readAnyInput(InputStream event) throws IOException {
        JsonNode document = MAPPER.readTree(event.readAllBytes());
        return of(document, inputOf(document));
    }

    private static JsonNode inputOf(JsonNode document) {
        return document.has(INPUT) ? document.get(INPUT) : document;
    }

    private static LambdaEvent of(JsonNode document, JsonNode input) {
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
        return new LambdaEvent(document, values, others);
    }

    /** The name of the state machine's execution; empty if the event has none. */
    public String execution() {
        return setting("execution");
    }

    /** The start time of the execution as text; empty if the event has none. */
    public String started() {
        return setting("started");
    }

    /** A text of the input; empty if the input has none of that name. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * The value of a field beside the input; empty if the event has none. An event that is the input alone has no
     * settings.
     */
    public String setting(String name) {
        return document.has(INPUT) ? document.path(name).asText("") : "";
    }

    /** The input's texts as arguments of a stage, and the number of the attempt from the state machine. */
    public Map<String, String> arguments() {
        Map<String, String> arguments = new TreeMap<>(values);
        if (!setting("attempt").isEmpty()) {
            arguments.put("attempt", setting("attempt"));
        }
        return arguments;
    }

    private static RuntimeException notAnObject() {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("the execution's input")
                .what("it is not a JSON object")
                .because("the night needs dataset and lake")
                .fix("start it with {\"dataset\": \"s3://…\", \"lake\": \"s3://…\"}")
                .exception();
    }
}
