package dev.madrugada.localstack.kafka;

import dev.madrugada.localstack.http.ServiceException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts a day's records into a topic, in the order of their times.
 *
 * <p>A topic holds days in order. If it already has a record of the day or of a later one, it is deleted and created
 * again, so that an interrupted fill is done again as a whole.
 *
 * <p>A broker that appends its own time would append today's. So the records are put while the topic has CreateTime, and
 * a topic for a contract that asks for LogAppendTime is changed to it afterwards.
 */
public final class TopicFill implements AutoCloseable {
    private static final int PARTITIONS = 3;
    private static final int POLL_MILLIS = 10;
    private static final int POLLS = 3_000;

    private final Map<String, Object> connection;
    private final Admin admin;
    private final String topic;

    /** What the topic's times are to be when it has been filled. */
    public enum Timestamps {
        LOG_APPEND("LogAppendTime"),
        CREATE("CreateTime");

        private final String type;

        Timestamps(String type) {
            this.type = type;
        }
    }

    /** @param bootstrap the broker's address */
    public TopicFill(String bootstrap, String topic) {
        this.connection = Map.of("bootstrap.servers", bootstrap);
        this.admin = Admin.create(connection);
        this.topic = topic;
    }

    /**
     * Puts the records; returns their number.
     *
     * @param from the start of the day
     */
    public long put(TimedLines lines, Instant from, Timestamps timestamps) throws IOException, ServiceException {
        if (exists() && hasRecordsFrom(from.toEpochMilli())) {
            answer(admin.deleteTopics(List.of(topic)).all());
            await("the topic's deletion", () -> !exists());
        }
        if (exists()) {
            appendGivenTimes();
        } else {
            create(topic, PARTITIONS);
        }
        long count = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Optional<TimedLines.Timed> line = lines.next(); line.isPresent(); line = lines.next()) {
                sent.add(producer.send(new ProducerRecord<>(
                        topic,
                        (int) (count % PARTITIONS),
                        line.get().millis(),
                        null,
                        line.get().value())));
                count++;
            }
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                answer(each);
            }
        }
        if (timestamps == Timestamps.LOG_APPEND) {
            setType(Timestamps.LOG_APPEND);
        }
        return count;
    }

    private boolean exists() throws IOException {
        return answer(admin.listTopics().names()).contains(topic);
    }

    private boolean hasRecordsFrom(long millis) throws IOException {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            specs.put(new TopicPartition(topic, partition), OffsetSpec.forTimestamp(millis));
        }
        return answer(admin.listOffsets(specs).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .anyMatch(offset -> offset >= 0);
    }

    private void create(String name, int partitions) throws IOException {
        Map<String, String> config = Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, Timestamps.CREATE.type);
        answer(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
                .all());
    }

    /** Makes the topic's records keep the times that they are given. */
    private void appendGivenTimes() throws IOException {
        setType(Timestamps.CREATE);
        // The broker answers with a changed configuration before its logs have it. It applies changes in order, so they
        // have it when a topic that is created later takes a record.
        String later = topic.substring(0, Math.min(topic.length(), 200)) + ".changed";
        create(later, 1);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            answer(producer.send(new ProducerRecord<>(later, new byte[0])));
        }
        answer(admin.deleteTopics(List.of(later)).all());
    }

    private void setType(Timestamps timestamps) throws IOException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        ConfigEntry entry = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestamps.type);
        answer(admin.incrementalAlterConfigs(
                        Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                .all());
        await("the topic's configuration", () -> {
            ConfigEntry now = Objects.requireNonNull(
                            answer(admin.describeConfigs(List.of(resource)).all())
                                    .get(resource))
                    .get(entry.name());
            return now != null && timestamps.type.equals(now.value());
        });
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(new HashMap<>(connection), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Asks again until the broker has done what it was told. */
    private static void await(String what, Question question) throws IOException {
        for (int polls = 0; polls < POLLS; polls++) {
            if (question.isAnswered()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException(what);
            }
        }
        throw new IOException("the broker did not finish in time: " + what);
    }

    @FunctionalInterface
    private interface Question {
        boolean isAnswered() throws IOException;
    }

    private static <T> T answer(Future<T> future) throws IOException {
        try {
            return future.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the broker was asked");
        } catch (ExecutionException | java.util.concurrent.TimeoutException failed) {
            throw new IOException("the broker did not do as told", failed);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
