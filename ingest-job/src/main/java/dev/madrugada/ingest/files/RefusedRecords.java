package dev.madrugada.ingest.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the records of an error file by their reasons. Firehose writes a JSON object per record, whose {@code errorCode}
 * is the reason; a file of another producer has one reason.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html">Firehose</a>
 */
final class RefusedRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A code, and no text that could come from a payload. */
    private static final String CODE = "[A-Z][A-Za-z0-9]*([._-][A-Za-z0-9]+)*";

    private static final int MAX_CODE = 80;
    private static final int MAX_REASONS = 20;
    private static final String OTHER = "it is in a location of errors";

    private RefusedRecords() {}

    static Map<String, Long> byReason(PartRecords records) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        while (records.next()) {
            byte[] payload = records.payload();
            if (payload != null) {
                String reason = reason(payload);
                counts.merge(counts.size() < MAX_REASONS || counts.containsKey(reason) ? reason : OTHER, 1L, Long::sum);
            }
        }
        return counts;
    }

    private static String reason(byte[] payload) throws IOException {
        try {
            JsonNode code = JSON.readTree(payload).path("errorCode");
            return code.isTextual()
                            && code.textValue().length() <= MAX_CODE
                            && code.textValue().matches(CODE)
                    ? code.textValue()
                    : OTHER;
        } catch (JsonProcessingException noJson) {
            return OTHER;
        }
    }
}
