package dev.madrugada.localstack;

import static dev.madrugada.localstack.KinesisReader.createStream;
import static dev.madrugada.localstack.KinesisReader.shardIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

@ExtendWith(SettableClockStack.class)
class KinesisReshardTest {
    private static final String MIDDLE = BigInteger.TWO.pow(127).toString();
    private static final Instant DAY = Instant.parse("2001-01-10T00:00:00Z");

    private static String id(int index) {
        return String.format("shardId-%012d", index);
    }

    @SuppressWarnings("CheckReturnValue")
    private static void split(KinesisClient kinesis, String stream, int shard) {
        kinesis.splitShard(
                split -> split.streamName(stream).shardToSplit(id(shard)).newStartingHashKey(MIDDLE));
    }

    @SuppressWarnings("CheckReturnValue")
    private static void merge(KinesisClient kinesis, String stream, int shard, int adjacent) {
        kinesis.mergeShards(
                merge -> merge.streamName(stream).shardToMerge(id(shard)).adjacentShardToMerge(id(adjacent)));
    }

    private static List<Shard> shards(KinesisClient kinesis, String stream) {
        return kinesis.listShards(list -> list.streamName(stream)).shards();
    }

    private static String horizon(KinesisClient kinesis, String stream, int shard) {
        return kinesis.getShardIterator(get ->
                        get.streamName(stream).shardId(id(shard)).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private record Read(List<String> data, List<ChildShard> children) {}

    /** Reads a closed shard to its end, and an open shard to its tip. */
    private static Read read(KinesisClient kinesis, String stream, int shard) {
        List<String> data = new ArrayList<>();
        Optional<String> iterator = Optional.of(horizon(kinesis, stream, shard));
        while (iterator.isPresent()) {
            String current = iterator.get();
            GetRecordsResponse page = kinesis.getRecords(get -> get.shardIterator(current));
            page.records().forEach(each -> data.add(each.data().asUtf8String()));
            if (page.nextShardIterator() == null) {
                return new Read(data, page.childShards());
            }
            iterator = Optional.of(page.nextShardIterator())
                    .filter(next -> !page.records().isEmpty() || page.millisBehindLatest() > 0);
        }
        return new Read(data, List.of());
    }

    @SuppressWarnings("CheckReturnValue")
    private static void put(AdminClient admin, String stream, String data) throws Exception {
        assertThat(admin.put(stream, AdminClient.line(data))).contains("sequenceNumber");
    }

    @Test
    void splitsAShardAndMergesItAgain(Clients clients, AdminClient admin) throws Exception {
        admin.clock(DAY);
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "halves", 1);
            put(admin, "halves", "before");
            split(kinesis, "halves", 0);
            put(admin, "halves", "between");
            merge(kinesis, "halves", 1, 2);
            put(admin, "halves", "after");

            List<Shard> shards = shards(kinesis, "halves");
            assertThat(shards).extracting(Shard::parentShardId).containsExactly(null, id(0), id(0), id(1));
            assertThat(shards).extracting(Shard::adjacentParentShardId).containsExactly(null, null, null, id(2));
            assertThat(shards)
                    .extracting(each -> each.sequenceNumberRange().endingSequenceNumber() == null)
                    .containsExactly(false, false, false, true);
            assertThat(shards.get(0).sequenceNumberRange().endingSequenceNumber())
                    .isLessThan(shards.get(1).sequenceNumberRange().startingSequenceNumber());
            assertThat(shards.get(1).hashKeyRange().endingHashKey())
                    .isEqualTo(new BigInteger(MIDDLE).subtract(BigInteger.ONE).toString());
            assertThat(shards.get(3).hashKeyRange()).isEqualTo(shards.get(0).hashKeyRange());

            Read parent = read(kinesis, "halves", 0);
            assertThat(parent.data()).containsExactly("before");
            assertThat(parent.children()).extracting(ChildShard::shardId).containsExactly(id(1), id(2));
            assertThat(parent.children().get(1).parentShards()).containsExactly(id(0));
            assertThat(parent.children().get(1).hashKeyRange().startingHashKey())
                    .isEqualTo(MIDDLE);
            Read lower = read(kinesis, "halves", 1);
            Read upper = read(kinesis, "halves", 2);
            assertThat(lower.data().size() + upper.data().size()).isEqualTo(1);
            assertThat(upper.children().get(0).parentShards()).containsExactly(id(1), id(2));
            assertThat(read(kinesis, "halves", 3)).isEqualTo(new Read(List.of("after"), List.of()));
        }
    }

