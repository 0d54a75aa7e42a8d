package dev.madrugada.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.KafkaSecurity;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.Source.Kafka.Timestamps;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.localstack.kafka.LocalKafkaProcess;
import dev.madrugada.localstack.kafka.TimedLines;
import dev.madrugada.localstack.kafka.TopicFill;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reads topics of a real broker. */
@ExtendWith(LocalSpark.class)
class KafkaHoursIT {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int PARTITIONS = 3;
    /**
     * The end of a transaction is a record of the broker's own, with the time of its clock, and counts when the first
     * offset from a time on is looked for. All of the test's times are later, so that only its records count.
     */
    private static final ArrivalHour FIRST = ArrivalHour.of(Instant.parse("2101-01-01T05:00:00Z"));

    private static final HourSpan SPAN = new HourSpan(FIRST, FIRST.next());

    @TempDir
    static Path folder;

    private static LocalKafkaProcess broker;
    private static Admin admin;

    /** A committed record as the test put it. */
    private record Put(int partition, long millis, String value) {}

    @BeforeAll
    static void startBroker() {
        System.out.println("seed " + SEED + " (-Dmadrugada.seed)");
        broker = LocalKafkaProcess.start(folder);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    @AfterAll
    static void stopBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void readsExactlyTheCommittedRecordsOfEachHourToTheMillisecond(SparkSession spark) throws Exception {
        create("edges", Map.of("message.timestamp.type", "CreateTime"));
        Map<Put, Long> offsets = new HashMap<>();
        long start = FIRST.start().toEpochMilli();
        long end = SPAN.last().end().toEpochMilli();
        Random random = new Random(SEED);
        List<Long> times = new ArrayList<>(List.of(
                start - 1, start, FIRST.end().toEpochMilli() - 1, FIRST.end().toEpochMilli(), end - 1, end, end + 1));
        for (int i = 0; i < 60; i++) {
            times.add(start - 600_000 + random.nextInt(9_000_000));
        }
        times.sort(null);
        try (KafkaProducer<byte[], byte[]> producer = producer("edges")) {
            producer.initTransactions();
            for (int from = 0; from < times.size(); from += 5) {
                boolean isAborted = random.nextInt(3) == 0;
                producer.beginTransaction();
                List<Put> batch = new ArrayList<>();
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    for (long time : times.subList(from, Math.min(from + 5, times.size()))) {
                        String value = partition + "@" + time + "#" + from + "." + batch.size();
                        sent.add(producer.send(new ProducerRecord<>("edges", partition, time, null, bytes(value))));
                        batch.add(new Put(partition, time, value));
                    }
                }
                // Otherwise aborted records would never reach the broker.
                producer.flush();
                if (isAborted) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                    for (int i = 0; i < batch.size(); i++) {
                        offsets.put(batch.get(i), sent.get(i).get().offset());
                    }
                }
            }
        }

        KafkaHours hours = hours("edges", Timestamps.CREATE);
        HourRead read = hours.read(spark, SPAN, Optional.empty());
        TreeSet<String> rows = new TreeSet<>();
        for (Row row : read.records().collectAsList()) {
            rows.add(row.getString(1) + " " + row.getString(2) + " "
                    + row.<Timestamp>getAs(RawSchema.ARRIVED_AT).getTime() + " "
                    + new String(row.<byte[]>getAs(RawSchema.PAYLOAD), StandardCharsets.UTF_8));
        }

