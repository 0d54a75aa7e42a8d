package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.kinesis.faults.FaultInjection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actions PutRecord, PutRecords and GetShardIterator. */
final class RecordActions {
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_REQUEST_BYTES = 10 << 20;

    private final Streams streams;
    private final Clock clock;
    private final FaultInjection faultInjection;

    RecordActions(Streams streams, Clock clock, FaultInjection faultInjection) {
        this.streams = streams;
        this.clock = clock;
        this.faultInjection = faultInjection;
    }

    Map<String, Action> actions() {
        return Map.of(
                "PutRecord", this::putRecord,
                "PutRecords", this::putRecords,
                "GetShardIterator", this::shardIterator);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode putRecord(Input input) throws IOException, ServiceException {
        DataStream stream = streams.of(input);
        DataStream.Entry entry = entry(stream.description(), input);
        return placed(object(), stream.put(List.of(entry)).get(0)).put("EncryptionType", "NONE");
    }

    private ObjectNode putRecords(Input input) throws IOException, ServiceException {
        DataStream stream = streams.of(input);
        List<Input> records = input.list("Records");
        if (records.isEmpty() || records.size() > MAX_ENTRIES) {
            throw ServiceException.validation("Records must have 1 to 500 members: " + records.size());
        }
        List<DataStream.Entry> entries = new ArrayList<>(records.size());
        long bytes = 0;
        for (Input each : records) {
            DataStream.Entry entry = entry(stream.description(), each);
            bytes += entry.data().length + entry.partitionKey().length();
            entries.add(entry);
        }
        if (bytes > MAX_REQUEST_BYTES) {
            throw new ServiceException("InvalidArgumentException", "Records size exceeds 10 MiB limit");
        }
        List<DataStream.Placed> placed = stream.put(entries);
        ObjectNode answer = object().put("FailedRecordCount", 0).put("EncryptionType", "NONE");
        ArrayNode results = answer.putArray("Records");
        placed.forEach(each -> placed(results.addObject(), each));
        return answer;
    }

    private static ObjectNode placed(ObjectNode node, DataStream.Placed placed) {
        return node.put("SequenceNumber", placed.number().toString())
                .put("ShardId", placed.shard().id());
    }

    private static DataStream.Entry entry(StreamDescription stream, Input input) throws ServiceException {
        String key = input.requiredText("PartitionKey");
        byte[] data = input.requiredBytes("Data");
        if (key.isEmpty() || key.length() > 256) {
            throw ServiceException.validation("PartitionKey must have 1 to 256 characters");
        }
        int most = stream.maxRecordKib() << 10;
        if (data.length + key.getBytes(StandardCharsets.UTF_8).length > most) {
            throw ServiceException.validation(
                    "Data and PartitionKey are larger than " + stream.maxRecordKib() + " KiB");
        }
        Optional<String> explicit = input.text("ExplicitHashKey");
        return new DataStream.Entry(
                explicit.isPresent() ? HashRange.parse(explicit.get()) : HashRange.hashKey(key), key, data);
    }

    private ObjectNode shardIterator(Input input) throws ServiceException {
        DataStream stream = streams.of(input);
        String name = stream.description().name();
        Shard shard = stream.description().liveShard(input.requiredText("ShardId"), stream.horizon());
        faultInjection.throttles().iterator(name, shard.id());
        String type = input.requiredText("ShardIteratorType");
        ShardPosition position = switch (type) {
            case "TRIM_HORIZON" -> ShardPosition.at(shard.starting());
            case "LATEST" -> stream.latest(shard);
            case "AT_SEQUENCE_NUMBER" -> ShardPosition.at(startingNumber(input, name, shard));
            case "AFTER_SEQUENCE_NUMBER" -> ShardPosition.after(startingNumber(input, name, shard));
            case "AT_TIMESTAMP" -> atTimestamp(input, shard);
            default -> throw ServiceException.validation("unknown ShardIteratorType: " + type);
        };
        ShardIterator iterator = new ShardIterator(
                name, shard.id(), position, faultInjection.iterators().stamp());
        return object().put("ShardIterator", iterator.token());
    }

    private static SequenceNumber startingNumber(Input input, String stream, Shard shard) throws ServiceException {
        SequenceNumber number = SequenceNumber.parse(input.requiredText("StartingSequenceNumber"));
        if (number.shard() != shard.index()) {
            throw new ServiceException(
                    "InvalidArgumentException",
                    "StartingSequenceNumber " + number + " used in GetShardIterator on shard " + shard.id()
                            + " in stream " + stream + " under account " + StreamDescription.ACCOUNT
                            + " is invalid because it did not come from this shard.");
        }
        return number;
    }

    private ShardPosition atTimestamp(Input input, Shard shard) throws ServiceException {
        Instant timestamp = input.instant("Timestamp")
                .orElseThrow(() -> new ServiceException(
                        "InvalidArgumentException", "Must specify Timestamp for iterator type AT_TIMESTAMP"));
        if (timestamp.isAfter(clock.instant())) {
            throw new ServiceException(
                    "InvalidArgumentException", "the Timestamp " + timestamp + " is after now, " + clock.instant());
        }
        return ShardPosition.at(SequenceNumber.lowerBound(timestamp.toEpochMilli(), shard.index()));
    }
}
