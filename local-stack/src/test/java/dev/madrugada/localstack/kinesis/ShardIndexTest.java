package dev.madrugada.localstack.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardIndexTest {
    private static ShardIndex index(long... arrivals) {
        ShardIndex index = new ShardIndex(0);
        for (long arrival : arrivals) {
            index.append(new SequenceNumber(arrival, 0, 0, 0), arrival * 10, 1);
        }
        return index;
    }

    private static long[] offsets(ShardIndex index) {
        return IntStream.range(0, index.size()).mapToLong(index::offset).toArray();
    }

    @Test
    void mergesEarlierRecords() {
        assertThat(offsets(index(1, 5, 9).mergedWith(index(2, 3, 10)))).containsExactly(10, 20, 30, 50, 90, 100);
        assertThat(offsets(index(1, 2).mergedWith(index(3, 4)))).containsExactly(10, 20, 30, 40);
    }

    @Test
    void findsPositions() {
        ShardIndex index = index(1, 5, 9);
        SequenceNumber five = new SequenceNumber(5, 0, 0, 0);
        assertThat(ShardPosition.at(five).in(index)).isEqualTo(1);
        assertThat(ShardPosition.after(five).in(index)).isEqualTo(2);
        assertThat(ShardPosition.after(new SequenceNumber(4, 0, 0, 0)).in(index))
                .isEqualTo(1);
        assertThat(ShardPosition.at(new SequenceNumber(10, 0, 0, 0)).in(index)).isEqualTo(3);
    }
}