        TreeSet<String> expected = new TreeSet<>();
        offsets.forEach((put, offset) -> {
            if (put.millis() >= start && put.millis() < end) {
                expected.add("edges-" + put.partition() + " " + offset + " " + put.millis() + " " + put.value());
            }
        });
        assertThat(expected).as("seed %s", SEED).hasSizeGreaterThan(30);
        assertThat(rows).as("seed %s", SEED).isEqualTo(expected);
        assertThat(read.found().get().warnings()).isEmpty();
        assertThat(hours.warnings(SPAN.window())).extracting(RunWarning::code).containsExactly("CreateTime");
        assertThat(ends(read, FIRST)).isEqualTo(begins(read, FIRST.next()));
    }

    @Test
    void keepsKeysHeadersAndTombstones(SparkSession spark) throws Exception {
        create("whole", Map.of("message.timestamp.type", "LogAppendTime"));
        ArrivalHour now = ArrivalHour.of(Instant.now());
        try (KafkaProducer<byte[], byte[]> producer = producer("whole")) {
            producer.initTransactions();
            producer.beginTransaction();
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("whole", 1, 1L, bytes("k"), bytes("v"));
            record.headers().add(new RecordHeader("a\"b", new byte[] {0, -1})).add(new RecordHeader("empty", null));
            producer.send(record).get();
            producer.send(new ProducerRecord<byte[], byte[]>("whole", 1, 1L, bytes("k"), (byte[]) null))
                    .get();
            producer.commitTransaction();
        }

        // The hour may have changed while the records were put.
        HourRead read =
                hours("whole", Timestamps.LOG_APPEND).read(spark, new HourSpan(now, now.next()), Optional.empty());
        List<Row> rows = read.records().collectAsList();

        assertThat(read.records().schema().fieldNames())
                .containsExactly(RawSchema.schema().fieldNames());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).<byte[]>getAs(RawSchema.KEY)).isEqualTo(bytes("k"));
        assertThat(rows.get(0).<String>getAs(RawSchema.STREAM)).isEqualTo("whole");
        assertThat(rows.get(0).<String>getAs(RawSchema.HEADERS))
                .isEqualTo("[{\"name\":\"a\\\"b\",\"value\":\"AP8=\"},{\"name\":\"empty\",\"value\":null}]");
        assertThat(rows.get(0).<Timestamp>getAs(RawSchema.SOURCE_TIME)).isNull();
        assertThat(rows.get(1).<byte[]>getAs(RawSchema.PAYLOAD)).isEmpty();
        assertThat(read.found().get().facts()).containsEntry("tombstones", 1L);
        assertThat(read.found().get().warnings()).isEmpty();
    }

    @Test
    void refusesAWindowFromWhichRecordsWereDeleted(SparkSession spark) throws Exception {
        create("trimmed", Map.of("message.timestamp.type", "CreateTime"));
        put(
                "trimmed",
                FIRST.start().minusSeconds(10),
                FIRST.start().plusSeconds(10),
                FIRST.start().plusSeconds(20));
        KafkaHours hours = hours("trimmed", Timestamps.CREATE);
        assertThat(hours.read(spark, SPAN, Optional.empty()).records().count()).isEqualTo(2);

        admin.deleteRecords(Map.of(new TopicPartition("trimmed", 1), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        assertThatThrownBy(() -> hours.read(spark, SPAN, Optional.empty()))
                .hasMessageStartingWith("RecordsExpired: topic trimmed partition 1 in [2101-01-01T05:00:00Z,"
                        + " 2101-01-01T07:00:00Z): the offsets before 2 were deleted");
    }

    @Test
    void namesTheOffsetsThatWereDeletedBeforeTheTaskReadThem(SparkSession spark) throws Exception {
        create("raced", Map.of("message.timestamp.type", "CreateTime"));
        put(
                "raced",
                FIRST.start().minusSeconds(10),
                FIRST.start().plusSeconds(10),
                FIRST.start().plusSeconds(20));
        KafkaHours hours = hours("raced", Timestamps.CREATE);
        HourRead read = hours.read(spark, SPAN, Optional.empty());
        admin.deleteRecords(Map.of(new TopicPartition("raced", 1), RecordsToDelete.beforeOffset(2)))
                .all()
                .get();

        Throwable failed = org.assertj.core.api.Assertions.catchThrowable(
                () -> read.records().count());

        assertThat(hours.classified(failed))
                .hasValueSatisfying(coded -> assertThat(coded)
                        .hasMessageStartingWith("RecordsExpired: topic raced partition 1 in ")
                        .hasMessageContaining("the offsets from 1 to 1 were deleted; the first one left is 2"));
    }

    @Test
    void waitsForATransactionThatIsOpen(SparkSession spark) throws Exception {
        create("open", Map.of("message.timestamp.type", "CreateTime"));
        try (KafkaProducer<byte[], byte[]> producer = producer("open")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("open", 0, FIRST.start().toEpochMilli(), null, bytes("v")))
                    .get();

            assertThatThrownBy(() -> hours("open", Timestamps.CREATE).read(spark, SPAN, Optional.empty()))
                    .hasMessageStartingWith("SourceUnavailable: topic open partition 0 in ")
                    .hasMessageContaining("a transaction that began at or before offset 0 is open");
            producer.commitTransaction();
        }
        assertThat(hours("open", Timestamps.CREATE)
                        .read(spark, SPAN, Optional.empty())
                        .records()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void refusesTopicsThatItCannotReadWhole(SparkSession spark) throws Exception {
        create("compacted", Map.of("cleanup.policy", "delete,compact"));
        create("created", Map.of("message.timestamp.type", "CreateTime"));

        assertThatThrownBy(() -> hours("compacted", Timestamps.CREATE).read(spark, SPAN, Optional.empty()))
                .hasMessageStartingWith("InvalidContract: topic compacted: it has cleanup.policy=compact");
        assertThatThrownBy(() -> hours("created", Timestamps.LOG_APPEND).read(spark, SPAN, Optional.empty()))
                .hasMessageStartingWith("InvalidContract: topic created: it has message.timestamp.type=CreateTime");
        assertThatThrownBy(() -> hours("missing", Timestamps.CREATE).identity())
                .hasMessageStartingWith("InputMissing: topic missing: the topic does not exist");
    }

    @Test
    void aTopicThatIsCreatedAgainIsAnotherSource() throws Exception {
        create("again", Map.of());
        String first = hours("again", Timestamps.CREATE).identity();
        admin.deleteTopics(List.of("again")).all().get();
        create("again", Map.of());

        assertThat(hours("again", Timestamps.CREATE).identity()).isNotEqualTo(first);
        assertThat(first).startsWith("kafka:");
    }

    /** The local stack's topics have LogAppendTime and the times that the records were given. */
    @Test
    void readsDaysThatTheLocalStackPut(SparkSession spark) throws Exception {
        HourSpan day = new HourSpan(FIRST, FIRST.next());
        HourSpan next = new HourSpan(day.last().next(), day.last().next());
        assertThat(fill("local", day, 30)).isEqualTo(30);
        KafkaHours hours = hours("local", Timestamps.LOG_APPEND);
        String identity = hours.identity();
        HourRead first = hours.read(spark, day, Optional.empty());
        assertThat(times(first)).isEqualTo(times(day, 30));

        assertThat(fill("local", next, 20)).isEqualTo(20);

        assertThat(times(hours.read(spark, next, Optional.empty()))).isEqualTo(times(next, 20));
        assertThat(times(hours.read(spark, day, Optional.empty()))).isEqualTo(times(day, 30));
        assertThat(hours.identity()).isEqualTo(identity);
        assertThat(fill("local", next, 10)).isEqualTo(10);
        KafkaHours again = hours("local", Timestamps.LOG_APPEND);
        assertThat(times(again.read(spark, next, Optional.empty()))).isEqualTo(times(next, 10));
        assertThat(again.identity()).isNotEqualTo(identity);
    }

    private static long fill(String topic, HourSpan span, int records) throws Exception {
        StringBuilder lines = new StringBuilder();
        times(span, records).forEach(time -> lines.append(time).append(" v").append('\n'));
        try (TopicFill fill = new TopicFill(broker.bootstrap(), topic)) {
            return fill.put(
                    TimedLines.read(new ByteArrayInputStream(bytes(lines.toString())), false),
                    span.first().start(),
                    TopicFill.Timestamps.LOG_APPEND);
        }
    }

    /** Times from the first millisecond of a span to its last one. */
    private static List<Long> times(HourSpan span, int records) {
        long start = span.first().start().toEpochMilli();
        long length = span.last().end().toEpochMilli() - 1 - start;
        return LongStream.range(0, records)
                .map(record -> start + record * length / (records - 1))
                .boxed()
                .toList();
    }

    private static List<Long> times(HourRead read) {
        return read.records().collectAsList().stream()
                .map(row -> row.<Timestamp>getAs(RawSchema.ARRIVED_AT).getTime())
                .sorted()
                .toList();
    }

    private static KafkaHours hours(String topic, Timestamps timestamps) {
        Source.Kafka source =
                new Source.Kafka(broker.bootstrap(), topic, timestamps, KafkaSecurity.NONE, Optional.empty());
        return new KafkaHours(
                source,
                hour -> Optional.empty(),
                Clock.systemUTC(),
                () -> ClientOptions.of(source, name -> {
                    throw new IllegalStateException(name);
                }),
                options -> new AdminTopicClient(options, topic));
    }

    private static void create(String topic, Map<String, String> config) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1).configs(config)))
                .all()
                .get();
    }

    /** Puts a record into partition 1 for each time. */
    private static void put(String topic, Instant... times) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (Instant time : times) {
                producer.send(new ProducerRecord<>(topic, 1, time.toEpochMilli(), null, bytes("v")))
                        .get();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String id) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", id, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Map<String, String> ends(HourRead read, ArrivalHour hour) {
        Map<String, String> ends = new TreeMap<>();
        read.known().getOrDefault(hour, List.of()).forEach(span -> ends.put(span.shard(), span.next()));
        return ends;
    }

    private static Map<String, String> begins(HourRead read, ArrivalHour hour) {
        Map<String, String> begins = new TreeMap<>();
        for (ShardSpan span : read.known().getOrDefault(hour, List.of())) {
            begins.put(span.shard(), span.first() == null ? span.next() : span.first());
        }
        return begins;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
