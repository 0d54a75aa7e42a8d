package dev.madrugada.kinesis.read;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records that expire between planning and reading. The retention is two days. The window starts on the first day. */
@Timeout(30)
class LossTest {

    private static final ReadWindow WINDOW = new ReadWindow(
            Instant.parse("2001-01-01T10:00:00Z"), Instant.parse("2001-01-01T11:00:00Z"), Duration.ofMinutes(2));
    private static final Duration RETENTION = Duration.ofDays(2);

    private final InMemoryStream stream = new InMemoryStream(RETENTION);
    private final Map<String, Long> metrics = new TreeMap<>();

    /** A clock that advances by one step each time it is read. */
    private static final class SteppingClock extends Clock {

        private Instant now;
        private final Duration step;

        private SteppingClock(String now, Duration step) {
            this.now = Instant.parse(now);
            this.step = step;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aVanishedShardIsALoss() {
        assertThatThrownBy(() -> read(at("2001-01-01T12:00:00Z"), OnExpired.FAIL, "shard-9"))
                .isInstanceOf(RecordsExpiredException.class)
                .hasMessageContaining("stream flights, shard shard-9: the records of [2001-01-01T10:00:00Z,"
                        + " 2001-01-01T11:00:00Z) have expired");
    }

    @Test
    void aVanishedShardIsSkippedIfLossIsAllowed() {
        stream.openShard("shard-0").page(record("1", "2001-01-01T10:00:00Z"));

        assertThat(read(at("2001-01-01T12:00:00Z"), OnExpired.READ_WHAT_IS_LEFT, "shard-9", "shard-0"))
                .containsExactly("1");
        assertThat(metrics).containsEntry("kinesisMissingMillis", 3_600_000L).containsEntry("kinesisMissingShards", 1L);
    }

    @Test
    void missingRecordsAreLoggedIfLossIsAllowed() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Logger log = (Logger) LogManager.getLogger(MissingDataHandler.class);
        Appender memory = new AbstractAppender("memory", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
            }
        };
        memory.start();
        log.addAppender(memory);
        Configurator.setLevel(log.getName(), Level.WARN);
        try {
            read(at("2001-01-01T12:00:00Z"), OnExpired.READ_WHAT_IS_LEFT, "shard-9");
        } finally {
            log.removeAppender(memory);
            Configurator.setLevel(log.getName(), Level.ERROR);
        }

        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("WARN reading without the missing records: stream flights, shard shard-9: the records of"
                        + " [2001-01-01T10:00:00Z, 2001-01-01T11:00:00Z)");
    }

    @Test
    void aTrimHorizonThatOvertakesTheReaderIsALoss() {
        stream.openShard("shard-0").page(record("1", "2001-01-01T10:01:00Z")).page(record("2", "2001-01-01T10:59:00Z"));

        // The trim horizon is 09:50 when the first page arrives and 10:20 when the second page arrives.
        Clock slow = new SteppingClock("2001-01-03T09:20:00Z", Duration.ofMinutes(30));
        assertThatThrownBy(() -> read(slow, OnExpired.FAIL, "shard-0"))
                .isInstanceOf(RecordsExpiredException.class)
                .hasMessageContaining("shard shard-0: the records of [2001-01-01T10:00:00Z, 2001-01-01T10:20:00Z)");
    }

    @Test
    void aReaderAheadOfTheTrimHorizonIsComplete() {
        stream.openShard("shard-0")
                .page(record("1", "2001-01-01T10:01:00Z"))
                .page(record("2", "2001-01-01T10:30:00Z"))
                .page(record("3", "2001-01-01T10:59:00Z"));

        // When the last page arrives, the first 20 minutes of the window have expired, but the reader has already read
        // them.
        Clock slow = new SteppingClock("2001-01-03T09:40:00Z", Duration.ofMinutes(10));
        stream.closedShard("shard-0", Instant.parse("2001-01-01T10:59:30Z"));
        assertThat(read(slow, OnExpired.FAIL, "shard-0")).containsExactly("1", "2", "3");
        assertThat(metrics).containsEntry("kinesisMissingMillis", 0L);
    }

    @Test
    void missingRecordsAreCountedIfLossIsAllowed() {
        stream.openShard("shard-0").page(record("1", "2001-01-01T10:01:00Z")).page(record("2", "2001-01-01T10:59:00Z"));
        stream.closedShard("shard-0", Instant.parse("2001-01-01T10:59:30Z"));

        Clock slow = new SteppingClock("2001-01-03T09:20:00Z", Duration.ofMinutes(30));
        assertThat(read(slow, OnExpired.READ_WHAT_IS_LEFT, "shard-0")).containsExactly("1", "2");
        assertThat(metrics)
                .containsEntry("kinesisMissingMillis", Duration.ofMinutes(20).toMillis())
                .containsEntry("kinesisMissingShards", 0L);
    }

    @Test
    void aRetentionLoweredDuringTheReadIsALoss() {
        stream.openShard("shard-0").page(record("1", "2001-01-01T10:59:00Z"));
        stream.setRetention(Duration.ofHours(24));

        assertThat(read(at("2001-01-02T10:00:00Z"), OnExpired.FAIL, "shard-0")).containsExactly("1");
        assertThatThrownBy(() -> read(at("2001-01-02T10:00:01Z"), OnExpired.FAIL, "shard-0"))
                .isInstanceOf(RecordsExpiredException.class)
                .hasMessageContaining("PT1S of the window; the stream's retention was lowered");
    }

    private static Clock at(String now) {
        return new SteppingClock(now, Duration.ZERO);
    }

    private List<String> read(Clock clock, OnExpired onExpired, String... shards) {
        // The budget holds one page, so a reservation that a missing shard kept would block the other shards.
        ReadConfig config = new ReadConfig(WINDOW, onExpired, Aggregates.UNPACKED, 1 << 20, clock);
        ShardReaderFactory factory = new ShardReaderFactory(
                access -> stream,
                new StreamAccess(new StreamId("flights", null), "eu-central-1", null, null),
                config,
                List.of(RecordColumn.SEQUENCE_NUMBER));
        List<String> rows = new ArrayList<>();
        ShardPartition partition = new ShardPartition(List.of(shards), new RetentionBound(WINDOW.start(), RETENTION));
        try (PartitionReader<?> reader = factory.createReader(partition)) {
            while (reader.next()) {
                rows.add(((org.apache.spark.sql.catalyst.InternalRow) reader.get()).getString(0));
            }
            for (CustomTaskMetric metric : reader.currentMetricsValues()) {
                metrics.put(metric.name(), metric.value());
            }
        } catch (IOException e) {
            throw new AssertionError(Arrays.toString(shards), e);
        }
        return rows;
    }
}
