package dev.madrugada.ingest.kafka;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.secrets.KafkaSecret;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.Causes;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSource;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.ingest.source.SourceFindings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hours of a topic's records as ranges of offsets: an hour begins where the hour before it ended, and ends at
 * the first offset whose timestamp is past it.
 *
 * @see HourOffsets
 */
public final class KafkaHours implements HourSource {
    private static final Duration RECOMMENDED_RETENTION = Duration.ofDays(2);

    private final Source.Kafka source;
    private final Function<ArrivalHour, Optional<Manifest>> published;
    private final Clock clock;
    private final Supplier<ClientOptions> options;
    private final Function<ClientOptions, TopicClient> connect;
    private @Nullable Topic topic;
    private @Nullable SpanOffsets reading;

    /**
     * A source whose login is read from Secrets Manager, or the local broker of the environment.
     *
     * @param published the manifest of an hour of raw
     */
    public KafkaHours(
            Source.Kafka source, AwsClients clients, Function<ArrivalHour, Optional<Manifest>> published, Clock clock) {
        this(
                source,
                published,
                clock,
                () -> LocalBroker.options(clients.environment())
                        .orElseGet(() -> ClientOptions.of(source, name -> KafkaSecret.read(clients, name))),
                options -> new AdminTopicClient(options, source.topic()));
    }

    KafkaHours(
            Source.Kafka source,
            Function<ArrivalHour, Optional<Manifest>> published,
            Clock clock,
            Supplier<ClientOptions> options,
            Function<ClientOptions, TopicClient> connect) {
        this.source = source;
        this.published = published;
        this.clock = clock;
        this.options = options;
        this.connect = connect;
    }

    @Override
    public String identity() {
        return described().identity();
    }

    /** The topic as the last read found it, or as it is now if nothing was read yet. */
    private Topic described() {
        Topic known = topic;
        if (known == null) {
            known = asked(TopicClient::topic);
            topic = known;
        }
        return known;
    }

    /** A published hour is never read again: its range of offsets is fixed. */
    @Override
    public boolean hasMore(ArrivalHour hour, Manifest manifest) {
        return false;
    }

    @Override
    public List<RunWarning> warnings(Window span) {
        Topic current = described();
        String subject = KafkaFaults.where(current.name());
        List<RunWarning> warnings = new ArrayList<>();
        if (!current.hasLogAppendTime()) {
            warnings.add(new RunWarning(
                    "CreateTime",
                    subject,
                    "the topic's times are its producers' (CreateTime), in any order: a record belongs to the hour"
                            + " that read it, and source_time has the producer's time"));
        }
        current.retentionMillis().stream()
                .mapToObj(Duration::ofMillis)
                .filter(retention -> retention.compareTo(RECOMMENDED_RETENTION) < 0)
                .forEach(retention -> warnings.add(new RunWarning(
                        "ShortRetention",
                        subject,
                        "the topic keeps records for " + retention.toHours()
                                + " hours; a failed night cannot be repeated before they are deleted: set its retention.ms"
                                + " to " + RECOMMENDED_RETENTION.toHours() + " hours or more")));
        return warnings;
    }

    @Override
    public HourRead read(SparkSession spark, HourSpan span, Optional<Manifest> before) {
        SpanOffsets offsets = asked(client -> offsets(client, span, before));
        reading = offsets;
        LongAccumulator tombstones = spark.sparkContext().longAccumulator();
        List<RunWarning> warnings = checked(offsets, before);
        return new HourRead(
                RawColumns.of(records(spark, offsets), offsets, tombstones),
                true,
                offsets.shards(),
                () -> new SourceFindings(warnings, Map.of(), Map.of("tombstones", tombstones.value())));
    }

    private SpanOffsets offsets(TopicClient client, HourSpan span, Optional<Manifest> before) {
        Topic current = client.topic();
        topic = current;
        if (current.isCompacted()) {
            throw KafkaFaults.compacted(current).exception();
        }
        if (!current.hasLogAppendTime() && source.timestamps() == Source.Kafka.Timestamps.LOG_APPEND) {
            throw KafkaFaults.createTime(current).exception();
        }
        SpanOffsets.Published fixed = new SpanOffsets.Published(current, published);
        before.flatMap(fixed::shards)
                .ifPresent(shards -> shards.keySet().stream()
                        .filter(shard -> current.partitions().stream()
                                .noneMatch(partition ->
                                        Topic.shard(current.name(), partition).equals(shard)))
                        .findFirst()
                        .ifPresent(shard -> {
                            throw KafkaFaults.partitionsGone(current, shard).exception();
                        }));
        return SpanOffsets.of(
                current, span, client.logs(current.partitions(), SpanOffsets.times(span)), fixed.edges(span, before));
    }