    @Test
    void rejectsInvalidSplitsAndMerges(Clients clients, AdminClient admin) throws Exception {
        admin.clock(DAY);
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "stubborn", 3);
            assertThatThrownBy(() -> merge(kinesis, "stubborn", 0, 2))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("not an adjacent pair");
            merge(kinesis, "stubborn", 1, 0);
            assertThatThrownBy(() -> split(kinesis, "stubborn", 0)).isInstanceOf(ResourceInUseException.class);
            assertThatThrownBy(() -> split(kinesis, "stubborn", 2))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("is not inside the range");
            assertThatThrownBy(() -> split(kinesis, "stubborn", 9)).isInstanceOf(ResourceNotFoundException.class);
        }
    }

    private static List<String> filtered(
            KinesisClient kinesis, ShardFilterType type, Optional<Instant> at, Optional<String> after) {
        ShardFilter filter = ShardFilter.builder()
                .type(type)
                .timestamp(at.orElse(null))
                .shardId(after.orElse(null))
                .build();
        return kinesis.listShards(list -> list.streamName("lineage").shardFilter(filter)).shards().stream()
                .map(each -> each.shardId().substring("shardId-00000000000".length()))
                .toList();
    }

    @Test
    void filtersShardsByTheTimesTheyWereOpen(Clients clients, AdminClient admin) throws Exception {
        admin.clock(DAY);
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "lineage", 1);
            Instant split = DAY.plus(Duration.ofHours(10));
            admin.clock(split);
            split(kinesis, "lineage", 0);
            Instant merged = DAY.plus(Duration.ofHours(20));
            admin.clock(merged);
            merge(kinesis, "lineage", 1, 2);
            Optional<Instant> none = Optional.empty();
            Optional<String> all = Optional.empty();

            assertThat(filtered(kinesis, ShardFilterType.AT_LATEST, none, all)).containsExactly("3");
            assertThat(filtered(kinesis, ShardFilterType.FROM_TRIM_HORIZON, none, all))
                    .containsExactly("0", "1", "2", "3");
            assertThat(filtered(kinesis, ShardFilterType.AT_TRIM_HORIZON, none, all))
                    .containsExactly("0");
            assertThat(filtered(kinesis, ShardFilterType.AFTER_SHARD_ID, none, Optional.of(id(1))))
                    .containsExactly("2", "3");
            Optional<Instant> noon = Optional.of(DAY.plus(Duration.ofHours(12)));
            assertThat(filtered(kinesis, ShardFilterType.AT_TIMESTAMP, noon, all))
                    .containsExactly("1", "2");
            assertThat(filtered(kinesis, ShardFilterType.FROM_TIMESTAMP, noon, all))
                    .containsExactly("1", "2", "3");
            assertThatThrownBy(() -> filtered(kinesis, ShardFilterType.AT_TIMESTAMP, none, all))
                    .isInstanceOf(InvalidArgumentException.class);
            assertThatThrownBy(() -> filtered(kinesis, ShardFilterType.AFTER_SHARD_ID, none, all))
                    .isInstanceOf(InvalidArgumentException.class);

            // The parent was closed at the split. For 24 hours after the split, the trim horizon is within the parent.
            // Afterwards the parent has expired.
            admin.clock(split.plus(Duration.ofHours(23)).plus(Duration.ofMinutes(30)));
            assertThat(filtered(kinesis, ShardFilterType.AT_TRIM_HORIZON, none, all))
                    .containsExactly("0");
            admin.clock(split.plus(Duration.ofHours(24)).plus(Duration.ofMinutes(30)));
            assertThat(filtered(kinesis, ShardFilterType.FROM_TRIM_HORIZON, none, all))
                    .containsExactly("1", "2", "3");
            assertThat(filtered(kinesis, ShardFilterType.AT_TRIM_HORIZON, none, all))
                    .containsExactly("1", "2");
            assertThat(filtered(kinesis, ShardFilterType.FROM_TIMESTAMP, Optional.of(DAY), all))
                    .containsExactly("1", "2", "3");
            assertThatThrownBy(() -> horizon(kinesis, "lineage", 0))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining(
                            "Shard " + id(0) + " in stream lineage under account 000000000000 does not exist");
        }
    }

    @SuppressWarnings("CheckReturnValue")
    private static void increaseRetention(KinesisClient kinesis, int hours) {
        kinesis.increaseStreamRetentionPeriod(
                change -> change.streamName("trimmed").retentionPeriodHours(hours));
    }

    @SuppressWarnings("CheckReturnValue")
    private static void decreaseRetention(KinesisClient kinesis, int hours) {
        kinesis.decreaseStreamRetentionPeriod(
                change -> change.streamName("trimmed").retentionPeriodHours(hours));
    }

    @Test
    void recordsExpireForGoodByRetentionAndClock(Clients clients, AdminClient admin) throws Exception {
        admin.clock(DAY);
        try (KinesisClient kinesis = clients.kinesis()) {
            createStream(kinesis, "trimmed", 1);
            put(admin, "trimmed", "first");
            admin.clock(DAY.plus(Duration.ofHours(2)));
            put(admin, "trimmed", "second");
            assertThat(read(kinesis, "trimmed", 0).data()).containsExactly("first", "second");

            admin.clock(DAY.plus(Duration.ofHours(25)));
            assertThat(read(kinesis, "trimmed", 0).data()).containsExactly("second");
            increaseRetention(kinesis, 48);
            assertThat(read(kinesis, "trimmed", 0).data()).containsExactly("second");
            assertThatThrownBy(() -> increaseRetention(kinesis, 24)).isInstanceOf(InvalidArgumentException.class);
            admin.clock(DAY.plus(Duration.ofHours(2)));
            assertThat(read(kinesis, "trimmed", 0).data()).containsExactly("second");

            admin.clock(DAY.plus(Duration.ofHours(27)));
            assertThat(read(kinesis, "trimmed", 0).data()).containsExactly("second");
            decreaseRetention(kinesis, 24);
            increaseRetention(kinesis, 48);
            assertThat(read(kinesis, "trimmed", 0).data()).isEmpty();
            put(admin, "trimmed", "third");
            assertThat(read(kinesis, "trimmed", 0).data()).containsExactly("third");
            assertThat(shardIds(kinesis, "trimmed")).containsExactly(id(0));
        }
    }
}
