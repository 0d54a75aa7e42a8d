package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.AwsRequest;
import dev.madrugada.localstack.http.AwsResponse;
import dev.madrugada.localstack.http.Encoding;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.Service;
import dev.madrugada.localstack.http.ServiceException;
import dev.madrugada.localstack.kinesis.faults.FaultInjection;
import dev.madrugada.localstack.kinesis.faults.Quirks;
import java.io.IOException;
import java.time.Instant;

/**
 * The action GetRecords. A CBOR response copies the records' bytes from the log; a JSON response decodes the records.
 */
final class GetRecords implements Service {
    private static final String TARGET = Kinesis.TARGET + ".GetRecords";

    private final Streams streams;
    private final FaultInjection faultInjection;

    GetRecords(Streams streams, FaultInjection faultInjection) {
        this.streams = streams;
        this.faultInjection = faultInjection;
    }

    @Override
    public boolean accepts(AwsRequest request) {
        return request.header("x-amz-target").equals(TARGET);
    }

    @Override
    public AwsResponse answer(AwsRequest request) throws IOException, ServiceException {
        Encoding encoding = Encoding.of(request);
        Input input = new Input(encoding.read(request.body().readAllBytes()), encoding);
        ShardIterator iterator = ShardIterator.parse(input.requiredText("ShardIterator"));
        int limit = input.number("Limit").orElse(Page.MAX_RECORDS);
        if (limit < 1 || limit > Page.MAX_RECORDS) {
            throw new ServiceException("InvalidArgumentException", "Limit must be within 1..10000: " + limit);
        }
        DataStream stream = streams.named(iterator.stream());
        Shard shard = stream.description().liveShard(iterator.shardId(), stream.horizon());
        faultInjection.iterators().check(iterator.stamp());
        faultInjection.throttles().page(iterator.stream(), shard.id());
        Quirks.Quirk quirk = faultInjection.quirks().next(iterator.stream(), shard.id());
        Page page = stream.page(shard, new ShardIndexes.PageRequest(iterator.position(), limit, quirk));
        faultInjection.throttles().charge(iterator.stream(), shard.id(), page.bytes());
        if (page.frames().count() == 0 && page.millisBehindLatest() > 0) {
            faultInjection.quirks().countEmptyPage(iterator.stream());
        }
        ObjectNode rest = rest(page, stream.description(), shard);
        return encoding == Encoding.CBOR
                ? new AwsResponse(200, encoding.contentType(), new CborPage(page.frames(), stream.log(), rest))
                : encoding.response(200, decoded(page.frames(), stream.log(), rest, encoding));
    }

    private ObjectNode rest(Page page, StreamDescription stream, Shard shard) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        page.next().ifPresent(position -> {
            ShardIterator next = new ShardIterator(
                    stream.name(),
                    shard.id(),
                    position,
                    faultInjection.iterators().stamp());
            rest.put("NextShardIterator", next.token());
        });
        rest.put("MillisBehindLatest", page.millisBehindLatest());
        if (page.next().isEmpty()) {
            ArrayNode children = rest.putArray("ChildShards");
            stream.children(shard).forEach(child -> children.add(described(child)));
        }
        return rest;
    }

    private static ObjectNode described(Shard child) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ShardId", child.id());
        ArrayNode parents = node.putArray("ParentShards");
        child.parents().forEach(parents::add);
        node.set("HashKeyRange", child.range().described());
        return node;
    }

    private static ObjectNode decoded(Page.Frames frames, StreamLog log, ObjectNode rest, Encoding encoding)
            throws IOException {
        ArrayNode records = rest.putArray("Records");
        for (StoredRecord stored : log.read(frames)) {
            ObjectNode node = records.addObject();
            node.put("SequenceNumber", stored.number().toString());
            node.set("ApproximateArrivalTimestamp", encoding.timestamp(Instant.ofEpochMilli(stored.reportedMillis())));
            node.set("Data", encoding.bytes(stored.data()));
            node.put("PartitionKey", stored.partitionKey());
        }
        return rest;
    }
}
