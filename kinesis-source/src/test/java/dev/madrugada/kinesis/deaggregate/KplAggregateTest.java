package dev.madrugada.kinesis.deaggregate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.kinesis.clientlibrary.types.Messages.AggregatedRecord;
import com.amazonaws.services.kinesis.clientlibrary.types.Messages.Record;
import com.google.protobuf.ByteString;
import dev.madrugada.kinesis.deaggregate.Packing.Unpacked;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class KplAggregateTest {

    private static final byte[] AGGREGATE = Packing.framed(AggregatedRecord.newBuilder()
            .addPartitionKeyTable("amsterdam")
            .addPartitionKeyTable("berlin")
            .addExplicitHashKeyTable("340282366920938463463374607431768211455")
            .addRecords(record(1, "first").setExplicitHashKeyIndex(0))
            .addRecords(record(0, ""))
            .addRecords(record(1, "third"))
            .build()
            .toByteArray());

    @Test
    void readsEveryRecordInOrder() {
        assertThat(Packing.unpacked(AGGREGATE))
                .containsExactly(
                        unpacked(0, "berlin", "first"), unpacked(1, "amsterdam", ""), unpacked(2, "berlin", "third"));
    }

    @Test
    void readsAnAggregateInsideOfALargerArray() {
        byte[] page = new byte[AGGREGATE.length + 20];
        Arrays.fill(page, AGGREGATE[0]);
        System.arraycopy(AGGREGATE, 0, page, 13, AGGREGATE.length);

        assertThat(KplAggregate.recordsIn(page, 13, AGGREGATE.length))
                .extracting(record -> new String(record.payload(), UTF_8))
                .containsExactly("first", "", "third");
        assertThat(KplAggregate.recordsIn(page, 13, AGGREGATE.length + 1)).isEmpty();
        assertThat(KplAggregate.recordsIn(page, 13, AGGREGATE.length - 1)).isEmpty();
    }

    @Test
    void returnsThePayloadLengthWithoutACopy() {
        assertThat(KplAggregate.recordsIn(AGGREGATE))
                .extracting(UserRecord::payloadLength)
                .containsExactly(5, 0, 5);
    }

    @Test
    void rejectsEveryFlippedBit() {
        for (int bit = 0; bit < AGGREGATE.length * 8; bit++) {
            byte[] flipped = AGGREGATE.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(KplAggregate.recordsIn(flipped)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void rejectsEveryPrefix() {
        for (int length = 0; length < AGGREGATE.length; length++) {
            assertThat(KplAggregate.recordsIn(Arrays.copyOf(AGGREGATE, length)))
                    .as("the first %d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void rejectsBytesAfterTheDigest() {
        assertThat(KplAggregate.recordsIn(Arrays.copyOf(AGGREGATE, AGGREGATE.length + 1)))
                .isEmpty();
    }

    @Test
    void rejectsATruncatedMessageWithAValidDigest() {
        byte[] message = Arrays.copyOfRange(AGGREGATE, 4, AGGREGATE.length - 16);
        int beforeTheLastRecord = message.length - record(1, "third").build().getSerializedSize() - 2;
        for (int length = beforeTheLastRecord + 1; length < message.length; length++) {
            assertThat(KplAggregate.recordsIn(Packing.framed(Arrays.copyOf(message, length))))
                    .as("the first %d bytes", length)
                    .isEmpty();
        }
        // A message cut between two records is valid by itself.
        assertThat(KplAggregate.recordsIn(Packing.framed(Arrays.copyOf(message, beforeTheLastRecord))))
                .hasSize(2);
    }

    @Test
    void rejectsAPartitionKeyIndexOutsideOfTheTable() {
        assertThat(KplAggregate.recordsIn(framed(record(0, "in"), record(1, "out"))))
                .isEmpty();
        assertThat(KplAggregate.recordsIn(framed(record(-1, "as good as infinite"))))
                .isEmpty();
        assertThat(KplAggregate.recordsIn(framed(record(1L << 32, "0 if cut to an int"))))
                .isEmpty();
    }

    @Test
    void rejectsAnExplicitHashKeyIndexOutsideOfTheTable() {
        assertThat(KplAggregate.recordsIn(framed(record(0, "out").setExplicitHashKeyIndex(0))))
                .isEmpty();
    }

    /** An aggregate without user records would give no row, so the payload is returned as an ordinary record. */
    @Test
    void rejectsAnAggregateWithoutRecords() {
        assertThat(KplAggregate.recordsIn(Packing.framed(new byte[0]))).isEmpty();
        assertThat(KplAggregate.recordsIn(framed())).isEmpty();
    }

    @Test
    void rejectsGroupsNestedTooDeep() {
        byte startOfGroup15 = 15 << 3 | 3;
        byte[] groups = new byte[1_000_000];
        Arrays.fill(groups, startOfGroup15);

        assertThat(KplAggregate.recordsIn(Packing.framed(groups))).isEmpty();
    }

    /**
     * The largest record that Kinesis accepts, full of the smallest user records. If all user records were unpacked at
     * once, they would take several times the memory of the aggregate.
     */
    @Test
    void createsRecordsOneAtATime() {
        byte[] smallest = {3 << 3 | 2, 4, 1 << 3, 0, 3 << 3 | 2, 0};
        byte[] onlyKey = {1 << 3 | 2, 1, 'k'};
        int records = (10 << 20) / smallest.length;
        byte[] message = Arrays.copyOf(onlyKey, onlyKey.length + records * smallest.length);
        for (int i = 0; i < records; i++) {
            System.arraycopy(smallest, 0, message, onlyKey.length + i * smallest.length, smallest.length);
        }
        byte[] payload = Packing.framed(message);
        long before = heapInUse();

        Iterator<UserRecord> unpacking = KplAggregate.recordsIn(payload).iterator();
        for (int i = 0; i < records / 2; i++) {
            assertThat(unpacking.next().index()).isEqualTo(i);
        }

        assertThat(heapInUse() - before).as("bytes held half-way").isLessThan(4 << 20);
        assertThat(unpacking).toIterable().hasSize(records - records / 2);
    }

    private static long heapInUse() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    void rejectsPlainPayloads() {
        assertThat(KplAggregate.recordsIn(new byte[0])).isEmpty();
        assertThat(KplAggregate.recordsIn("{\"plain\":true}".getBytes(UTF_8))).isEmpty();
    }

    private static Record.Builder record(long partitionKeyIndex, String payload) {
        return Record.newBuilder().setPartitionKeyIndex(partitionKeyIndex).setData(ByteString.copyFromUtf8(payload));
    }

    private static byte[] framed(Record.Builder... records) {
        AggregatedRecord.Builder aggregate = AggregatedRecord.newBuilder().addPartitionKeyTable("only");
        Arrays.stream(records).forEach(aggregate::addRecords);
        return Packing.framed(aggregate.build().toByteArray());
    }

    private static Unpacked unpacked(int index, String partitionKey, String payload) {
        return Unpacked.of(index, partitionKey, ByteString.copyFromUtf8(payload));
    }
}
