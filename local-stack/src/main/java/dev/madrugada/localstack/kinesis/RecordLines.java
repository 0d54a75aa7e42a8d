package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Records with times of their own, one JSON object after another: {@code data} in base64, {@code partitionKey}, and if
 * wanted {@code explicitHashKey}, {@code at} (when it truly arrives, epoch milliseconds; now) and {@code arrivedAt}
 * (what it shows; the same).
 */
final class RecordLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of("data", "partitionKey", "explicitHashKey", "at", "arrivedAt");

    private RecordLines() {}

    static List<DataStream.TimedEntry> parse(InputStream body) throws IOException, ServiceException {
        List<DataStream.TimedEntry> entries = new ArrayList<>();
        try (MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(body)) {
            while (lines.hasNextValue()) {
                entries.add(entry(lines.nextValue(), entries.size()));
            }
        } catch (JsonProcessingException e) {
            throw ServiceException.validation("after record " + entries.size() + " comes no JSON: " + e.getMessage());
        }
        return entries;
    }

    private static DataStream.TimedEntry entry(JsonNode line, int number) throws IOException, ServiceException {
        for (String name : (Iterable<String>) line::fieldNames) {
            if (!FIELDS.contains(name)) {
                throw ServiceException.validation("record " + number + " has an unknown field " + name);
            }
        }
        if (!line.path("data").isTextual() || !line.path("partitionKey").isTextual()) {
            throw ServiceException.validation("record " + number + " lacks data or partitionKey, both text");
        }
        String key = line.path("partitionKey").textValue();
        byte[] data = line.path("data").binaryValue();
        if (key.isEmpty() || key.length() > 256 || data.length > StoredRecord.MAX_DATA_BYTES) {
            throw ServiceException.validation(
                    "record " + number + " has a partitionKey not of 1 to 256 characters or more than 10 MiB of data");
        }
        BigInteger hashKey = line.has("explicitHashKey")
                ? HashRange.parse(line.path("explicitHashKey").asText())
                : HashRange.hashKey(key);
        return new DataStream.TimedEntry(
                new DataStream.Entry(hashKey, key, data), millis(line, "at"), millis(line, "arrivedAt"));
    }

    private static OptionalLong millis(JsonNode line, String name) throws ServiceException {
        JsonNode value = line.path(name);
        if (!value.isMissingNode() && (!value.canConvertToLong() || value.longValue() < 0)) {
            throw ServiceException.validation(name + " is not a number of milliseconds: " + value);
        }
        return value.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }

    /** {@code {"records":[{"shardId":…,"sequenceNumber":…},…]}}, in the order of the lines. */
    static String placed(List<DataStream.Placed> placed) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode records = answer.putArray("records");
        for (DataStream.Placed each : placed) {
            records.addObject()
                    .put("shardId", each.shard().id())
                    .put("sequenceNumber", each.number().toString());
        }
        return answer.toString();
    }
}
