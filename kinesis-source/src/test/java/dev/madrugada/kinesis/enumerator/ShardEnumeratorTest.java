package dev.madrugada.kinesis.enumerator;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.madrugada.kinesis.MissingRecords;
import dev.madrugada.kinesis.RecordsExpiredException;
import dev.madrugada.kinesis.split.OnExpired;
import dev.madrugada.kinesis.split.ReadWindow;
import dev.madrugada.kinesis.split.RetentionBound;
import dev.madrugada.kinesis.split.ShardPartition;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.StreamAccess;
import dev.madrugada.kinesis.stream.StreamId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShardEnumeratorTest {

    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
    private static final ReadWindow DAY =
            new ReadWindow(START, Instant.parse("2001-01-02T00:00:00Z"), Duration.ofMinutes(2));
    private static final StreamAccess ACCESS =
            new StreamAccess(new StreamId("flights", null), "eu-central-1", null, null);

    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));

    @Test
    void plansEveryShardThatMayContainARecordOfTheWindow() {
        stream.closedShard("closed-before", Instant.parse("2000-12-31T23:57:59.999Z"));
        stream.closedShard("closed-just-before", Instant.parse("2000-12-31T23:58:00Z"));
        stream.closedShard("parent", Instant.parse("2001-01-01T12:00:00Z"));
        stream.openShard("child");

        assertThat(partitionsAt("2001-01-02T02:00:00Z"))
                .extracting(ShardPartition::shardIds)
                .containsExactly(List.of("closed-just-before"), List.of("parent"), List.of("child"));
    }

    @Test
    void readsNoRecordAndClosesItsClient() {
        stream.openShard("shard-0").page(record("1", "2001-01-01T10:00:00Z"));

        partitionsAt("2001-01-02T02:00:00Z");

        assertThat(stream.callLog()).containsExactly("summary", "shardsSince 2000-12-31T23:58:00Z");
        assertThat(stream.timesClosed()).isEqualTo(1);
    }

    @Test
    void failsIfTheStartOfTheWindowHasExpired() {
        RecordsExpiredException expired =
                catchThrowableOfType(RecordsExpiredException.class, () -> partitionsAt("2001-01-03T02:00:00Z"));

        assertThat(expired)
                .hasMessageContaining("RecordsExpired: stream flights: ")
                .hasMessageContaining("[2001-01-01T00:00:00Z, 2001-01-01T02:00:00Z) have expired, PT2H of the window")
                .hasMessageContaining("48 hours");
        assertThat(expired.missing().stream()).isEqualTo("flights");
        assertThat(expired.missing().from()).isEqualTo(START);
        assertThat(expired.missing().until()).isEqualTo(Instant.parse("2001-01-01T02:00:00Z"));
        assertThat(stream.timesClosed()).isEqualTo(1);
    }

    @Test
    void missingPartNeverExceedsTheWindow() {
        assertThatThrownBy(() -> partitionsAt("2001-02-01T00:00:00Z"))
                .hasMessageContaining("[2001-01-01T00:00:00Z, 2001-01-02T00:00:00Z) have expired, PT24H of the window");
    }

    @Test
    void plansAWindowThatStartsAtTheTrimHorizon() {
        stream.openShard("shard-0");

        assertThat(partitionsAt("2001-01-03T00:00:00Z")).hasSize(1);
        assertThatThrownBy(() -> partitionsAt("2001-01-03T00:00:00.001Z"))
                .hasMessageContaining("PT0.001S of the window");
    }

    @Test
    void groupsTheShardsIntoAsManyTasksAsCores() {
        for (int shard = 0; shard < 5; shard++) {
            stream.openShard("shard-" + shard);
        }

        assertThat(groups(new TaskPlanner(2, Integer.MAX_VALUE)))
                .containsExactly(List.of("shard-0", "shard-2", "shard-4"), List.of("shard-1", "shard-3"));
        assertThat(groups(new TaskPlanner(8, Integer.MAX_VALUE))).hasSize(5);
        assertThat(groups(new TaskPlanner(1, 2)))
                .containsExactly(List.of("shard-0", "shard-3"), List.of("shard-1", "shard-4"), List.of("shard-2"));
    }

    @Test
    void plansOnlyTheSelectedShards() {
        stream.openShard("shard-0");
        stream.openShard("shard-1");

        assertThat(plan("2001-01-02T02:00:00Z", new ShardQuery(DAY, Set.of("shard-1", "shard-7"), OnExpired.FAIL))
                        .partitions())
                .flatExtracting(ShardPartition::shardIds)
                .containsExactly("shard-1");
    }

    @Test
    void aMissingParentThatClosedWithinTheWindowIsALoss() {
        stream.openShard("child-a").from(Instant.parse("2001-01-01T12:00:00Z"), "parent");
        stream.openShard("child-b").from(Instant.parse("2001-01-01T12:00:00Z"), "parent");

        assertThatThrownBy(() -> partitionsAt("2001-01-02T02:00:00Z"))
                .isInstanceOf(RecordsExpiredException.class)
                .hasMessageContaining("stream flights, shard parent: the records of [2001-01-01T00:00:00Z");
        assertThat(plan("2001-01-02T02:00:00Z", new ShardQuery(DAY, null, OnExpired.READ_WHAT_IS_LEFT))
                        .missing())
                .extracting(MissingRecords::shardId)
                .containsExactly("parent");
        assertThat(plan("2001-01-02T02:00:00Z", new ShardQuery(DAY, Set.of("child-a"), OnExpired.FAIL))
                        .missing())
                .isEmpty();
    }

    @Test
    void aMissingParentThatClosedBeforeTheWindowIsNoLoss() {
        stream.closedShard("parent", Instant.parse("2000-12-31T12:00:00Z"));
        stream.openShard("child").from(Instant.parse("2000-12-31T12:00:00Z"), "parent");

        assertThat(partitionsAt("2001-01-02T02:00:00Z"))
                .flatExtracting(ShardPartition::shardIds)
                .containsExactly("child");
        assertThat(stream.callLog()).contains("shardsOpenAt 2000-12-31T23:58:00Z");
    }

    @Test
    void aMissingParentWhoseChildClosedJustBeforeTheWindowIsNoLoss() {
        stream.closedShard("parent", Instant.parse("2000-12-31T12:00:00Z"));
        stream.closedShard("child", Instant.parse("2000-12-31T23:59:00Z"))
                .from(Instant.parse("2000-12-31T12:00:00Z"), "parent");
        stream.openShard("grandchild").from(Instant.parse("2000-12-31T23:59:00Z"), "child");

        assertThat(partitionsAt("2001-01-02T02:00:00Z"))
                .flatExtracting(ShardPartition::shardIds)
                .containsExactly("child", "grandchild");
    }

    @Test
    void aMissingParentThatClosedBeforeTheTrimHorizonIsNoLoss() {
        // The parent closed before the window but within max-out-of-orderness. The parent has expired when the shards
        // are listed.
        stream.openShard("child").from(Instant.parse("2000-12-31T23:59:00Z"), "parent");

        assertThat(partitionsAt("2001-01-03T00:00:00Z"))
                .flatExtracting(ShardPartition::shardIds)
                .containsExactly("child");
    }

    @Test
    void aLossOfAllShardsIsNotReportedAgainForAParent() {
        stream.openShard("child").from(Instant.parse("2001-01-01T06:00:00Z"), "parent");

        assertThat(plan("2001-01-03T12:00:00Z", new ShardQuery(DAY, null, OnExpired.READ_WHAT_IS_LEFT))
                        .missing())
                .singleElement()
                .satisfies(gone -> assertThat(gone.shardId()).isNull());
    }

    @Test
    void neverAsksForATimeBefore1970() {
        ReadWindow all = new ReadWindow(Instant.EPOCH, DAY.end(), Duration.ofMinutes(2));

        plan("2001-01-02T02:00:00Z", new ShardQuery(all, null, OnExpired.READ_WHAT_IS_LEFT));

        assertThat(stream.callLog()).contains("shardsSince " + Instant.EPOCH);
    }

    @Test
    void plansTheRemainingRecordsIfLossIsAllowed() {
        stream.openShard("shard-0");

        ReadPlan plan = plan("2001-01-03T02:00:00Z", new ShardQuery(DAY, null, OnExpired.READ_WHAT_IS_LEFT));

        assertThat(plan.missing()).singleElement().satisfies(gone -> {
            assertThat(gone.duration()).isEqualTo(Duration.ofHours(2));
            assertThat(gone.shardId()).isNull();
        });
        assertThat(plan.partitions())
                .containsExactly(new ShardPartition(
                        List.of("shard-0"),
                        new RetentionBound(Instant.parse("2001-01-01T02:00:00Z"), Duration.ofDays(2))));
    }

    private List<List<String>> groups(TaskPlanner cut) {
        return enumerator("2001-01-02T02:00:00Z")
                .plan(ACCESS, new ShardQuery(DAY, null, OnExpired.FAIL), cut)
                .partitions()
                .stream()
                .map(ShardPartition::shardIds)
                .toList();
    }

    private List<ShardPartition> partitionsAt(String now) {
        return plan(now, new ShardQuery(DAY, null, OnExpired.FAIL)).partitions();
    }

    private ReadPlan plan(String now, ShardQuery query) {
        return enumerator(now).plan(ACCESS, query, new TaskPlanner(8, Integer.MAX_VALUE));
    }

    private ShardEnumerator enumerator(String now) {
        return new ShardEnumerator(access -> stream, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }
}
