package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actions on records: put, find the place, read on. */
final class RecordActions {
    private static final int MAX_RECORD_BYTES = 1 << 20;
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_REQUEST_BYTES = 10 << 20;

    private final Streams streams;
    private final Clock clock;
    private final Quirks quirks;

    RecordActions(Streams streams, Clock clock, Quirks quirks) {
        this.streams = streams;
        this.clock = clock;
        this.quirks = quirks;
    }

    Map<String, Action> actions() {
        return Map.of(
                "PutRecord", this::putRecord,
                "PutRecords", this::putRecords,
                "GetShardIterator", this::shardIterator,
                "GetRecords", this::getRecords);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode putRecord(Input input) throws IOException, ServiceException {
        DataStream stream = streams.of(input);
        DataStream.Entry entry = entry(stream.description(), input);
        SequenceNumber number = stream.put(List.of(entry)).get(0);
        return placed(object(), entry, number).put("EncryptionType", "NONE");
    }

    private ObjectNode putRecords(Input input) throws IOException, ServiceException {
        DataStream stream = streams.of(input);
        List<Input> records = input.list("Records");
        if (records.isEmpty() || records.size() > MAX_ENTRIES) {
            throw ServiceException.validation("Records has not 1 to 500 members: " + records.size());
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
        List<SequenceNumber> numbers = stream.put(entries);
        ObjectNode answer = object().put("FailedRecordCount", 0).put("EncryptionType", "NONE");
        ArrayNode results = answer.putArray("Records");
        for (int i = 0; i < entries.size(); i++) {
            placed(results.addObject(), entries.get(i), numbers.get(i));
        }
        return answer;
    }

    private static ObjectNode placed(ObjectNode node, DataStream.Entry entry, SequenceNumber number) {
        return node.put("SequenceNumber", number.toString())
                .put("ShardId", entry.shard().id());
    }

    private static DataStream.Entry entry(StreamDescription stream, Input input) throws ServiceException {
        String key = input.requiredText("PartitionKey");
        byte[] data = input.requiredBytes("Data");
        if (key.isEmpty() || key.length() > 256) {
            throw ServiceException.validation("PartitionKey has not 1 to 256 characters");
        }
        if (data.length + key.getBytes(StandardCharsets.UTF_8).length > MAX_RECORD_BYTES) {
            throw ServiceException.validation("Data and PartitionKey are larger than 1 MiB");
        }
        Optional<String> explicit = input.text("ExplicitHashKey");
        BigInteger hashKey = explicit.isPresent() ? explicitHashKey(explicit.get()) : HashRange.hashKey(key);
        return new DataStream.Entry(stream.openShardFor(hashKey), key, data);
    }

    private static BigInteger explicitHashKey(String text) throws ServiceException {
        if (!text.matches("0|[1-9]\\d{0,38}") || new BigInteger(text).compareTo(HashRange.KEYS) >= 0) {
            throw new ServiceException("InvalidArgumentException", "Invalid ExplicitHashKey: " + text);
        }
        return new BigInteger(text);
    }

    private ObjectNode shardIterator(Input input) throws ServiceException {
        DataStream stream = streams.of(input);
        Shard shard = stream.description().shard(input.requiredText("ShardId"));
        String type = input.requiredText("ShardIteratorType");
        ShardPosition position = switch (type) {
            case "TRIM_HORIZON" -> ShardPosition.at(shard.starting());
            case "LATEST" -> stream.latest(shard);
            case "AT_SEQUENCE_NUMBER" -> ShardPosition.at(startingNumber(input));
            case "AFTER_SEQUENCE_NUMBER" -> ShardPosition.after(startingNumber(input));
            case "AT_TIMESTAMP" -> atTimestamp(input, shard);
            default -> throw ServiceException.validation("ShardIteratorType is none of the API's: " + type);
        };
        ShardIterator iterator = new ShardIterator(stream.description().name(), shard.id(), position, clock.instant());
        return object().put("ShardIterator", iterator.token());
    }

    private static SequenceNumber startingNumber(Input input) throws ServiceException {
        return SequenceNumber.parse(input.requiredText("StartingSequenceNumber"));
    }

    private ShardPosition atTimestamp(Input input, Shard shard) throws ServiceException {
        Instant timestamp = input.instant("Timestamp")
                .orElseThrow(() -> new ServiceException(
                        "InvalidArgumentException", "Must specify Timestamp for iterator type AT_TIMESTAMP"));
        if (timestamp.isAfter(clock.instant())) {
            throw new ServiceException(
                    "InvalidArgumentException", "the Timestamp " + timestamp + " lies after now, " + clock.instant());
        }
        long millis = Math.max(0, timestamp.toEpochMilli());
        return ShardPosition.at(new SequenceNumber(millis, 0, 0, shard.index()));
    }

    private ObjectNode getRecords(Input input) throws IOException, ServiceException {
        ShardIterator iterator = ShardIterator.parse(input.requiredText("ShardIterator"));
        int limit = input.number("Limit").orElse(Page.MAX_RECORDS);
        if (limit < 1 || limit > Page.MAX_RECORDS) {
            throw ServiceException.validation("Limit is not in 1..10000: " + limit);
        }
        DataStream stream = streams.named(iterator.stream());
        Shard shard = stream.description().shard(iterator.shardId());
        Quirks.Turn turn = quirks.next(iterator.stream(), iterator.shardId());
        Page page = stream.page(shard, iterator.position(), limit, turn);
        ObjectNode answer = object();
        ArrayNode records = answer.putArray("Records");
        for (StoredRecord stored : page.records()) {
            ObjectNode node = records.addObject();
            node.put("SequenceNumber", stored.number().toString());
            node.set(
                    "ApproximateArrivalTimestamp",
                    input.wire().timestamp(Instant.ofEpochMilli(stored.number().arrivalMillis())));
            node.set("Data", input.wire().bytes(stored.data()));
            node.put("PartitionKey", stored.partitionKey());
        }
        page.next().ifPresent(position -> {
            answer.put(
                    "NextShardIterator",
                    new ShardIterator(iterator.stream(), iterator.shardId(), position, clock.instant()).token());
        });
        answer.put("MillisBehindLatest", page.millisBehindLatest());
        return answer;
    }
}
