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

/** ListShards, paged and filtered. */
final class ListShards implements Action {
    private static final int MAX_PAGE = 1000;
    private static final int MAX_RESULTS = 10_000;

    private final Streams streams;
    private final Clock machine;

    /** @param machine tells how old a token is, whatever the stack's clock is set to */
    ListShards(Streams streams, Clock machine) {
        this.streams = streams;
        this.machine = machine;
    }

    @Override
    public ObjectNode perform(Input input) throws ServiceException {
        int max = input.number("MaxResults").orElse(MAX_PAGE);
        if (max < 1 || max > MAX_RESULTS) {
            throw ServiceException.validation("MaxResults is not in 1..10000: " + max);
        }
        ShardListing listing = listing(input);
        DataStream stream = streams.named(listing.stream());
        List<Shard> left = listing.of(stream.description(), stream.horizon());
        List<Shard> page = left.subList(0, Math.min(Math.min(max, MAX_PAGE), left.size()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putArray("Shards");
        page.forEach(shard -> list.add(described(shard)));
        if (page.size() < left.size()) {
            answer.put("NextToken", listing.behind(page.get(page.size() - 1)).token(machine.instant()));
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
        return ShardListing.parse(token.get(), machine.instant());
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
