package dev.madrugada.kinesis.read;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.StreamRefusedException;
import dev.madrugada.kinesis.StreamThrottledException;
import dev.madrugada.kinesis.StreamUnavailableException;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.junit.jupiter.api.Test;

class ShardReaderTest {

    /** [10:00, 11:00) with a max-out-of-orderness of two minutes. */
    private static final ReadWindow WINDOW = new ReadWindow(
            Instant.parse("2001-01-01T10:00:00Z"), Instant.parse("2001-01-01T11:00:00Z"), Duration.ofMinutes(2));

    private static final StreamAccess ACCESS =
            new StreamAccess(new StreamId("flights", null), "eu-central-1", null, null);

    private static final ReadConfig CONFIG = new ReadConfig(
            WINDOW,
            OnExpired.FAIL,
            Aggregates.UNPACKED,
            64 << 20,
            Clock.fixed(Instant.parse("2001-01-01T12:00:00Z"), ZoneOffset.UTC));

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));
    private final InMemoryStream.Shard shard = stream.openShard("shard-0");

    @Test
    void startIsInclusiveAndEndIsExclusive() {
        shard.page(
                record("1", "2001-01-01T09:59:59.999Z"),
                record("2", "2001-01-01T10:00:00.000Z"),
                record("3", "2001-01-01T10:59:59.999Z"),
                record("4", "2001-01-01T11:00:00.000Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("2", "3");
    }

    @Test
    void continuesAfterAnEmptyPageInMidShard() {
        shard.page(record("1", "2001-01-01T10:00:00Z")).page().page().page(record("2", "2001-01-01T10:30:00Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("1", "2");
    }

    @Test
    void continuesAfterAPageWithRecordsAndNoLag() {
        shard.page(0, record("1", "2001-01-01T10:00:00Z"))
                .page(0, record("2", "2001-01-01T10:30:00Z"))
                .page(record("3", "2001-01-01T10:31:00Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("1", "2", "3");
    }

    @Test
    void losesNoRecordWithinMaxOutOfOrderness() {
        shard.page(record("1", "2001-01-01T09:58:00Z"), record("2", "2001-01-01T10:00:00Z"))
                .page(record("3", "2001-01-01T11:01:59.999Z"))
                .page(record("4", "2001-01-01T11:02:00Z"))
                .page(record("5", "2001-01-01T10:59:59.999Z"))
                .page(record("6", "2001-01-01T11:03:00Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("2", "5");
    }

    @Test
    void readsARecordThatLiesBeforeAnEarlierArrival() {
        // An iterator at the start of the window begins after record 1 and skips record 0.
        shard.page(
                record("0", "2001-01-01T10:00:01Z"),
                record("1", "2001-01-01T09:58:00Z"),
                record("2", "2001-01-01T10:00:00Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("0", "2");
    }

    @Test
    void readsOneMorePageAfterAnArrivalBeyondMaxOutOfOrderness() {
        shard.page(record("1", "2001-01-01T10:00:00Z"), record("2", "2001-01-01T11:02:00.001Z"))
                .page(record("3", "2001-01-01T10:59:00Z"))
                .page(record("4", "2001-01-01T11:05:00Z"))
                .page(record("5", "2001-01-01T11:06:00Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("1", "3");
        assertThat(stream.pagesRead()).isEqualTo(3);
    }

    @Test
    void aPageWithTheWindowsLastMillisecondIsNotTheEnd() {
        shard.page(record("1", "2001-01-01T10:00:00Z"), record("2", "2001-01-01T11:02:00.001Z"))
                .page(record("3", "2001-01-01T10:59:59.999Z"))
                .page(record("4", "2001-01-01T10:59:30Z"))
                .page(record("5", "2001-01-01T11:05:00Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("1", "3", "4");
    }

    @Test
    void anEmptyPageDoesNotCountAsTheAdditionalPage() {
        shard.page(record("1", "2001-01-01T10:00:00Z"), record("2", "2001-01-01T11:02:00.001Z"))
                .page()
                .page(record("3", "2001-01-01T10:59:00Z"))
                .page(record("4", "2001-01-01T11:05:00Z"))
                .page(record("5", "2001-01-01T11:06:00Z"));

        assertThat(sequenceNumbers("shard-0")).containsExactly("1", "3");
    }

    @Test
    void stopsAfterTheWindowAndBeforeTheTip() {
        shard.page(record("1", "2001-01-01T10:00:00Z"));
        for (int minute = 10; minute < 60; minute++) {
            shard.page(record("late-" + minute, "2001-01-01T11:" + minute + ":00Z"));
        }

        assertThat(sequenceNumbers("shard-0")).containsExactly("1");
        assertThat(stream.pagesRead()).isEqualTo(3);
    }

    @Test
    void anEmptyOpenShardEndsAtItsTip() {
        assertThat(sequenceNumbers("shard-0")).isEmpty();
        assertThat(stream.pagesRead()).isEqualTo(1);
    }

    @Test
    void readsTheLastPageOfAClosedShardAndEnds() {
        stream.closedShard("parent", Instant.parse("2001-01-01T10:31:00Z"))
                .page(record("1", "2001-01-01T10:00:00Z"))
                .page()
                .page(0, record("2", "2001-01-01T10:30:00Z"));

        assertThat(sequenceNumbers("parent")).containsExactly("1", "2");
        assertThat(stream.pagesRead()).isEqualTo(3);
    }

    @Test
    void readsParentsAndChildrenOfAReshardWithTheirShardIds() {
        stream.closedShard("parent", Instant.parse("2001-01-01T10:31:00Z")).page(record("1", "2001-01-01T10:00:00Z"));
        stream.openShard("child-a").page(record("2", "2001-01-01T10:40:00Z"));
        stream.openShard("child-b").page(record("3", "2001-01-01T10:41:00Z"));

        List<InternalRow> rows = rows(RecordColumn.all(), "parent", "child-a", "child-b");

        assertThat(rows)
                .extracting(row -> row.getString(1) + " " + row.getString(2))
                .containsExactlyInAnyOrder("parent 1", "child-a 2", "child-b 3");
    }

    @Test
    void returnsAllColumnsOfARecord() {
        shard.page(record("49590338271490256608559692538361571095921575989136588898", "2001-01-01T10:00:00.123Z"));

        InternalRow row = rows(RecordColumn.all(), "shard-0").get(0);

        assertThat(row.numFields()).isEqualTo(7);
        assertThat(row.getString(0)).isEqualTo("flights");
        assertThat(row.getString(1)).isEqualTo("shard-0");
        assertThat(row.getString(2)).isEqualTo("49590338271490256608559692538361571095921575989136588898");
        assertThat(row.getLong(3)).isZero();
        assertThat(row.getString(4)).isEqualTo("key-49590338271490256608559692538361571095921575989136588898");
        assertThat(row.getLong(5)).isEqualTo(978343200123000L);
        assertThat(row.getBinary(6)).asString().startsWith("4959033827");
    }

    @Test
    void returnsOnlyTheRequiredColumnsInOrder() {
        shard.page(record("1", "2001-01-01T10:00:00Z"));

        InternalRow row = rows(List.of(RecordColumn.PAYLOAD, RecordColumn.SHARD_ID), "shard-0")
                .get(0);

        assertThat(row.numFields()).isEqualTo(2);
        assertThat(row.getBinary(0)).asString().isEqualTo("1");
        assertThat(row.getString(1)).isEqualTo("shard-0");
    }

    @Test
    void readingAPartitionTwiceGivesTheSameRows() {
        shard.page(record("1", "2001-01-01T10:00:00Z")).page().page(0, record("2", "2001-01-01T10:01:00Z"));

        assertThat(sequenceNumbers("shard-0"))
                .isEqualTo(sequenceNumbers("shard-0"))
                .hasSize(2);
    }

    @Test
    void opensAClientAtTheFirstCallOfNextAndClosesIt() throws IOException {
        List<StreamAccess> opened = new ArrayList<>();
        ShardReaderFactory factory = new ShardReaderFactory(
                access -> {
                    opened.add(access);
                    return stream;
                },
                ACCESS,
                CONFIG,
                RecordColumn.all());

        PartitionReader<InternalRow> reader = factory.createReader(partition("shard-0"));
        assertThat(opened).isEmpty();
        assertThat(reader.next()).isFalse();
        assertThat(reader.next()).isFalse();
        reader.close();
        reader.close();

        assertThat(opened).containsExactly(ACCESS);
        assertThat(stream.timesClosed()).isEqualTo(1);
    }

    @Test
    void aFailureOfAShardFailsTheTask() {
        stream.failNext(new StreamRefusedException("StreamRefused: no", null));

        assertThatThrownBy(() -> sequenceNumbers("shard-0"))
                .isInstanceOf(StreamRefusedException.class)
                .hasMessage("StreamRefused: no");
    }

    @Test
    void retriedCallsLoseAndDuplicateNothing() {
        shard.page(record("1", "2001-01-01T10:00:00Z")).page(record("2", "2001-01-01T10:01:00Z"));
        stream.failNext(new StreamThrottledException("throttled", null));
        stream.failNext(new StreamUnavailableException("cut", null));

        assertThat(sequenceNumbers("shard-0")).containsExactly("1", "2");
    }

    private List<String> sequenceNumbers(String... shards) {
        return rows(List.of(RecordColumn.SEQUENCE_NUMBER), shards).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private List<InternalRow> rows(List<RecordColumn> columns, String... shards) {
        ShardReaderFactory factory = new ShardReaderFactory(access -> stream, ACCESS, CONFIG, columns);
        List<InternalRow> rows = new ArrayList<>();
        try (PartitionReader<InternalRow> reader = factory.createReader(partition(shards))) {
            while (reader.next()) {
                rows.add(reader.get().copy());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static ShardPartition partition(String... shards) {
        return new ShardPartition(List.of(shards), new RetentionBound(WINDOW.start(), Duration.ofDays(2)));
    }
}
