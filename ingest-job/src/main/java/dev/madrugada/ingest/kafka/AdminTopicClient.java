package dev.madrugada.ingest.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Asks the brokers through Kafka's admin client. */
final class AdminTopicClient implements TopicClient {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Admin admin;
    private final String topic;

    AdminTopicClient(ClientOptions options, String topic) {
        this.admin = Admin.create(new HashMap<>(options.values()));
        this.topic = topic;
    }

    @Override
    public Topic topic() {
        String cluster = answer(admin.describeCluster().clusterId());
        TopicDescription described = answer(Objects.requireNonNull(
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
        if (described.topicId().equals(Uuid.ZERO_UUID)) {
            throw new UnsupportedVersionException("the topic has no id");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = answer(Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).values().get(resource)));
        long retention = Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG));
        return new Topic(
                cluster,
                topic,
                described.topicId().toString(),
                described.partitions().stream()
                        .map(TopicPartitionInfo::partition)
                        .sorted()
                        .toList(),
                List.of(value(config, TopicConfig.CLEANUP_POLICY_CONFIG).split(",", -1))
                        .contains(TopicConfig.CLEANUP_POLICY_COMPACT),
                value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).equals("LogAppendTime"),
                retention < 0 ? OptionalLong.empty() : OptionalLong.of(retention));
    }

    @Override
    public List<PartitionLog> logs(List<Integer> partitions, List<Instant> times) {
        // The ends are asked for first: what arrives later is found by its time, or belongs to the next hour.
        Map<Integer, Long> ends = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        List<Map<Integer, Long>> firstFrom = new ArrayList<>();
        for (Instant time : times) {
            firstFrom.add(
                    offsets(partitions, OffsetSpec.forTimestamp(time.toEpochMilli()), IsolationLevel.READ_UNCOMMITTED));
        }
        Map<Integer, Long> stable = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        // The beginnings are asked for last: what is deleted in between is noticed.
        Map<Integer, Long> beginnings = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
        return partitions.stream()
                .map(partition -> new PartitionLog(
                        partition,
                        of(beginnings, partition),
                        of(ends, partition),
                        of(stable, partition),
                        firstFrom.stream().map(first -> of(first, partition)).toList()))
                .toList();
    }

    private Map<Integer, Long> offsets(List<Integer> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked = partitions.stream()
                .map(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> spec));
        return answer(admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        found -> found.getKey().partition(),
                        found -> found.getValue().offset()));
    }

    private static long of(Map<Integer, Long> offsets, int partition) {
        return offsets.getOrDefault(partition, PartitionLog.NONE);
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE);
    }
}
