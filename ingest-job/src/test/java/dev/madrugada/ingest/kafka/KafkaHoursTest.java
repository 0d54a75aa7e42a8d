package dev.madrugada.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.KafkaSecurity;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSpan;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reads hours without records, so that no broker is needed. */
@ExtendWith(LocalSpark.class)
class KafkaHoursTest {
    private static final ArrivalHour HOUR = ArrivalHour.of(Instant.parse("2001-01-01T05:00:00Z"));
    private static final HourSpan SPAN = new HourSpan(HOUR, HOUR);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-02T02:00:00Z"), ZoneOffset.UTC);
    private static final Topic TOPIC =
            topic(2, OptionalLong.of(Duration.ofDays(7).toMillis()));

    private record Brokers(Topic topic, List<PartitionLog> logs) implements TopicClient {
        @Override
        public List<PartitionLog> logs(List<Integer> partitions, List<Instant> times) {
            return logs;
        }

        @Override
        public void close() {}
    }

    @Test
    void anHourGoesOnWhereTheHourBeforeItEnded(SparkSession spark) {
        HourRead read = hours(TOPIC, log(0, 5, 9, 7), log(1, 0, 4, 4))
                .read(spark, SPAN, Optional.of(published(TOPIC, span(0, "7"), span(1, "4"))));

        assertThat(read.known()).containsOnlyKeys(HOUR);
        assertThat(read.known().get(HOUR))
                .containsExactly(span(0, "7"), new ShardSpan("orders-1", null, null, "4", null, 0, 0));
        assertThat(read.records().count()).isZero();
        assertThat(read.found().get().warnings()).isEmpty();
    }

    @Test
    void aPartitionThatWasAddedIsReadFromItsFirstOffset(SparkSession spark) {
        Optional<Manifest> before = Optional.of(published(TOPIC, span(0, "7")));

        assertThat(hours(TOPIC, log(0, 5, 9, 7), log(1, 0, 0, PartitionLog.NONE))
                        .read(spark, SPAN, before)
                        .known()
                        .get(HOUR))
                .extracting(ShardSpan::next)
                .containsExactly("7", "0");
        assertThatThrownBy(() -> hours(TOPIC, log(0, 5, 9, 7), log(1, 3, 6, 6)).read(spark, SPAN, before))
                .hasMessageStartingWith("RecordsExpired: topic orders partition 1 in [2001-01-01T05:00:00Z,"
                        + " 2001-01-01T06:00:00Z): the offsets from 0 to 2 were deleted; the first one left is 3;");
    }

    @Test
    void everyPartitionThatLostRecordsIsNamed(SparkSession spark) {
        Optional<Manifest> before = Optional.of(published(TOPIC, span(0, "7"), span(1, "4")));

        assertThatThrownBy(() -> hours(TOPIC, log(0, 8, 9, 9), log(1, 5, 6, 6)).read(spark, SPAN, before))
                .hasMessageStartingWith("RecordsExpired: ")
                .hasMessageContaining("partition 0 in ")
                .hasMessageContaining("partition 1 in ");
        assertThatThrownBy(() -> hours(TOPIC, log(0, 0, 3, 3), log(1, 0, 4, 4)).read(spark, SPAN, before))
                .hasMessageContaining("the partition ends at offset 3, and a published hour ends at 7");
        assertThatThrownBy(() ->
                        hours(topic(1, OptionalLong.empty()), log(0, 0, 9, 9)).read(spark, SPAN, before))
                .hasMessageContaining("it has 1 partitions, and a published hour has records of orders-1");
    }

    @Test
    void theFirstHourOfAnIdlePartitionIsAWarningWithinTheRetention(SparkSession spark) {
        List<RunWarning> warnings = hours(TOPIC, log(0, 5, 5, PartitionLog.NONE), log(1, 0, 0, PartitionLog.NONE))
                .read(spark, SPAN, Optional.empty())
                .found()
                .get()
                .warnings();

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("UnprovenStart");
            assertThat(warning.message()).contains("from partitions 0,");
        });
        Topic brief = topic(2, OptionalLong.of(Duration.ofHours(2).toMillis()));
        assertThatThrownBy(() -> hours(brief, log(0, 5, 5, PartitionLog.NONE), log(1, 0, 0, PartitionLog.NONE))
                        .read(spark, SPAN, Optional.empty()))
                .hasMessageStartingWith("RecordsExpired: topic orders partition 0 in ")
                .hasMessageContaining("no record from before the hour is left");
    }

    @Test
    void aRetentionUnderTwoDaysIsAWarning() {
        Topic brief = topic(1, OptionalLong.of(Duration.ofHours(47).toMillis()));

        assertThat(hours(brief).warnings(SPAN.window())).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("ShortRetention");
            assertThat(warning.message()).startsWith("the topic keeps records for 47 hours;");
        });
        assertThat(hours(TOPIC).warnings(SPAN.window())).isEmpty();
    }

    @Test
    void aTopicThatWasCreatedAgainIsAWarning(SparkSession spark) {
        Topic former = new Topic("c", "orders", "former", List.of(0, 1), false, true, OptionalLong.empty());

        assertThat(hours(TOPIC, log(0, 0, 0, PartitionLog.NONE), log(1, 0, 0, PartitionLog.NONE))
                        .read(spark, SPAN, Optional.of(published(former, span(0, "7"), span(1, "4"))))
                        .found()
                        .get()
                        .warnings())
                .extracting(RunWarning::code)
                .containsExactly("SourceReplaced");
    }

    private static KafkaHours hours(Topic topic, PartitionLog... logs) {
        Source.Kafka source = new Source.Kafka(
                "b:9092", "orders", Source.Kafka.Timestamps.LOG_APPEND, KafkaSecurity.NONE, Optional.empty());
        return new KafkaHours(
                source,
                hour -> Optional.empty(),
                CLOCK,
                () -> new ClientOptions(Map.of()),
                options -> new Brokers(topic, List.of(logs)));
    }

    private static Topic topic(int partitions, OptionalLong retention) {
        return new Topic(
                "c", "orders", "id", IntStream.range(0, partitions).boxed().toList(), false, true, retention);
    }

    /** A log whose first offset from the hour's start and from its end is the same. */
    private static PartitionLog log(int partition, long beginning, long end, long first) {
        return new PartitionLog(partition, beginning, end, end, List.of(first, first));
    }

    private static ShardSpan span(int partition, String next) {
        return new ShardSpan("orders-" + partition, null, null, next, null, 0, 0);
    }

    private static Manifest published(Topic topic, ShardSpan... shards) {
        return new Manifest(
                Manifest.VERSION,
                "orders",
                LakeLayout.arrivalHour(HOUR.previous()),
                1,
                "run",
                Instant.EPOCH,
                URI.create("file:///lake/raw/orders/"),
                List.of(),
                Map.of(),
                Digest.sha256(new byte[0]),
                new Arrivals(true, topic.identity(), List.of(0L, 0L, 0L, 0L), List.of(shards), List.of(), List.of()));
    }
}
