package dev.madrugada.kinesis.enumerator;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.split.Window;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardEnumeratorTest {

    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
    private static final Window DAY = new Window(START, Instant.parse("2001-01-02T00:00:00Z"), Duration.ofMinutes(2));
    private static final StreamAccess ACCESS =
            new StreamAccess(new StreamId("flights", null), "eu-central-1", null, null);

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));

    @Test
    void givesEachShardThatCanHoldARecordOfTheWindowAPartition() {
        stream.closedShard("closed-before", Instant.parse("2000-12-31T23:57:59.999Z"));
        stream.closedShard("closed-in-slack", Instant.parse("2000-12-31T23:58:00Z"));
        stream.closedShard("parent", Instant.parse("2001-01-01T12:00:00Z"));
        stream.openShard("child");

        assertThat(partitionsAt("2001-01-02T02:00:00Z"))
                .containsExactly(
                        new ShardPartition(List.of("closed-in-slack")),
                        new ShardPartition(List.of("parent")),
                        new ShardPartition(List.of("child")));
    }

    @Test
    void readsNoRecordAndClosesItsClient() {
        stream.openShard("shard-0").page(record("1", "2001-01-01T10:00:00Z"));

        partitionsAt("2001-01-02T02:00:00Z");

        assertThat(stream.calls()).containsExactly("summary", "shardsSince 2000-12-31T23:58:00Z");
        assertThat(stream.timesClosed()).isEqualTo(1);
    }

    @Test
    void refusesAWindowWhoseFirstRecordsAreGone() {
        RecordsExpiredException expired =
                catchThrowableOfType(RecordsExpiredException.class, () -> partitionsAt("2001-01-03T02:00:00Z"));

        assertThat(expired)
                .hasMessageContaining("RecordsExpired: stream flights: ")
                .hasMessageContaining("[2001-01-01T00:00:00Z, 2001-01-01T02:00:00Z), PT2H of the window, are gone")
                .hasMessageContaining("48 hours");
        assertThat(expired.stream()).isEqualTo("flights");
        assertThat(expired.missingFrom()).isEqualTo(START);
        assertThat(expired.missingUntil()).isEqualTo(Instant.parse("2001-01-01T02:00:00Z"));
        assertThat(stream.timesClosed()).isEqualTo(1);
    }

    @Test
    void aWindowThatIsGoneAsAWholeMissesNoMoreThanItself() {
        assertThatThrownBy(() -> partitionsAt("2001-02-01T00:00:00Z"))
                .hasMessageContaining("[2001-01-01T00:00:00Z, 2001-01-02T00:00:00Z), PT24H of the window");
    }

    @Test
    void readsAWindowThatStartsAtTheHorizon() {
        stream.openShard("shard-0");

        assertThat(partitionsAt("2001-01-03T00:00:00Z")).hasSize(1);
        assertThatThrownBy(() -> partitionsAt("2001-01-03T00:00:00.001Z"))
                .hasMessageContaining("PT0.001S of the window");
    }

    private List<ShardPartition> partitionsAt(String now) {
        return new ShardEnumerator(access -> stream, Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
                .partitions(ACCESS, DAY);
    }
}