    /** Throws if records of the span are missing or cannot be read yet; returns what people should look at. */
    private List<RunWarning> checked(SpanOffsets offsets, Optional<Manifest> before) {
        Topic current = offsets.topic();
        String span = offsets.span().toString();
        boolean isContinued = before.flatMap(new SpanOffsets.Published(current, published)::shards)
                .isPresent();
        Problems problems = new Problems();
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < offsets.partitions().size(); i++) {
            HourOffsets hours = offsets.partitions().get(i);
            PartitionLog log = offsets.logs().get(i);
            switch (hours.proof()) {
                case TRIMMED ->
                    problems.add(
                            isContinued
                                    ? KafkaFaults.trimmed(current, hours, log, span)
                                    : KafkaFaults.unprovenBegin(current, hours, log, span));
                case TRUNCATED -> problems.add(KafkaFaults.truncated(current, hours, log, span));
                case UNKNOWN -> {
                    if (isPastRetention(current, offsets.span().first().start())) {
                        problems.add(KafkaFaults.unprovenBegin(current, hours, log, span));
                    }
                    unknown.add(hours.partition());
                }
                case COMPLETE -> {}
            }
            if (log.stableEnd() < hours.end()) {
                problems.add(KafkaFaults.openTransaction(current, hours, log, span));
            }
        }
        problems.throwIfAny(KafkaFaults.where(current.name()));
        return warnings(offsets, before, isContinued, unknown);
    }

    private boolean isPastRetention(Topic current, Instant start) {
        return current.retentionMillis().isPresent()
                && start.isBefore(
                        clock.instant().minusMillis(current.retentionMillis().getAsLong()));
    }

    private static List<RunWarning> warnings(
            SpanOffsets offsets, Optional<Manifest> before, boolean isContinued, List<Integer> unknown) {
        Topic current = offsets.topic();
        String subject = KafkaFaults.where(current.name());
        List<RunWarning> warnings = new ArrayList<>();
        if (!unknown.isEmpty()) {
            warnings.add(new RunWarning(
                    "UnprovenStart",
                    subject,
                    "nothing in the topic proves that no record from "
                            + offsets.span().first()
                            + " on was deleted from partitions "
                            + unknown.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + ", which have no records of that time; the topic's retention should have kept them"));
        }
        if (before.isPresent() && !isContinued) {
            warnings.add(new RunWarning(
                    "SourceReplaced",
                    subject,
                    "the hour before " + offsets.span().first()
                            + " was read from another source: the topic was created again, or the contract names"
                            + " another; what arrived in the former one since then is not in raw"));
        }
        return warnings;
    }

    private Dataset<Row> records(SparkSession spark, SpanOffsets offsets) {
        Map<Integer, Long> begins = new TreeMap<>();
        Map<Integer, Long> ends = new TreeMap<>();
        offsets.partitions().stream().filter(hours -> !hours.isEmpty()).forEach(hours -> {
            begins.put(hours.partition(), hours.begin());
            ends.put(hours.partition(), hours.end());
        });
        if (begins.isEmpty()) {
            return spark.createDataFrame(List.of(), RawColumns.KAFKA);
        }
        DataFrameReader reader = spark.read().format("kafka");
        options.get().values().forEach((name, value) -> reader.option("kafka." + name, value));
        return reader.option("kafka.isolation.level", "read_committed")
                .option("failOnDataLoss", "true")
                .option("includeHeaders", "true")
                .option("assign", RawColumns.partitions(source.topic(), begins.keySet()))
                .option("startingOffsets", RawColumns.offsets(source.topic(), begins))
                .option("endingOffsets", RawColumns.offsets(source.topic(), ends))
                .load();
    }

    @Override
    public Optional<MadrugadaException> classified(Throwable failed) {
        boolean mayBeLoss = Causes.of(failed)
                .anyMatch(
                        cause -> cause instanceof OffsetOutOfRangeException || cause instanceof IllegalStateException);
        SpanOffsets offsets = reading;
        Optional<MadrugadaException> lost =
                mayBeLoss && offsets != null ? deletedSince(offsets, failed) : Optional.empty();
        return lost.or(() -> KafkaFaults.of(KafkaFaults.where(source.topic()), failed));
    }

    /** The fault of the partitions from which records were deleted while they were read. */
    private Optional<MadrugadaException> deletedSince(SpanOffsets offsets, Throwable failed) {
        try (TopicClient client = connect.apply(options.get())) {
            List<PartitionLog> logs = client.logs(offsets.topic().partitions(), List.of());
            for (int i = 0; i < logs.size(); i++) {
                HourOffsets hours = offsets.partitions().get(i);
                if (!hours.isEmpty() && logs.get(i).beginning() > hours.begin()) {
                    return Optional.of(KafkaFaults.trimmed(
                                    offsets.topic(),
                                    hours,
                                    logs.get(i),
                                    offsets.span().toString())
                            .exception(failed));
                }
            }
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
        return Optional.empty();
    }

    private <T> T asked(Function<TopicClient, T> question) {
        try (TopicClient client = connect.apply(options.get())) {
            return question.apply(client);
        } catch (RuntimeException failed) {
            throw KafkaFaults.of(KafkaFaults.where(source.topic()), failed)
                    .<RuntimeException>map(coded -> coded)
                    .orElse(failed);
        }
    }
}
