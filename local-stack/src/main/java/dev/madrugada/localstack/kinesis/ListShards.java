package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The action ListShards, with pagination and shard filters. */
final class ListShards implements Action {
    private static final int MAX_PAGE = 1000;
    private static final int MAX_RESULTS = 10_000;

    private final Streams streams;
    private final Clock systemClock;

    /** @param systemClock the system clock, which determines the age of a NextToken; the stack's clock does not matter */
    ListShards(Streams streams, Clock systemClock) {
        this.streams = streams;
        this.systemClock = systemClock;
    }

    @Override
    public ObjectNode perform(Input input) throws ServiceException {
        int max = input.number("MaxResults").orElse(MAX_PAGE);
        if (max < 1 || max > MAX_RESULTS) {
            throw ServiceException.validation("MaxResults must be within 1..10000: " + max);
        }
        ShardListing listing = listing(input);
        DataStream stream = streams.named(listing.stream());
        List<Shard> remaining = listing.remaining(stream.description(), stream.horizon());
        List<Shard> page = remaining.subList(0, Math.min(Math.min(max, MAX_PAGE), remaining.size()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("Shards");
        page.forEach(shard -> list.add(described(shard)));
        if (page.size() < remaining.size()) {
            answer.put(
                    "NextToken",
                    listing.continuedAfter(page.get(page.size() - 1)).token(systemClock.instant()));
        }
        return answer;
    }

    private ShardListing listing(Input input) throws ServiceException {
        Optional<String> token = input.text("NextToken");
        if (token.isEmpty()) {
            return firstListing(streams.of(input), input);
        }
        for (String other : List.of("StreamName", "ExclusiveStartShardId", "StreamCreationTimestamp", "ShardFilter")) {
            if (input.has(other)) {
                throw new ServiceException(
                        "InvalidArgumentException", "NextToken and " + other + " cannot be provided together.");
            }
        }
        return ShardListing.parse(token.get(), systemClock.instant());
    }

    private static ShardListing firstListing(DataStream stream, Input input) throws ServiceException {
        Instant horizon = stream.horizon();
        Optional<Input> filter = input.structure("ShardFilter");
        return new ShardListing(
                stream.description().name(),
                input.text("ExclusiveStartShardId").orElse(""),
                filter.isPresent() ? ShardFilter.parse(filter.get(), horizon) : ShardFilter.from(horizon));
    }

    private static ObjectNode described(Shard shard) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("ShardId", shard.id());
        shard.parent().ifPresent(parent -> node.put("ParentShardId", parent));
        shard.adjacentParent().ifPresent(parent -> node.put("AdjacentParentShardId", parent));
        node.set("HashKeyRange", shard.range().described());
        ObjectNode numbers = node.putObject("SequenceNumberRange");
        numbers.put("StartingSequenceNumber", shard.starting().toString());
        shard.closing()
                .ifPresent(closing ->
                        numbers.put("EndingSequenceNumber", closing.ending().toString()));
        return node;
    }
}
