package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actions on streams and shards. Retention is kept and told, not enforced. */
final class StreamActions {
    private static final int MAX_SHARDS_PER_PAGE = 1000;

    private final Streams streams;
    private final Clock clock;

    StreamActions(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    Map<String, Action> actions() {
        return Map.of(
                "CreateStream", this::create,
                "DeleteStream", this::delete,
                "DescribeStreamSummary", this::summary,
                "ListStreams", this::list,
                "ListShards", this::shards,
                "IncreaseStreamRetentionPeriod", this::retention,
                "DecreaseStreamRetentionPeriod", this::retention);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private ObjectNode create(Input input) throws IOException, ServiceException {
        String mode = input.structure("StreamModeDetails")
                .flatMap(details -> details.text("StreamMode"))
                .orElse("PROVISIONED");
        int shards = input.number("ShardCount").orElse(mode.equals("ON_DEMAND") ? 4 : 1);
        if (shards < 1 || shards > 10_000) {
            throw ServiceException.validation("ShardCount is not in 1..10000: " + shards);
        }
        streams.create(input.requiredText("StreamName"), shards, mode);
        return object();
    }

    private ObjectNode delete(Input input) throws IOException, ServiceException {
        streams.delete(streams.of(input).description().name());
        return object();
    }

    private ObjectNode list(Input input) {
        ObjectNode answer = object().put("HasMoreStreams", false);
        streams.names().forEach(answer.putArray("StreamNames")::add);
        return answer;
    }

    private ObjectNode summary(Input input) throws ServiceException {
        StreamDescription stream = streams.of(input).description();
        ObjectNode answer = object();
        ObjectNode summary = answer.putObject("StreamDescriptionSummary");
        summary.put("StreamName", stream.name());
        summary.put("StreamARN", stream.arn());
        summary.put("StreamStatus", "ACTIVE");
        summary.putObject("StreamModeDetails").put("StreamMode", stream.mode());
        summary.put("RetentionPeriodHours", stream.retentionHours());
        summary.set("StreamCreationTimestamp", input.wire().timestamp(stream.created()));
        summary.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
        summary.put("EncryptionType", "NONE");
        summary.put(
                "OpenShardCount", stream.shards().stream().filter(Shard::open).count());
        summary.put("ConsumerCount", 0);
        return answer;
    }

    private ObjectNode retention(Input input) throws IOException, ServiceException {
        int hours = input.number("RetentionPeriodHours").orElse(24);
        if (hours < 24 || hours > 8760) {
            throw new ServiceException("InvalidArgumentException", "RetentionPeriodHours is not in 24..8760: " + hours);
        }
        streams.of(input).describe(stream -> stream.withRetentionHours(hours));
        return object();
    }

    private ObjectNode shards(Input input) throws ServiceException {
        int max = input.number("MaxResults").orElse(MAX_SHARDS_PER_PAGE);
        Optional<String> token = input.text("NextToken");
        if (token.isPresent() && input.text("StreamName").isPresent()) {
            throw new ServiceException(
                    "InvalidArgumentException", "NextToken and StreamName cannot be provided together.");
        }
        Listing listing = token.isPresent() ? Listing.parse(token.get()) : firstListing(input);
        List<Shard> matching = streams.named(listing.stream()).description().shards().stream()
                .filter(shard -> shard.id().compareTo(listing.after()) > 0
                        && listing.filter().takes(shard))
                .toList();
        List<Shard> page = matching.subList(0, Math.min(max, matching.size()));
        ObjectNode answer = object();
        var list = answer.putArray("Shards");
        page.forEach(shard -> list.add(described(shard)));
        if (page.size() < matching.size()) {
            String last = page.get(page.size() - 1).id();
            answer.put("NextToken", new Listing(listing.stream(), last, listing.filter()).token());
        }
        return answer;
    }

    private Listing firstListing(Input input) throws ServiceException {
        StreamDescription stream = streams.of(input).description();
        Instant trimHorizon = clock.instant().minus(Duration.ofHours(stream.retentionHours()));
        Optional<Input> filter = input.structure("ShardFilter");
        return new Listing(
                stream.name(),
                input.text("ExclusiveStartShardId").orElse(""),
                filter.isPresent() ? ShardFilter.parse(filter.get(), trimHorizon) : ShardFilter.ALL);
    }

    private static ObjectNode described(Shard shard) {
        ObjectNode node = object().put("ShardId", shard.id());
        shard.parent().ifPresent(parent -> node.put("ParentShardId", parent));
        shard.adjacentParent().ifPresent(parent -> node.put("AdjacentParentShardId", parent));
        node.putObject("HashKeyRange")
                .put("StartingHashKey", shard.range().start().toString())
                .put("EndingHashKey", shard.range().end().toString());
        ObjectNode numbers = node.putObject("SequenceNumberRange");
        numbers.put("StartingSequenceNumber", shard.starting().toString());
        shard.closing()
                .ifPresent(closing ->
                        numbers.put("EndingSequenceNumber", closing.ending().toString()));
        return node;
    }

    /** What a listing under way has to remember. */
    private record Listing(String stream, String after, ShardFilter filter) {
        String token() {
            String text = stream + "\n" + after + "\n" + filter.encoded();
            return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Listing parse(String token) throws ServiceException {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", -1);
                return new Listing(parts[0], parts[1], ShardFilter.decoded(parts[2]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new ServiceException("InvalidArgumentException", "NextToken is not of this stack: " + token);
            }
        }
    }
}
