package dev.madrugada.localstack.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.localstack.http.Action;
import dev.madrugada.localstack.http.Input;
import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The actions on streams and shards. The actions take effect immediately; a stream is always ACTIVE. Which streams are
 * encrypted is forgotten when the stack stops.
 */
final class StreamActions {
    private final Streams streams;
    /** Key ids of the encrypted streams, by the stream's name. */
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    StreamActions(Streams streams) {
        this.streams = streams;
    }

    Map<String, Action> actions() {
        return Map.ofEntries(
                Map.entry("CreateStream", this::create),
                Map.entry("DeleteStream", this::delete),
                Map.entry("DescribeStreamSummary", this::summary),
                Map.entry("ListStreams", this::list),
                Map.entry("SplitShard", this::split),
                Map.entry("MergeShards", this::merge),
                Map.entry("UpdateMaxRecordSize", this::maxRecordSize),
                Map.entry("IncreaseStreamRetentionPeriod", this::increaseRetention),
                Map.entry("DecreaseStreamRetentionPeriod", this::decreaseRetention),
                Map.entry("StartStreamEncryption", this::encrypt),
                Map.entry("StopStreamEncryption", this::decrypt));
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
            throw ServiceException.validation("ShardCount must be within 1..10000: " + shards);
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
        summary.set("StreamCreationTimestamp", input.encoding().timestamp(stream.created()));
        summary.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
        String key = keys.get(stream.name());
        summary.put("EncryptionType", key == null ? "NONE" : "KMS");
        if (key != null) {
            summary.put("KeyId", key);
        }
        summary.put(
                "OpenShardCount", stream.shards().stream().filter(Shard::open).count());
        summary.put("ConsumerCount", 0);
        summary.put("MaxRecordSizeInKiB", stream.maxRecordKib());
        return answer;
    }

    private ObjectNode encrypt(Input input) throws ServiceException {
        keys.put(streams.of(input).description().name(), input.requiredText("KeyId"));
        return object();
    }

    private ObjectNode decrypt(Input input) throws ServiceException {
        keys.remove(streams.of(input).description().name());
        return object();
    }

    private ObjectNode increaseRetention(Input input) throws IOException, ServiceException {
        int hours = hours(input);
        streams.of(input).updateDescription(stream -> {
            if (hours < stream.retentionHours()) {
                throw new ServiceException(
                        "InvalidArgumentException",
                        "Requested retention period (" + hours + " hours) for stream " + stream.name()
                                + " can not be shorter than existing retention period (" + stream.retentionHours()
                                + " hours). Use DecreaseRetentionPeriod API.");
            }
            return stream.withRetentionHours(hours);
        });
        return object();
    }

    private ObjectNode decreaseRetention(Input input) throws IOException, ServiceException {
        int hours = hours(input);
        streams.of(input).updateDescription(stream -> {
            if (hours > stream.retentionHours()) {
                throw new ServiceException(
                        "InvalidArgumentException",
                        "Requested retention period (" + hours + " hours) for stream " + stream.name()
                                + " can not be longer than existing retention period (" + stream.retentionHours()
                                + " hours). Use IncreaseRetentionPeriod API.");
            }
            return stream.withRetentionHours(hours);
        });
        return object();
    }

    private static int hours(Input input) throws ServiceException {
        int hours = input.requiredNumber("RetentionPeriodHours");
        if (hours < 24 || hours > 8760) {
            throw new ServiceException(
                    "InvalidArgumentException", "RetentionPeriodHours must be within 24..8760: " + hours);
        }
        return hours;
    }

    private ObjectNode maxRecordSize(Input input) throws IOException, ServiceException {
        int kib = input.requiredNumber("MaxRecordSizeInKiB");
        if (kib < 1024 || kib > 10_240) {
            throw ServiceException.validation("MaxRecordSizeInKiB must be within 1024..10240: " + kib);
        }
        streams.of(input).updateDescription(stream -> stream.withMaxRecordKib(kib));
        return object();
    }

    private ObjectNode split(Input input) throws IOException, ServiceException {
        streams.of(input)
                .reshard(new Resharding.Split(
                        input.requiredText("ShardToSplit"), HashRange.parse(input.requiredText("NewStartingHashKey"))));
        return object();
    }

    private ObjectNode merge(Input input) throws IOException, ServiceException {
        streams.of(input)
                .reshard(new Resharding.Merge(
                        input.requiredText("ShardToMerge"), input.requiredText("AdjacentShardToMerge")));
        return object();
    }
}
