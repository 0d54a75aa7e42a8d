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
 * Parses records with explicit arrival times, as a sequence of JSON objects. Required fields are {@code data} (base64)
 * and {@code partitionKey}. Optional fields are {@code explicitHashKey}, {@code at} (arrival time in epoch
 * milliseconds, by default now) and {@code arrivedAt} (the ApproximateArrivalTimestamp that readers see, by default
 * {@code at}).
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
            throw ServiceException.validation("no valid JSON after record " + entries.size() + ": " + e.getMessage());
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
            throw ServiceException.validation("record " + number + " needs data and partitionKey, both as text");
        }
        String key = line.path("partitionKey").textValue();
        byte[] data = line.path("data").binaryValue();
        if (key.isEmpty() || key.length() > 256 || data.length > StoredRecord.MAX_DATA_BYTES) {
            throw ServiceException.validation(
                    "record " + number + " must have a partitionKey of 1 to 256 characters and at most 10 MiB of data");
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
            throw ServiceException.validation(name + " must be a number of epoch milliseconds: " + value);
        }
        return value.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }

    /** The response {@code {"records":[{"shardId":…,"sequenceNumber":…},…]}}, in the order of the records. */
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
