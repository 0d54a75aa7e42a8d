package dev.madrugada.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The event the Lambda is called with, as a job's arguments: {@code {"date": "2001-01-01"}} is {@code --date
 * 2001-01-01}. Nulls and empty strings are not given; what is no plain value is for others and passed over.
 */
final class ReportEvent {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportEvent() {}

    static String[] arguments(InputStream event) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(event.readAllBytes());
        } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
            throw notAnObject("it is not JSON");
        }
        if (json == null || !json.isObject()) {
            throw notAnObject("it is " + (json == null ? "empty" : json.getNodeType()));
        }
        List<String> args = new ArrayList<>();
        json.fields().forEachRemaining(field -> add(args, field));
        return args.toArray(String[]::new);
    }

    private static void add(List<String> args, Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        if (value.isValueNode() && !value.asText().isEmpty() && !value.isNull()) {
            args.add("--" + field.getKey());
            args.add(value.asText());
        }
    }

    private static RuntimeException notAnObject(String why) {
        return ReportFaults.eventNotAnObject(why).exception();
    }
}
